import type { ByteString } from '../../shared/byte-string.ts';
import { invariant } from '../../shared/invariant.ts';
import type { History, RevisionChange } from './change.ts';
import type { CommandOutcome, RequestKey } from './command.ts';
import { decodeCommands } from './command-codec.ts';
import { Contents } from './contents.ts';
import type { StoreImage } from './image.ts';
import type { Item } from './item.ts';
import type { Lease } from './lease.ts';
import { noLeases } from './leases.ts';
import type { LoggedCommand, LoggedOf, LoggedRequest } from './logged-command.ts';
import { PastImages } from './past-images.ts';
import { RecentChanges } from './recent-changes.ts';
import type { RememberedRequests } from './remembered-requests.ts';
import { extendHash } from './running-hash.ts';
import { StagedRestore } from './staged-restore.ts';
import { type CurrentImage, emptyState, type StateImage, type StoreState } from './store-state.ts';

/** What became of one entry of the log. */
export interface AppliedEntry {
  /** Of each command. */
  readonly outcomes: readonly CommandOutcome[];
  /** One for each revision; of an entry with a restore only those after it. */
  readonly changes: readonly RevisionChange[];
  /** A restore took the place of the store: what it changed is not known. */
  readonly restored: boolean;
}

/**
 * The replicated state machine: the same log makes the same store on every node. One revision for
 * each mutation; a command that changes nothing takes none. Its clock is the highest time of a round
 * so far; what is over by that clock stays until a command ends it.
 */
export class Store {
  #contents: Contents;
  #history: RecentChanges;
  readonly #requests: RememberedRequests;
  readonly #staged: StagedRestore;
  readonly #past = new PastImages();
  #appliedIndex: number;
  #appliedHash: number;
  /** Of the entry that is being applied. */
  #changes: RevisionChange[] = [];
  #restored = false;

  /** Takes the state over: nobody else may have it. */
  constructor(state: StoreState = emptyState()) {
    this.#contents = new Contents(state);
    this.#history = new RecentChanges(state.revision);
    this.#requests = state.requests;
    this.#staged = new StagedRestore(state.restoreId, state.staged);
    this.#appliedIndex = state.appliedIndex;
    this.#appliedHash = state.appliedHash;
  }

  get revision(): number {
    return this.#contents.revision;
  }

  get keys(): number {
    return this.#contents.size;
  }

  /** Of all keys and values, without what holding them costs. */
  get bytes(): number {
    return this.#contents.bytes;
  }

  /** Of keys and values that wait for a restore to finish. */
  get stagedBytes(): number {
    return this.#staged.bytes;
  }

  /** Its clock, Unix milliseconds. */
  get timeMs(): number {
    return this.#contents.timeMs;
  }

  get appliedIndex(): number {
    return this.#appliedIndex;
  }

  /** Over every command applied so far (running-hash.ts). */
  get appliedHash(): number {
    return this.#appliedHash;
  }

  /** Another one after a restore. */
  get history(): History {
    return this.#history;
  }

  /** When the first key or lease ends, Unix milliseconds: from then on `expire` has something to do. */
  get nextExpiryMs(): number | undefined {
    return this.#contents.nextExpiryMs;
  }

  get(key: ByteString): Item | undefined {
    return this.#contents.get(key);
  }

  lease(id: number): Lease | undefined {
    return this.#contents.lease(id);
  }

  /** By id. */
  leases(): Iterable<Lease> {
    return this.#contents.leases();
  }

  /** What was answered to a request, if it is remembered. */
  outcomeOf(request: Pick<RequestKey, 'client' | 'sequence'>): CommandOutcome | undefined {
    return this.#requests.outcomeOf(request);
  }

  /**
   * Applies the next entry of the log: one outcome for each command, or one rejection when the bytes
   * cannot be decoded. Deterministic, and total over `data`; only a gap in the indices is a bug.
   */
  apply(entry: { readonly index: number; readonly data: Uint8Array }): AppliedEntry {
    this.noteApplied(entry.index);
    this.#appliedHash = extendHash(this.#appliedHash, entry.index, entry.data);
    const { timeMs, commands } = decodeCommands(entry.data);
    this.#contents.advance(timeMs);
    this.#changes = [];
    this.#restored = false;
    const outcomes = commands.map((command) => this.#answer(command));
    this.#past.forgetBefore(this.#history.compactedRevision);
    return { outcomes, changes: this.#changes, restored: this.#restored };
  }

  /** The next entry of the log carries no command: a no-op, a barrier or a configuration. */
  noteApplied(index: number): void {
    invariant(
      index === this.#appliedIndex + 1,
      `entry ${index} was applied right after entry ${this.#appliedIndex}`,
    );
    this.#appliedIndex = index;
  }

  /** O(1): later writes copy the nodes that they touch. */
  image(): CurrentImage {
    const state = this.#state();
    const { appliedIndex, revision, items } = state;
    return {
      appliedIndex,
      revision,
      keys: items.size,
      appliedHash: BigInt(state.appliedHash),
      get: (key) => items.get(key),
      entries: (start) => items.entries(start),
      entriesReversed: (end) => items.entriesReversed(end),
      state,
    };
  }

  /**
   * The store as it was at a revision; undefined when that is before `history.compactedRevision` or
   * still to come. Applied index and hash are those of now.
   */
  imageAt(revision: number): StoreImage | undefined {
    if (revision < this.#history.compactedRevision || revision > this.revision) return undefined;
    return this.#past.at(revision, this.image(), this.#history);
  }

  #answer(command: LoggedCommand): CommandOutcome {
    if (command.type === 'rejected') return command;
    return command.request === undefined
      ? this.#execute(command)
      : this.#answerOnce(command, command.request);
  }

  #answerOnce(
    command: Exclude<LoggedCommand, { type: 'rejected' }>,
    request: LoggedRequest,
  ): CommandOutcome {
    const answer = this.#requests.answerTo(request, this.#contents.timeMs);
    if (answer !== undefined) return answer;
    const outcome = this.#execute(command);
    this.#requests.remember(request, outcome);
    return outcome;
  }

  #execute(command: Exclude<LoggedCommand, { type: 'rejected' }>): CommandOutcome {
    switch (command.type) {
      case 'stageRestore':
        return { type: 'staged', keys: this.#staged.add(command) };
      case 'finishRestore':
        return this.#finishRestore(command);
      default: {
        const outcome = this.#contents.execute(command);
        this.#record(this.#contents.commit());
        return outcome;
      }
    }
  }

  #finishRestore({ restoreId, keys, revision }: LoggedOf<'finishRestore'>): CommandOutcome {
    const flaw = this.#staged.flawOf(restoreId, keys);
    if (flaw !== undefined) return { type: 'rejected', reason: flaw };
    const restoredRevision = Math.max(this.revision, revision) + 1;
    const { bytes } = this.#staged;
    this.#contents = new Contents({
      ...this.#contents.image(),
      items: this.#staged.take(restoredRevision),
      bytes,
      leases: noLeases(),
      revision: restoredRevision,
    });
    this.#history = new RecentChanges(restoredRevision);
    this.#changes = [];
    this.#restored = true;
    return { type: 'restored', revision: restoredRevision, keys };
  }

  #record(change: RevisionChange | undefined): void {
    if (change === undefined) return;
    this.#history.add(change);
    this.#changes.push(change);
  }

  #state(): StateImage {
    return {
      ...this.#contents.image(),
      appliedIndex: this.#appliedIndex,
      appliedHash: this.#appliedHash,
      requests: this.#requests.image(),
      staged: this.#staged.image(),
      restoreId: this.#staged.restoreId,
    };
  }
}
