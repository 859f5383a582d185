import { MokvError } from '../../../shared/errors.ts';
import { decode, encode, list, struct, text, uint } from '../../../shared/msgpack/codec.ts';
import type { Query, QueryFilter } from '../messages.ts';
import { endpointOf } from './endpoint.ts';
import { bytesOrNil, clampedUint64, listOrNil, name, u32 } from './fields.ts';

const limits = { filtersMax: 256, namesMax: 4096 } as const;

/** Bits of Flags (serf-wire §6.1). */
const flags = { wantsAck: 1, noBroadcast: 2 } as const;
const nanosecondsPerMs = 1e6;

const query = struct({
  Addr: bytesOrNil,
  Filters: listOrNil(bytesOrNil, limits.filtersMax),
  Flags: u32,
  ID: u32,
  LTime: clampedUint64,
  Name: name,
  Payload: bytesOrNil,
  Port: uint,
  RelayFactor: uint,
  SourceNode: name,
  Timeout: clampedUint64,
});

/** First bytes of filters (serf-wire §6.6). */
const filterTypes = { nodes: 0, tag: 1 } as const;

const nodesFilter = list(name, limits.namesMax);
const tagFilter = struct({ Expr: text, Tag: text });

export function encodeQuery(message: Query): Buffer {
  const wantsAck = message.wantsAck ? flags.wantsAck : 0;
  const noBroadcast = message.noBroadcast ? flags.noBroadcast : 0;
  return encode(query, {
    Addr: message.address,
    Filters: message.filters.map(encodeFilter),
    Flags: wantsAck | noBroadcast,
    ID: message.id,
    LTime: message.ltime,
    Name: message.name,
    Payload: message.payload,
    Port: message.port,
    RelayFactor: message.relayFactor,
    SourceNode: message.sourceNode,
    Timeout: Math.round(message.timeoutMs * nanosecondsPerMs),
  });
}

export function decodeQuery(body: Uint8Array): Query {
  const value = decode(query, body);
  return {
    type: 'query',
    ...endpointOf(value.Addr, value.Port),
    ltime: value.LTime,
    id: value.ID,
    sourceNode: value.SourceNode,
    filters: value.Filters.map(decodeFilter),
    wantsAck: (value.Flags & flags.wantsAck) !== 0,
    noBroadcast: (value.Flags & flags.noBroadcast) !== 0,
    relayFactor: Math.min(value.RelayFactor, 0xff),
    timeoutMs: value.Timeout / nanosecondsPerMs,
    name: value.Name,
    payload: value.Payload,
  };
}

function encodeFilter(filter: QueryFilter): Uint8Array {
  switch (filter.type) {
    case 'nodes':
      return typed(filterTypes.nodes, encode(nodesFilter, filter.names));
    case 'tag':
      return typed(
        filterTypes.tag,
        encode(tagFilter, { Expr: filter.expression, Tag: filter.tag }),
      );
    case 'unknown':
      return filter.bytes;
  }
}

function typed(type: number, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(type), body]);
}

/** A malformed filter matches nobody, as one of a newer version does; the query still travels on. */
function decodeFilter(bytes: Uint8Array): QueryFilter {
  const body = bytes.subarray(1);
  try {
    switch (bytes[0]) {
      case filterTypes.nodes:
        return { type: 'nodes', names: decode(nodesFilter, body) ?? [] };
      case filterTypes.tag: {
        const { Expr: expression, Tag: tag } = decode(tagFilter, body);
        return { type: 'tag', tag, expression };
      }
      default:
        return { type: 'unknown', bytes };
    }
  } catch (error) {
    if (error instanceof MokvError) return { type: 'unknown', bytes };
    throw error;
  }
}
