import { invariant } from '../../shared/invariant.ts';
import { observe } from './clock.ts';
import type { Configuration, ServerId } from './configuration.ts';
import { encodeConfiguration } from './configuration-codec.ts';
import type { Write } from './durable.ts';
import { countVotes, leaderDisconnected, tickElection } from './election.ts';
import { type Entry, entryTypes, type SnapshotMeta } from './entry.ts';
import { takeMessage } from './incoming.ts';
import { initialState, type RaftOptions } from './initial-state.ts';
import { takeLeaderTurn, tickLeader } from './leader-turn.ts';
import { appendOwn, syncPeers } from './leadership.ts';
import type { IndexedConfiguration } from './membership.ts';
import { configurationAfter } from './membership-change.ts';
import type { RaftMessage } from './messages.ts';
import type {
  ConfigurationChange,
  Leader,
  Output,
  Proposed,
  RaftStatus,
  Refusal,
} from './output.ts';
import { askReadIndex, expireForwardedReads, failReadRequest, forwardReads } from './read-index.ts';
import { releaseEntries, releaseSnapshot } from './release.ts';
import { requestLost } from './replication.ts';
import { follow } from './role.ts';
import { onSnapshotTaken } from './snapshot.ts';
import { knownLeader, type Leadership, type RaftState } from './state.ts';
import { statusOf } from './status.ts';
import { beginTransfer, transferLost } from './transfer.ts';

/**
 * One node of the Raft protocol, without clock, network or disk. Whoever drives it calls the input
 * methods as things happen and then, in this order, `takeOutput` and `takeWrite`:
 *
 *     tick, step, propose, ... ─> takeOutput ─> send, apply, answer, all at once
 *                                 takeWrite  ─> make durable, then `written`
 *
 * Inputs may come while a write is under way: what they change goes into the next one. Each message,
 * entry and read appears in an output only when the writes that it depends on are durable. Every
 * request that arrives is answered once, if need be with a refusal. Times are monotonic milliseconds.
 * Nothing that a peer sends makes it throw, except proof that the protocol itself is broken.
 */
export class Raft {
  readonly #state: RaftState;
  #announced: { readonly leader: Leader | undefined; readonly term: number };

  constructor(options: RaftOptions) {
    this.#state = initialState(options);
    this.#announced = { leader: undefined, term: options.durable.hardState.term };
  }

  /** Evaluates the timers. To be called a few times each heartbeat interval. */
  tick(now: number): void {
    const state = this.#state;
    observe(state, now);
    if (state.role.type === 'leader') {
      tickLeader(state, state.role);
    } else {
      expireForwardedReads(state);
      tickElection(state);
    }
  }

