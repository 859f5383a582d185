import { MokvError } from '../../shared/errors.ts';
import { takeDead, takeSuspect } from './accusations.ts';
import { takeAlive } from './alive.ts';
import { decodeMessage } from './codec/memberlist-codec.ts';
import { decodeSerfMessage } from './codec/serf-codec.ts';
import { broadcastSerf, forwardSerf, send } from './dissemination.ts';
import { helperPingAnswered, helpPing } from './helper-pings.ts';
import { takeJoinIntent, takeLeaveIntent } from './intents.ts';
import type { Endpoint, MemberlistMessage, Ping, SerfMessage } from './messages.ts';
import { acknowledge, nackReceived, probeAnswered } from './probe.ts';
import { takeQuery } from './queries.ts';
import { takeQueryResponse } from './query-responses.ts';
import type { GossipState } from './state.ts';
import { takeUserEvent } from './user-events.ts';

/** One message of a packet. What no correct node sends is reported and changes nothing. */
export function takeMessage(state: GossipState, from: Endpoint, bytes: Uint8Array): void {
  try {
    takeDecoded(state, from, { message: decodeMessage(bytes), bytes });
  } catch (error) {
    if (!(error instanceof MokvError)) throw error;
    state.outbox.report({ type: 'messageRefused', from, reason: error.message });
  }
}

interface Received<T> {
  readonly message: T;
  /** To be passed on exactly as it came: other nodes may know more of it than we do. */
  readonly bytes: Uint8Array;
}

function takeDecoded(
  state: GossipState,
  from: Endpoint,
  { message, bytes }: Received<MemberlistMessage>,
): void {
  switch (message.type) {
    case 'ping':
      takePing(state, from, message);
      break;
    case 'indirectPing':
      helpPing(state, from, message);
      break;
    case 'ackResp':
      helperPingAnswered(state, message.seqNo);
      probeAnswered(state, message);
      break;
    case 'nackResp':
      nackReceived(state, message.seqNo);
      break;
    case 'suspect':
      takeSuspect(state, message);
      break;
    case 'dead':
      takeDead(state, message);
      break;
    case 'alive':
      takeAlive(state, message);
      break;
    case 'user':
      takeSerf(state, from, { message: decodeSerfMessage(message.payload), bytes });
  }
}

/** A ping for somebody else means that a name has moved here: no answer (serf-wire §3.1). */
function takePing(state: GossipState, from: Endpoint, ping: Ping): void {
  if (ping.node !== '' && ping.node !== state.name) return;
  send(state, ping.source ?? from, acknowledge(state, ping));
}

function takeSerf(
  state: GossipState,
  from: Endpoint,
  { message, bytes }: Received<SerfMessage>,
): void {
  switch (message.type) {
    case 'leaveIntent':
      if (takeLeaveIntent(state, message)) broadcastSerf(state, 'intents', bytes);
      break;
    case 'joinIntent':
      if (takeJoinIntent(state, message)) broadcastSerf(state, 'intents', bytes);
      break;
    case 'userEvent':
      if (takeUserEvent(state, message)) broadcastSerf(state, 'events', bytes);
      break;
    case 'query':
      if (takeQuery(state, message)) broadcastSerf(state, 'queries', bytes);
      break;
    case 'queryResponse':
      takeQueryResponse(state, message);
      break;
    case 'relay':
      forwardSerf(state, message.destination, message.message);
      break;
    case 'userState':
    case 'conflictResponse':
    case 'keyRequest':
    case 'keyResponse': {
      const reason = `a ${message.type} outside of its place`;
      state.outbox.report({ type: 'messageRefused', from, reason });
    }
  }
}
