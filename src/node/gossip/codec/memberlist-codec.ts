import {
  bool,
  type Codec,
  decode,
  encode,
  omitEmpty,
  struct,
  uint,
} from '../../../shared/msgpack/codec.ts';
import type { Alive, MemberlistMessage, PingSource } from '../messages.ts';
import { endpointOf } from './endpoint.ts';
import { bytesOrNil, name, u32 } from './fields.ts';
import { malformed } from './malformed.ts';

export const limits = {
  /** serf-wire §3 */
  metaBytesMax: 512,
} as const;

/** The first byte of each message that travels in packets and streams alike (serf-wire §1.1). */
const types = {
  ping: 0,
  indirectPing: 1,
  ackResp: 2,
  suspect: 3,
  alive: 4,
  dead: 5,
  user: 8,
  nackResp: 11,
} as const;

const sourceFields = {
  SourceAddr: omitEmpty(bytesOrNil),
  SourceNode: omitEmpty(name),
  SourcePort: omitEmpty(uint),
};
const ping = struct({ Node: name, SeqNo: u32, ...sourceFields });
const indirectPing = struct({
  Nack: bool,
  Node: name,
  Port: uint,
  SeqNo: u32,
  ...sourceFields,
  Target: bytesOrNil,
});
const ackResp = struct({ Payload: bytesOrNil, SeqNo: u32 });
const nackResp = struct({ SeqNo: u32 });
const accusation = struct({ From: name, Incarnation: u32, Node: name });
const alive = struct({
  Addr: bytesOrNil,
  Incarnation: u32,
  Meta: bytesOrNil,
  Node: name,
  Port: uint,
  Vsn: bytesOrNil,
});

/** One memberlist message as it stands in a packet: its type byte, then msgpack (serf-wire §3). */
export function encodeMessage(message: MemberlistMessage): Buffer {
  switch (message.type) {
    case 'ping':
      return typed(types.ping, ping, {
        Node: message.node,
        SeqNo: message.seqNo,
        ...encodedSource(message.source),
      });
    case 'indirectPing':
      return typed(types.indirectPing, indirectPing, {
        Nack: message.nack,
        Node: message.node,
        Port: message.target.port,
        SeqNo: message.seqNo,
        Target: message.target.address,
        ...encodedSource(message.source),
      });
    case 'ackResp':
      return typed(types.ackResp, ackResp, { Payload: message.payload, SeqNo: message.seqNo });
    case 'nackResp':
      return typed(types.nackResp, nackResp, { SeqNo: message.seqNo });
    case 'suspect':
    case 'dead':
      return typed(types[message.type], accusation, {
        From: message.from,
        Incarnation: message.incarnation,
        Node: message.node,
      });
    case 'alive':
      return typed(types.alive, alive, {
        Addr: message.address,
        Incarnation: message.incarnation,
        Meta: message.meta,
        Node: message.node,
        Port: message.port,
        Vsn: message.vsn,
      });
    case 'user':
      return Buffer.concat([Buffer.of(types.user), message.payload]);
  }
}

/** Byte fields of the message are views of `bytes`. Throws CORRUPT. */
export function decodeMessage(bytes: Uint8Array): MemberlistMessage {
  const body = bytes.subarray(1);
  switch (bytes[0]) {
    case types.ping: {
      const { Node: node, SeqNo: seqNo, ...source } = decode(ping, body);
      return { type: 'ping', seqNo, node, source: decodedSource(source) };
    }
    case types.indirectPing: {
      const {
        Nack: nack,
        Node: node,
        Port,
        SeqNo: seqNo,
        Target,
        ...source
      } = decode(indirectPing, body);
      const target = endpointOf(Target, Port);
      return { type: 'indirectPing', seqNo, target, node, nack, source: decodedSource(source) };
    }
    case types.ackResp: {
      const { Payload: payload, SeqNo: seqNo } = decode(ackResp, body);
      return { type: 'ackResp', seqNo, payload };
    }
    case types.nackResp:
      return { type: 'nackResp', seqNo: decode(nackResp, body).SeqNo };
    case types.suspect:
      return { type: 'suspect', ...decodedAccusation(body) };
    case types.dead:
      return { type: 'dead', ...decodedAccusation(body) };
    case types.alive:
      return decodedAlive(body);
    case types.user:
      return { type: 'user', payload: body };
    default:
      throw malformed(bytes.length === 0 ? 'an empty message' : `message type ${bytes[0]}`);
  }
}

function typed<T>(type: number, codec: Codec<T>, value: T): Buffer {
  return Buffer.concat([Buffer.of(type), encode(codec, value)]);
}

interface WireSource {
  readonly SourceAddr: Uint8Array;
  readonly SourceNode: string;
  readonly SourcePort: number;
}

function encodedSource(source: PingSource | undefined): WireSource {
  return {
    SourceAddr: source?.address ?? bytesOrNil.zero,
    SourceNode: source?.node ?? '',
    SourcePort: source?.port ?? 0,
  };
}

function decodedSource({ SourceAddr, SourceNode, SourcePort }: WireSource): PingSource | undefined {
  if (SourceAddr.length === 0 || SourcePort === 0) return undefined;
  return { ...endpointOf(SourceAddr, SourcePort), node: SourceNode };
}

function decodedAccusation(body: Uint8Array): {
  readonly incarnation: number;
  readonly node: string;
  readonly from: string;
} {
  const { From: from, Incarnation: incarnation, Node: node } = decode(accusation, body);
  return { incarnation, node, from };
}

function decodedAlive(body: Uint8Array): Alive {
  const {
    Addr,
    Incarnation: incarnation,
    Meta: meta,
    Node: node,
    Port,
    Vsn: vsn,
  } = decode(alive, body);
  if (node === '') throw malformed('a node without a name');
  if (meta.length > limits.metaBytesMax) throw malformed('more than 512 bytes of meta');
  return { type: 'alive', ...endpointOf(Addr, Port), incarnation, node, meta, vsn };
}