  /** A message of a peer, request or response. */
  step(message: RaftMessage, now: number): void {
    observe(this.#state, now);
    takeMessage(this.#state, message);
  }

  /** The transport got no answer to this request and will get none. */
  rpcFailed(to: ServerId, rpcId: number, now: number): void {
    const state = this.#state;
    observe(state, now);
    const { role } = state;
    if (role.type === 'leader') {
      const peer = role.peers.get(to);
      if (peer !== undefined) requestLost(state, peer, rpcId);
      transferLost(role, rpcId);
    } else if (role.type === 'follower' && role.reads.request?.rpcId === rpcId) {
      failReadRequest(state, role);
    }
  }

  /** The last connection from this peer has closed, as all of them do when its process ends. */
  peerDisconnected(id: ServerId, now: number): void {
    observe(this.#state, now);
    leaderDisconnected(this.#state, id);
  }

  /** Appends one command entry for each; none may be empty. */
  propose(commands: readonly Uint8Array[], now: number): Proposed | Refusal {
    const state = this.#state;
    observe(state, now);
    invariant(commands.length > 0, 'a proposal without a command');
    invariant(!commands.some((data) => data.length === 0), 'an empty command kills a Go peer');
    const leadership = writable(state);
    if (leadership.type !== 'leader') return leadership;
    const bytes = commands.reduce((sum, data) => sum + data.length, 0);
    const { uncommittedBytes } = leadership;
    if (uncommittedBytes > 0 && uncommittedBytes + bytes > state.settings.uncommittedBytesMax) {
      return { type: 'overloaded' };
    }
    const entries = commands.map((data) => ({ type: entryTypes.command, data }));
    const index = appendOwn(state, leadership, entries);
    return { type: 'proposed', term: state.persistence.term, index };
  }

  /** Asks on any node how far it must have applied to read linearizably; see `Output.reads`. */
  readIndex(id: number, now: number): void {
    observe(this.#state, now);
    askReadIndex(this.#state, id);
  }

  /**
   * What this leader has committed and peers learn only with the next entries, or when `tellCommit` says
   * so; undefined when they are told everything. A commit index that travels alone costs as much as one
   * with entries, and while clients write the next entries are a moment away.
   */
  get untoldCommit(): number | undefined {
    const { role, commitIndex } = this.#state;
    const isUntold =
      role.type === 'leader' && role.commitToTell < commitIndex && role.peers.size > 0;
    return isUntold ? commitIndex : undefined;
  }

  /**
   * Whoever does not know by now that this index is committed is told so in the next output, without waiting
   * for entries. False when all know it.
   */
  tellCommit(index: number): boolean {
    const { role } = this.#state;
    if (role.type !== 'leader') return false;
    role.commitToTell = Math.max(role.commitToTell, index);
    for (const peer of role.peers.values()) if (peer.toldCommit < index) return true;
    return false;
  }

  /** Changes one server; refused while another change is uncommitted (Raft thesis §4.1). */
  changeConfiguration(change: ConfigurationChange, now: number): Proposed | Refusal {
    const state = this.#state;
    observe(state, now);
    const leadership = writable(state);
    if (leadership.type !== 'leader') return leadership;
    const { configuration, configurationIndex } = state.membership.latest;
    // Before an entry of this term is committed, an older leader's change may still be under way.
    if (state.commitIndex < Math.max(configurationIndex, leadership.startIndex)) {
      return { type: 'changeInProgress' };
    }
    const after = configurationAfter(configuration, change);
    if (after.type !== 'changed') return after;
    const data = encodeConfiguration(after.configuration);
    const index = appendOwn(state, leadership, [{ type: entryTypes.configuration, data }]);
    syncPeers(state, leadership);
    return { type: 'proposed', term: state.persistence.term, index };
  }

  /** Hands leadership to a voter: by default to the one that holds most of the log. */
  transferLeadership(
    target: ServerId | undefined,
    now: number,
  ): Refusal | { readonly type: 'transferring'; readonly target: ServerId } {
    const state = this.#state;
    observe(state, now);
    const leadership = writable(state);
    return leadership.type === 'leader' ? beginTransfer(state, leadership, target) : leadership;
  }

  /** Leads no more, if it does; `cause` is for the operator. */
  stepDown(cause: string, now: number): void {
    const state = this.#state;
    observe(state, now);
    if (state.role.type === 'leader') follow(state, state.persistence.term, undefined, cause);
  }

  /** A snapshot of the applied state, made by `configurationAt(meta.index)`, is durable. */
  snapshotTaken(meta: SnapshotMeta): void {
    onSnapshotTaken(this.#state, meta);
  }

  get leads(): boolean {
    return this.#state.role.type === 'leader';
  }

  /** The newest configuration, committed or not. */
  get configuration(): Configuration {
    return this.#state.membership.configuration;
  }

  /** Of the newest configuration, committed or not. */
  get configurationIndex(): number {
    return this.#state.membership.latest.configurationIndex;
  }

  /** The newest entries, oldest first, and the first index that the log holds. */
  lastEntries(count: number): { readonly entries: readonly Entry[]; readonly firstIndex: number } {
    const { log } = this.#state;
    const from = Math.max(log.firstIndex, log.lastIndex - count + 1);
    return { entries: log.slice(from, log.lastIndex), firstIndex: log.firstIndex };
  }

  /** Everything up to here is on a quorum of disks, as far as this node knows. */
  get commitIndex(): number {
    return this.#state.commitIndex;
  }

  /** Whether one of the entries that a new server could be sent is like that. */
  someEntry(test: (entry: Entry) => boolean): boolean {
    return this.#state.log.some(test);
  }

  /** The committed configuration that belongs into a snapshot of the state applied up to `index`. */
  configurationAt(index: number): IndexedConfiguration {
    invariant(index <= this.#state.commitIndex, `entry ${index} is not committed`);
    return this.#state.membership.at(index);
  }

  /** Drains what there is to do. */
  takeOutput(): Output {
    const state = this.#state;
    if (state.role.type === 'leader') takeLeaderTurn(state, state.role);
    if (state.role.type === 'follower') forwardReads(state, state.role);
    this.#announceLeader();
    const restore = releaseSnapshot(state);
    return { ...state.outbox.take(), restore, committed: releaseEntries(state) };
  }

  /** Drains what must become durable; undefined while a write is under way or when nothing must. */
  takeWrite(): Write | undefined {
    return this.#state.persistence.takeWrite(this.#state.now);
  }

  /** The write with this number is durable. */
  written(sequence: number, now: number): void {
    observe(this.#state, now);
    this.#state.persistence.written(sequence);
    countVotes(this.#state);
  }

  status(now: number): RaftStatus {
    return statusOf(this.#state, now);
  }

  #announceLeader(): void {
    const leader = knownLeader(this.#state);
    const { term } = this.#state.persistence;
    const { leader: announced } = this.#announced;
    if (leader?.id === announced?.id && leader?.address === announced?.address) {
      if (leader === undefined || term === this.#announced.term) return;
    }
    this.#announced = { leader, term };
    this.#state.outbox.report({ type: 'leaderChanged', leader, term });
  }
}

/** The leadership, if it takes new entries now. */
function writable(state: RaftState): Leadership | Refusal {
  if (state.role.type !== 'leader') return { type: 'notLeader', leader: knownLeader(state) };
  return state.role.transfer === undefined ? state.role : { type: 'transferring' };
}
