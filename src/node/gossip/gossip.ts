import { expireSuspicions } from './accusations.ts';
import { isDue, observe } from './clock.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import { encodeTags } from './codec/tags.ts';
import { estimatedRttMs } from './coordinates.ts';
import { gossip } from './dissemination.ts';
import { expireHelperPings } from './helper-pings.ts';
import { takeMessage } from './incoming.ts';
import { type GossipOptions, initialState } from './initial-state.ts';
import { keyQueries } from './internal-queries.ts';
import {
  join,
  pushPullAnswered,
  pushPullFailed,
  rejoinNext,
  repeatJoinIntent,
  retrySeeds,
} from './join.ts';
import { beginLeave, continueLeave, forceLeave } from './leave.ts';
import type { Member } from './member.ts';
import { merge } from './merge.ts';
import type {
  AckResp,
  Coordinate,
  Endpoint,
  KeyResponse,
  LTime,
  Ping,
  PushPull,
  UserEvent,
} from './messages.ts';
import { closeQuery } from './open-queries.ts';
import type { ExchangeAnswer, GossipOutput, GossipStatus, KeyOperation } from './output.ts';
import { type QueryRequest, startQuery } from './own-queries.ts';
import { continueProbe, startProbe, tcpPingAnswered } from './probe.ts';
import { closeExchange, localState, syncIntervalMs, syncWithSomebody } from './push-pull.ts';
import { answer, answerKeys } from './query-answer.ts';
import { expireQueries } from './query-responses.ts';
import { reap } from './reap.ts';
import { reconnect } from './reconnect.ts';
import { broadcastSelf, raiseIncarnation } from './refute.ts';
import { memberOf, memberUpdated } from './serf-members.ts';
import type { ClockName, GossipState } from './state.ts';
import { statusOf } from './status.ts';
import { sendUserEvent } from './user-events.ts';

/**
 * One node of a Serf pool, without clock, network or disk. Whoever drives it calls the input methods as
 * things happen, `tick` every `limits.tickIntervalMs` of clock.ts among them, and after each of them
 * drains `takeOutput`. Times are monotonic milliseconds. Nothing that a peer sends makes it throw.
 */
export class Gossip {
  readonly #state: GossipState;
  readonly #persisted: Record<ClockName, LTime> = { member: 0, event: 0, query: 0 };

