import { invariant } from '../../shared/invariant.ts';
import type { Command, CommandOutcome } from '../kv/command.ts';
import { type CommandFormat, encodeCommands, isRound } from '../kv/command-codec.ts';
import { dropStaged } from '../kv/drop-staged.ts';
import type { Store } from '../kv/store.ts';
import type { Server, ServerId } from '../raft/configuration.ts';
import { type Entry, entryTypes, type SnapshotMeta } from '../raft/entry.ts';
import type { RaftMessage } from '../raft/messages.ts';
import type { ConfigurationChange, Output, Proposed, RaftStatus, Refusal } from '../raft/output.ts';
import type { Raft } from '../raft/raft.ts';
import { AppliedHashes } from './applied-hashes.ts';
import { Expiry } from './expiry.ts';
import type { Done, ReplicaPorts } from './ports.ts';
import { Proposals } from './proposals.ts';
import { Reads } from './reads.ts';
import { RoundClock } from './round-clock.ts';
import { type SnapshotLimits, Snapshots } from './snapshots.ts';

const limits = {
  /**
   * How long a committed index waits for entries to travel with to the peers: clients that got their
   * answer and write again are back by then.
   */
  commitDelayMs: 3,
  /** Entries that are applied without a break: a few milliseconds. */
  applyBytesMax: 256 * 1024,
  /** What applying an entry costs beside its bytes. */
  entryBytes: 64,
} as const;

export interface ReplicaOptions {
  /** The one that `raft` has. */
  readonly id: ServerId;
  readonly raft: Raft;
  /** The state that the newest snapshot holds, or an empty store. */
  readonly store: Store;
  readonly ports: ReplicaPorts;
  /** A leader whose write takes longer gives up leadership (raft-wire §8.3). */
  readonly stuckWriteMs: number;
  readonly snapshotLimits: SnapshotLimits;
}

/**
 * The one loop that drives Raft. A round takes what arrived, lets the core work, sends what may be
 * sent, starts the next write, applies what is committed and answers. What arrives while the disk
 * writes goes into the next round: that is the group commit.
 */
export class Replica {
  readonly #raft: Raft;
  readonly #ports: ReplicaPorts;
  readonly #stuckWriteMs: number;
  readonly #id: ServerId;
  readonly #proposals = new Proposals();
  readonly #reads = new Reads();
  readonly #expiry = new Expiry();
  readonly #clock = new RoundClock();
  readonly #hashes = new AppliedHashes();
  readonly #snapshots: Snapshots;
  #store: Store;
  #inbox: RaftMessage[] = [];
  /** Committed entries that wait for a snapshot to be loaded, or for those before them. */
  #toApply: Entry[] = [];
  /** The newest snapshot that the core wants restored; loading it may have to wait for an older one. */
  #restoring: SnapshotMeta | undefined;
  #writeStarted: number | undefined;
  /** The index of the last round that is known; 0 while none is. */
  #lastRoundIndex = 0;
  /** The configuration index after which the log was searched for one. */
  #searchedFor: number | undefined;
  #roundDue = false;
  #tellsCommitLater = false;
  #stopped = false;

