import { bool, decode, encode, struct } from '../../../shared/msgpack/codec.ts';
import type { SerfMessage } from '../messages.ts';
import { decodeConflictResponse, encodeConflictResponse } from './conflict-response-codec.ts';
import { bytesOrNil, clampedUint64, name, u32 } from './fields.ts';
import { decodeKeyResponse, encodeKeyResponse, keyRequest } from './key-messages.ts';
import { malformed } from './malformed.ts';
import { decodeQuery, encodeQuery } from './query-codec.ts';
import { decodeRelay, encodeRelay } from './relay-codec.ts';
import { decodeUserState, encodeUserState } from './user-state-codec.ts';

/** The first byte of each Serf message (serf-wire §6.1). */
const types = {
  leaveIntent: 0,
  joinIntent: 1,
  userState: 2,
  userEvent: 3,
  query: 4,
  queryResponse: 5,
  conflictResponse: 6,
  keyRequest: 7,
  keyResponse: 8,
  relay: 9,
} as const;

/** Flag 1 of a query response. */
const isAckFlag = 1;

const leaveIntent = struct({ LTime: clampedUint64, Node: name, Prune: bool });
const joinIntent = struct({ LTime: clampedUint64, Node: name });
const userEvent = struct({
  CC: bool,
  LTime: clampedUint64,
  Name: name,
  Payload: bytesOrNil,
});
const queryResponse = struct({
  Flags: u32,
  From: name,
  ID: u32,
  LTime: clampedUint64,
  Payload: bytesOrNil,
});

/**
 * A Serf message: its type byte, then msgpack. It travels as the payload of a `user` message, as the
 * user state of a push/pull, or as the payload of a query or its response (serf-wire §6.1).
 */
export function encodeSerfMessage(message: SerfMessage): Buffer {
  return Buffer.concat([Buffer.of(types[message.type]), encodedBody(message)]);
}

function encodedBody(message: SerfMessage): Buffer {
  switch (message.type) {
    case 'leaveIntent': {
      const { ltime, node, prune } = message;
      return encode(leaveIntent, { LTime: ltime, Node: node, Prune: prune });
    }
    case 'joinIntent':
      return encode(joinIntent, { LTime: message.ltime, Node: message.node });
    case 'userState':
      return encodeUserState(message);
    case 'userEvent': {
      const { coalesce, ltime, name: Name, payload } = message;
      return encode(userEvent, { CC: coalesce, LTime: ltime, Name, Payload: payload });
    }
    case 'query':
      return encodeQuery(message);
    case 'queryResponse':
      return encode(queryResponse, {
        Flags: message.isAck ? isAckFlag : 0,
        From: message.from,
        ID: message.id,
        LTime: message.ltime,
        Payload: message.payload,
      });
    case 'conflictResponse':
      return encodeConflictResponse(message);
    case 'keyRequest':
      return encode(keyRequest, { Key: message.key });
    case 'keyResponse':
      return encodeKeyResponse(message);
    case 'relay':
      return encodeRelay(message);
  }
}

/** Byte fields of the message are views of `bytes`. Throws CORRUPT. */
export function decodeSerfMessage(bytes: Uint8Array): SerfMessage {
  const body = bytes.subarray(1);
  switch (bytes[0]) {
    case types.leaveIntent: {
      const { LTime: ltime, Node: node, Prune: prune } = decode(leaveIntent, body);
      return { type: 'leaveIntent', ltime, node, prune };
    }
    case types.joinIntent: {
      const { LTime: ltime, Node: node } = decode(joinIntent, body);
      return { type: 'joinIntent', ltime, node };
    }
    case types.userState:
      return decodeUserState(body);
    case types.userEvent: {
      const { CC: coalesce, LTime: ltime, Name, Payload: payload } = decode(userEvent, body);
      return { type: 'userEvent', ltime, name: Name, payload, coalesce };
    }
    case types.query:
      return decodeQuery(body);
    case types.queryResponse: {
      const {
        Flags,
        From: from,
        ID: id,
        LTime: ltime,
        Payload: payload,
      } = decode(queryResponse, body);
      return { type: 'queryResponse', ltime, id, from, isAck: (Flags & isAckFlag) !== 0, payload };
    }
    case types.conflictResponse:
      return decodeConflictResponse(body);
    case types.keyRequest:
      return { type: 'keyRequest', key: decode(keyRequest, body).Key };
    case types.keyResponse:
      return decodeKeyResponse(body);
    case types.relay:
      return decodeRelay(body);
    default:
      throw malformed(bytes.length === 0 ? 'an empty Serf message' : `Serf message ${bytes[0]}`);
  }
}