  constructor(options: GossipOptions) {
    this.#state = initialState(options);
    rejoinNext(this.#state);
  }

  tick(now: number): void {
    const state = this.#state;
    observe(state, now);
    runDeadlines(state);
    runPeriodicRules(state);
  }

  /** One message of a packet, decrypted, decompressed and taken out of its compound. */
  packet(from: Endpoint, message: Uint8Array, now: number): void {
    observe(this.#state, now);
    takeMessage(this.#state, from, message);
  }

  /** Somebody asks on TCP for a push/pull. The answer is what we knew before (serf-wire §3.2). */
  pushPullServed(request: PushPull, now: number): PushPull {
    const state = this.#state;
    observe(state, now);
    const reply = localState(state, request.isJoin);
    merge(state, request, 'anyNode');
    return reply;
  }

  /** Somebody pings on TCP; undefined: close without an answer, it is for another node (§3.2). */
  tcpPingServed({ node, seqNo }: Ping): AckResp | undefined {
    if (node !== '' && node !== this.#state.name) return undefined;
    return { type: 'ackResp', seqNo, payload: new Uint8Array() };
  }

  /** The exchange that was asked for under this id has its answer. */
  streamAnswered(id: number, reply: ExchangeAnswer, now: number): void {
    const state = this.#state;
    observe(state, now);
    const pending = closeExchange(state, id);
    if (pending.type === 'tcpPing') {
      if (reply.type === 'ackResp' && reply.seqNo === pending.seqNo) {
        tcpPingAnswered(state, pending.seqNo);
      }
    } else if (reply.type === 'pushPull') {
      pushPullAnswered(state, pending, reply);
    } else {
      pushPullFailed(state, pending, 'it answered with an ack');
    }
  }

  /** The exchange failed, took too long or was answered with an error. */
  streamFailed(id: number, reason: string, now: number): void {
    const state = this.#state;
    observe(state, now);
    const pending = closeExchange(state, id);
    if (pending.type === 'pushPull') pushPullFailed(state, pending, reason);
  }

  /** Each endpoint ends in a `joined` or `joinFailed` event; they are tried again while alone. */
  join(endpoints: readonly Endpoint[], now: number): void {
    observe(this.#state, now);
    join(this.#state, endpoints);
  }

  /** Takes some seconds, until the event `leaveFinished`; the node cannot be used again. */
  leave(now: number): void {
    observe(this.#state, now);
    beginLeave(this.#state);
  }

  /** Makes a failed member left; with `prune` it is forgotten at once. */
  forceLeave(name: string, options: { readonly prune: boolean }, now: number): void {
    observe(this.#state, now);
    forceLeave(this.#state, name, options.prune);
  }

  /** Throws INVALID_ARGUMENT when they need more than 512 bytes. */
  setTags(tags: ReadonlyMap<string, string>, now: number): void {
    const state = this.#state;
    observe(state, now);
    const { self } = state.nodes;
    self.meta = encodeTags(tags);
    raiseIncarnation(state, self.incarnation);
    memberUpdated(state, self);
    broadcastSelf(state);
  }

  /** To all members, this one included. Throws INVALID_ARGUMENT when it is too long. */
  userEvent(event: Omit<UserEvent, 'type' | 'ltime'>, now: number): void {
    observe(this.#state, now);
    sendUserEvent(this.#state, event);
  }

  /** Answers come as events under the returned id, until `queryFinished`. See startQuery. */
  query(request: QueryRequest, now: number): number {
    observe(this.#state, now);
    return startQuery(this.#state, request, 'application');
  }

  /** Asks all members to change or list their keys; each answers with a `keyResponse` event. */
  queryKeys(operation: KeyOperation, key: Uint8Array, now: number): number {
    observe(this.#state, now);
    const payload = encodeSerfMessage({ type: 'keyRequest', key });
    const name = keyQueries[operation];
    return startQuery(this.#state, { name, payload, wantsAck: true }, 'keys');
  }

  /** Answers a `query` event; tells why that is no longer possible. */
  respond(queryId: number, payload: Uint8Array, now: number): 'sent' | 'tooLate' | 'tooLong' {
    const state = this.#state;
    observe(state, now);
    const query = closeQuery(state, queryId);
    if (query === undefined) return 'tooLate';
    return answer(state, query, payload) ? 'sent' : 'tooLong';
  }

  /** Answers a `keyQuery` event; of too many keys the first ones are sent. */
  respondKeys(queryId: number, response: KeyResponse, now: number): 'sent' | 'tooLate' {
    const state = this.#state;
    observe(state, now);
    const query = closeQuery(state, queryId);
    if (query === undefined) return 'tooLate';
    answerKeys(state, query, response);
    return 'sent';
  }

  /** Drains what there is to do. */
  takeOutput(): GossipOutput {
    this.#persistClocks();
    return this.#state.outbox.take();
  }

  /** This node included. */
  members(): readonly Member[] {
    const state = this.#state;
    return Array.from(state.members.values(), (member) => memberOf(state, member));
  }

  /** Round-trip time between two members in milliseconds; undefined when it cannot be known. */
  estimatedRttMs(from: string, to: string): number | undefined {
    const a = this.#coordinateOf(from);
    const b = this.#coordinateOf(to);
    return a === undefined || b === undefined ? undefined : estimatedRttMs(a, b);
  }

  status(): GossipStatus {
    return statusOf(this.#state);
  }

  #coordinateOf(name: string): Coordinate | undefined {
    const { coordinates, name: self } = this.#state;
    return name === self ? coordinates.own : coordinates.of(name);
  }

  #persistClocks(): void {
    for (const name of clockNames) {
      // The newest time that was used by anybody, as in the agents' files.
      const ltime = this.#state.clocks[name].time - 1;
      if (ltime === this.#persisted[name]) continue;
      this.#persisted[name] = ltime;
      this.#state.outbox.persist({ type: recordTypes[name], ltime });
    }
  }
}

const clockNames: readonly ClockName[] = ['member', 'event', 'query'];

const recordTypes = { member: 'clock', event: 'eventClock', query: 'queryClock' } as const;

function runDeadlines(state: GossipState): void {
  continueProbe(state);
  expireHelperPings(state);
  expireSuspicions(state);
  expireQueries(state);
  repeatJoinIntent(state);
  continueLeave(state);
}

function runPeriodicRules(state: GossipState): void {
  const { settings, lifeCycle } = state;
  if (isDue(state, 'probeAt', settings.probeIntervalMs)) startProbe(state);
  if (isDue(state, 'gossipAt', settings.gossipIntervalMs)) gossip(state);
  if (isDue(state, 'reapAt', settings.reapIntervalMs)) reap(state);
  if (lifeCycle.type !== 'running') return;
  if (isDue(state, 'pushPullAt', syncIntervalMs(state))) syncWithSomebody(state);
  if (isDue(state, 'reconnectAt', settings.reconnectIntervalMs)) reconnect(state);
  retrySeeds(state);
}
