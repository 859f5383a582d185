import { decode, encode, map, struct, text, uint } from '../../../shared/msgpack/codec.ts';
import type { ConflictResponse } from '../messages.ts';
import { endpointOf } from './endpoint.ts';
import { bytesOrNil, name } from './fields.ts';

const limits = { tagsMax: 512 } as const;

const nil = 0xc0;

const member = struct({
  Addr: bytesOrNil,
  DelegateCur: uint,
  DelegateMax: uint,
  DelegateMin: uint,
  Name: name,
  Port: uint,
  ProtocolCur: uint,
  ProtocolMax: uint,
  ProtocolMin: uint,
  Status: uint,
  Tags: map(text, limits.tagsMax),
});

/** What a node believes about a name, or nil when it does not know the name (serf-wire §6.6). */
export function encodeConflictResponse({ member: known }: ConflictResponse): Buffer {
  if (known === undefined) return Buffer.of(nil);
  const [pmin = 0, pmax = 0, pcur = 0, dmin = 0, dmax = 0, dcur = 0] = known.vsn;
  return encode(member, {
    Addr: known.address,
    DelegateCur: dcur,
    DelegateMax: dmax,
    DelegateMin: dmin,
    Name: known.name,
    Port: known.port,
    ProtocolCur: pcur,
    ProtocolMax: pmax,
    ProtocolMin: pmin,
    Status: known.status,
    Tags: known.tags,
  });
}

export function decodeConflictResponse(body: Uint8Array): ConflictResponse {
  const value = decode(member, body);
  if (body[0] === nil) return { type: 'conflictResponse', member: undefined };
  const protocol = [value.ProtocolMin, value.ProtocolMax, value.ProtocolCur];
  const delegate = [value.DelegateMin, value.DelegateMax, value.DelegateCur];
  return {
    type: 'conflictResponse',
    member: {
      ...endpointOf(value.Addr, value.Port),
      name: value.Name,
      tags: value.Tags ?? new Map(),
      status: value.Status,
      vsn: Buffer.from([...protocol, ...delegate]),
    },
  };
}