  constructor({ id, raft, store, ports, stuckWriteMs, snapshotLimits }: ReplicaOptions) {
    this.#id = id;
    this.#raft = raft;
    this.#store = store;
    this.#ports = ports;
    this.#stuckWriteMs = stuckWriteMs;
    this.#snapshots = new Snapshots(ports, snapshotLimits, (meta) => {
      this.#raft.snapshotTaken(meta);
      this.#wake();
    });
  }

  get store(): Store {
    return this.#store;
  }

  status(): RaftStatus {
    return this.#raft.status(this.#ports.now());
  }

  /** Answers when the command is durable on a quorum and applied here, or with what became of it. */
  propose(command: Command, done: Done<CommandOutcome>): void {
    this.#proposals.add(command, done);
    this.#wake();
  }

  /** Answers when this node has applied everything that was acknowledged before the call. */
  readBarrier(done: Done<void>): void {
    this.#reads.add(done);
    this.#wake();
  }

  receive(message: RaftMessage): void {
    this.#inbox.push(message);
    this.#wake();
  }

  /** The transport got no answer to this request. */
  rpcFailed(to: string, rpcId: number): void {
    if (this.#stopped) return;
    this.#raft.rpcFailed(to, rpcId, this.#ports.now());
    this.#wake();
  }

  /** The last connection from this peer has closed, as all of them do when its process ends. */
  peerDisconnected(id: ServerId): void {
    if (this.#stopped) return;
    this.#raft.peerDisconnected(id, this.#ports.now());
    this.#wake();
  }

  changeConfiguration(change: ConfigurationChange): Proposed | Refusal {
    const answer = this.#raft.changeConfiguration(change, this.#ports.now());
    this.#wake();
    return answer;
  }

  /** Whether a node of mökv that joined now would be sent entries that it cannot read. */
  logHoldsRounds(): boolean {
    return this.#raft.someEntry(({ type, data }) => type === entryTypes.command && isRound(data));
  }

  /** The running hash after this index was applied; undefined when it is forgotten or still to come. */
  hashAt(index: number): number | undefined {
    return this.#hashes.at(index);
  }

  /** The newest entries of the log, oldest first, committed or not. */
  lastEntries(count: number): { readonly entries: readonly Entry[]; readonly firstIndex: number } {
    return this.#raft.lastEntries(count);
  }

  /** Has a snapshot written now, unless one is under way or nothing is new; `done` when it is durable. */
  takeSnapshot(done: Done<number>): void {
    this.#snapshots.take(this.#raft, this.#store, done);
  }

  /** Answers when this entry of ours, which carries no commands, is committed and applied here. */
  awaitApplied(proposed: Proposed, done: Done<void>): void {
    this.#proposals.proposedChange(proposed, done);
  }

  /** Starts to hand leadership over; whether it worked shows in who leads. */
  transferLeadership(target: ServerId | undefined): ReturnType<Raft['transferLeadership']> {
    const answer = this.#raft.transferLeadership(target, this.#ports.now());
    this.#wake();
    return answer;
  }

  stepDown(cause: string): void {
    this.#raft.stepDown(cause, this.#ports.now());
    this.#wake();
  }

  /** To be called every few tens of milliseconds, late calls included: the core judges the gap. */
  tick(): void {
    this.#guard(() => {
      this.#round();
      const now = this.#ports.now();
      if (this.#writeStarted !== undefined && now - this.#writeStarted > this.#stuckWriteMs) {
        this.#raft.stepDown('its disk has not finished a write', now);
      }
      this.#raft.tick(now);
      this.#expire();
      this.#pump();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#proposals.abandon();
    this.#reads.abandon();
  }

  #wake(): void {
    if (this.#roundDue || this.#stopped) return;
    this.#roundDue = true;
    this.#ports.defer(() => {
      this.#roundDue = false;
      this.#guard(() => this.#round());
    });
  }

  /** A broken invariant stops the node before it can send or write anything more. */
  #guard(work: () => void): void {
    if (this.#stopped) return;
    try {
      work();
    } catch (error) {
      this.stop();
      this.#ports.fail(error);
    }
  }

  #round(): void {
    const now = this.#ports.now();
    const inbox = this.#inbox;
    this.#inbox = [];
    for (const message of inbox) this.#raft.step(message, now);
    this.#propose(now);
    const readId = this.#reads.takeRound();
    if (readId !== undefined) this.#raft.readIndex(readId, now);
    this.#pump();
  }

  /** Not while the disk writes: what arrives meanwhile becomes one entry, for the peers' disks too. */
  #propose(now: number): void {
    if (this.#writeStarted !== undefined || !this.#proposals.hasWaiting) return;
    const format = this.#commandFormat();
    for (const waiting of this.#proposals.takeRound(format)) {
      const commands = waiting.map(({ command }) => command);
      const data = encodeCommands(format, commands, this.#timeMs());
      const answer = this.#raft.propose([data], now);
      if (answer.type === 'proposed') this.#proposals.proposed(answer, waiting);
      else this.#proposals.refused(waiting, answer);
    }
  }

  #expire(): void {
    if (!this.#raft.leads) return;
    const command = this.#expiry.due(this.#store, this.#timeMs());
    if (command !== undefined) this.propose(command, () => this.#expiry.settled());
  }

  /** By which keys and leases end. */
  #timeMs(): number {
    return this.#clock.timeMs({
      storeMs: this.#store.timeMs,
      wallMs: this.#ports.wallClock(),
      now: this.#ports.now(),
    });
  }

  /**
   * A restore is fed by the node that leads when it begins. What is staged when a node begins to lead will
   * not be finished, and would stay in the memory of all nodes.
   */
  #dropLeftStaged(): void {
    if (this.#raft.leads && this.#store.stagedBytes > 0) this.propose(dropStaged, () => {});
  }

  /**
   * Rounds only where everybody applies them; a node of mökv knows single commands. A follower, which does not
   * dial the others, does not judge: it will name the leader.
   */
  #commandFormat(): CommandFormat {
    if (!this.#raft.leads || this.#roundWasWritten()) return 'round';
    const { servers } = this.#raft.configuration;
    const readsRounds = ({ id }: Server): boolean => id === this.#id || this.#ports.readsRounds(id);
    return servers.every(readsRounds) ? 'round' : 'single';
  }

  /** Since the configuration changed: whoever proposed it knew that all servers of it read rounds. */
  #roundWasWritten(): boolean {
    const { configurationIndex } = this.#raft;
    if (this.#lastRoundIndex > configurationIndex) return true;
    // What was applied before this node started is looked for in the log, once for each configuration.
    if (this.#searchedFor === configurationIndex) return false;
    this.#searchedFor = configurationIndex;
    this.#raft.someEntry(({ index, type, data }) => {
      if (type === entryTypes.command && isRound(data)) this.#lastRoundIndex = index;
      return false;
    });
    return this.#lastRoundIndex > configurationIndex;
  }

  /** Sends first: the peers write while this node does. */
  #pump(): void {
    this.#release(this.#raft.takeOutput());
    if (this.#writeStarted === undefined) this.#write();
    if (this.#restoring === undefined) this.#snapshots.saveIfDue(this.#raft, this.#store);
    this.#tellCommitLater();
  }

  #tellCommitLater(): void {
    const index = this.#raft.untoldCommit;
    if (index === undefined || this.#tellsCommitLater) return;
    this.#tellsCommitLater = true;
    this.#ports.later(limits.commitDelayMs, () => {
      this.#tellsCommitLater = false;
      // While clients write, the next entries have told it already.
      if (this.#raft.tellCommit(index)) this.#guard(() => this.#round());
      else if (!this.#stopped) this.#tellCommitLater();
    });
  }

  #release(output: Output): void {
    for (const message of output.messages) this.#ports.send(message);
    for (const event of output.events) this.#ports.observer.raftEvent(event);
    if (output.restore !== undefined) this.#restore(output.restore);
    for (const entry of output.committed) this.#toApply.push(entry);
    this.#applyWaiting();
    for (const outcome of output.reads) this.#reads.answered(outcome, this.#store.appliedIndex);
  }

  #write(): void {
    const write = this.#raft.takeWrite();
    if (write === undefined) return;
    const started = this.#ports.now();
    this.#writeStarted = started;
    this.#ports.disk.write(write, (error) => {
      if (this.#stopped) return;
      this.#guard(() => {
        if (error !== undefined) throw error;
        const now = this.#ports.now();
        this.#writeStarted = undefined;
        this.#ports.observer.writeDurable(now - started, write.entries.length);
        this.#raft.written(write.sequence, now);
        this.#round();
      });
    });
  }

  /** Step by step: a node that starts has a whole log to apply, and must hear and answer others meanwhile. */
  #applyWaiting(): void {
    if (this.#restoring !== undefined || this.#toApply.length === 0) return;
    let bytes = 0;
    let count = 0;
    for (const { data } of this.#toApply) {
      if (bytes >= limits.applyBytesMax) break;
      bytes += data.length + limits.entryBytes;
      count += 1;
    }
    const entries = this.#toApply.slice(0, count);
    this.#toApply = this.#toApply.slice(count);
    this.#apply(entries);
    if (this.#toApply.length > 0) this.#wake();
  }

  #apply(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    for (const entry of entries) {
      invariant(entry.index === this.#store.appliedIndex + 1, 'entries are applied without a gap');
      if (entry.type === entryTypes.command) this.#applyCommands(entry);
      else {
        this.#store.noteApplied(entry.index);
        this.#proposals.applied(entry.index, entry.term, []);
        if (entry.type === entryTypes.noop) this.#dropLeftStaged();
      }
      this.#hashes.applied(entry.index, this.#store.appliedHash);
      this.#snapshots.applied(entry);
    }
    this.#reads.applied(this.#store.appliedIndex);
  }

  #applyCommands(entry: Entry): void {
    const { outcomes, changes, restored } = this.#store.apply(entry);
    if (isRound(entry.data)) this.#lastRoundIndex = entry.index;
    if (restored) this.#ports.observer.storeReplaced();
    if (changes.length > 0) this.#ports.observer.changed(changes);
    this.#proposals.applied(entry.index, entry.term, outcomes);
  }

  #restore(meta: SnapshotMeta): void {
    const isLoading = this.#restoring !== undefined;
    this.#restoring = meta;
    this.#toApply = [];
    if (!isLoading) this.#load(meta);
  }

  #load(meta: SnapshotMeta): void {
    this.#ports.disk.loadSnapshot(meta, (error, store) => {
      this.#guard(() => {
        if (this.#restoring !== undefined && this.#restoring !== meta) {
          this.#load(this.#restoring);
          return;
        }
        if (error !== undefined) throw error;
        invariant(store !== undefined, 'a loaded snapshot is a store');
        this.#restored(meta, store);
        this.#round();
      });
    });
  }

  #restored(meta: SnapshotMeta, store: Store): void {
    this.#restoring = undefined;
    this.#store = store;
    this.#snapshots.restored(meta);
    this.#proposals.restored(meta.index);
    this.#ports.observer.snapshotRestored(meta);
    this.#ports.observer.storeReplaced();
    // Nothing may come behind the snapshot for long, and reads wait for what it holds.
    this.#reads.applied(store.appliedIndex);
    this.#applyWaiting();
  }
}
