import { MokvError } from '../../shared/errors.ts';
import { invariant } from '../../shared/invariant.ts';
import type { Command, CommandOutcome } from '../kv/command.ts';
import { type CommandFormat, fitsSingle } from '../kv/command-codec.ts';
import type { Leader, Proposed, Refusal } from '../raft/output.ts';
import { commandBytes } from './command-bytes.ts';
import type { Done } from './ports.ts';

const limits = {
  /** Command bytes in one entry; a single larger command travels alone (raft-wire §8.19). */
  entryBytesMax: 512 * 1024,
  /** Commands that wait for their round; more are refused. */
  waitingMax: 65_536,
} as const;

interface Waiting {
  readonly command: Command;
  readonly done: Done<CommandOutcome>;
}

/** An entry in the log whose fate somebody waits for. */
interface Pending {
  readonly term: number;
  settle(outcomes: readonly CommandOutcome[]): void;
  reject(error: MokvError): void;
}

/**
 * The commands that clients wait for: first until the round takes them, then until the entry that
 * carries them is applied. Each is answered once, and never with more than is known of its fate.
 */
export class Proposals {
  #waiting: Waiting[] = [];
  /**
   * By index. A leader that lost its entries and leads again may propose anew at the index of one whose
   * fate is still open: some other node may hold the older entry and win with it.
   */
  readonly #pending = new Map<number, Pending[]>();

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  add(command: Command, done: Done<CommandOutcome>): void {
    if (this.#waiting.length >= limits.waitingMax) {
      const message = `${limits.waitingMax} commands already wait on this node`;
      done(new MokvError('RESOURCE_EXHAUSTED', message, { hint: 'retry later' }), undefined);
      return;
    }
    this.#waiting.push({ command, done });
  }

  /** Everything that waits, cut into the entries that will carry it. What mökv's nodes do not know is refused. */
  takeRound(format: CommandFormat): readonly (readonly Waiting[])[] {
    const entries: Waiting[][] = [];
    let current: Waiting[] = [];
    let bytes = 0;
    for (const waiting of this.#waiting) {
      if (format === 'single' && !fitsSingle(waiting.command)) {
        waiting.done(notForEverybody(), undefined);
        continue;
      }
      const size = commandBytes(waiting.command);
      const isFull = format === 'single' || bytes + size > limits.entryBytesMax;
      if (current.length > 0 && isFull) {
        entries.push(current);
        current = [];
        bytes = 0;
      }
      current.push(waiting);
      bytes += size;
    }
    if (current.length > 0) entries.push(current);
    this.#waiting = [];
    return entries;
  }

  proposed({ index, term }: Proposed, waiting: readonly Waiting[]): void {
    this.#await(index, {
      term,
      settle: (outcomes) => settleAll(waiting, outcomes),
      reject: (error) => rejectAll(waiting, error),
    });
  }

  /** For an entry without commands: answers when it is applied. */
  proposedChange({ index, term }: Proposed, done: Done<void>): void {
    this.#await(index, {
      term,
      settle: () => done(undefined, undefined),
      reject: (error) => done(error, undefined),
    });
  }

  refused(waiting: readonly Waiting[], refusal: Refusal): void {
    rejectAll(waiting, errorOfRefusal(refusal));
  }

  /** The entry at this index is applied: ours, or another leader's in its place. */
  applied(index: number, term: number, outcomes: readonly CommandOutcome[]): void {
    const all = this.#pending.get(index);
    if (all === undefined) return;
    this.#pending.delete(index);
    for (const pending of all) {
      if (pending.term === term) pending.settle(outcomes);
      else pending.reject(overtaken());
    }
  }

  /** A snapshot took the place of the log up to this index: what became of these is not known. */
  restored(index: number): void {
    for (const [pendingIndex, all] of this.#pending) {
      if (pendingIndex > index) continue;
      this.#pending.delete(pendingIndex);
      for (const pending of all) pending.reject(outcomeUnknown());
    }
  }

  /** The node stops. */
  abandon(): void {
    rejectAll(this.#waiting, new MokvError('UNAVAILABLE', 'the node is stopping'));
    this.#waiting = [];
    this.restored(Number.POSITIVE_INFINITY);
  }

  #await(index: number, pending: Pending): void {
    const earlier = this.#pending.get(index);
    if (earlier === undefined) this.#pending.set(index, [pending]);
    else earlier.push(pending);
  }
}

export function errorOfRefusal(refusal: Refusal): MokvError {
  switch (refusal.type) {
    case 'notLeader':
      return notLeader(refusal.leader);
    case 'transferring':
      return new MokvError('UNAVAILABLE', 'leadership is being transferred', { hint: 'retry' });
    case 'overloaded':
      return new MokvError('RESOURCE_EXHAUSTED', 'too many writes await a quorum', {
        hint: "retry later; 'mokv status' shows whether a quorum is reachable",
      });
    case 'changeInProgress':
      return new MokvError('UNAVAILABLE', 'another configuration change is under way', {
        hint: 'retry',
      });
    case 'invalidChange':
      return new MokvError('INVALID_ARGUMENT', refusal.reason);
  }
}

export function notLeader(leader: Leader | undefined): MokvError {
  if (leader === undefined) {
    return new MokvError('NO_LEADER', 'the cluster has no leader', {
      hint: "a quorum of voters must be reachable; 'mokv status' shows them",
    });
  }
  return new MokvError('NOT_LEADER', `this node does not lead: ${leader.id} does`, {
    hint: `send it to ${leader.address}`,
    metadata: { leader_id: leader.id, leader_addr: leader.address },
  });
}

function settleAll(waiting: readonly Waiting[], outcomes: readonly CommandOutcome[]): void {
  invariant(outcomes.length === waiting.length, 'an entry answers each of its commands');
  waiting.forEach(({ done }, position) => {
    const outcome = outcomes[position];
    if (outcome?.type === 'rejected') {
      done(new MokvError('INVALID_ARGUMENT', outcome.reason), undefined);
    } else done(undefined, outcome);
  });
}

function rejectAll(waiting: readonly Waiting[], error: MokvError): void {
  for (const { done } of waiting) done(error, undefined);
}

function notForEverybody(): MokvError {
  const message = 'a member of the cluster is no mokv node and knows only plain sets and deletes';
  return new MokvError('UNIMPLEMENTED', message, {
    hint: 'nothing was written; conditions, expiry, transactions and request ids need mokv on every node',
    metadata: { reason: 'mixed-cluster' },
  });
}

/** Another entry has the index for good, so the proposed one is in no log that can still win. */
function overtaken(): MokvError {
  return new MokvError('UNAVAILABLE', 'leadership was lost and the write was not applied', {
    hint: 'retry',
  });
}

function outcomeUnknown(): MokvError {
  return new MokvError(
    'OUTCOME_UNKNOWN',
    'leadership was lost before the write was acknowledged: it may or may not be in effect',
    { hint: 'read the key to find out' },
  );
}
