import { MokvError } from '../../shared/errors.ts';
import type { ReadOutcome } from '../raft/output.ts';
import type { Done } from './ports.ts';
import { notLeader } from './proposals.ts';

const limits = {
  /** Reads that wait for a read index; more are refused. */
  waitingMax: 65_536,
} as const;

type ReadDone = Done<void>;

interface Confirmed {
  readonly index: number;
  readonly done: readonly ReadDone[];
}

/**
 * Linearizable reads (Raft thesis §6.4): all that arrive between two rounds share one read index, and
 * each may answer once the state machine has applied that far.
 */
export class Reads {
  #waiting: ReadDone[] = [];
  #waitingCount = 0;
  #lastId = 0;
  readonly #asked = new Map<number, readonly ReadDone[]>();
  /** In the order of confirmation; their indices do not fall. */
  #confirmed: Confirmed[] = [];

  add(done: ReadDone): void {
    if (this.#waitingCount >= limits.waitingMax) {
      const message = `${limits.waitingMax} reads already wait on this node`;
      done(new MokvError('RESOURCE_EXHAUSTED', message, { hint: 'retry later' }), undefined);
      return;
    }
    this.#waitingCount += 1;
    this.#waiting.push(done);
  }

  /** The id under which the round asks for a read index, if a read waits for one. */
  takeRound(): number | undefined {
    if (this.#waiting.length === 0) return undefined;
    this.#lastId += 1;
    this.#asked.set(this.#lastId, this.#waiting);
    this.#waiting = [];
    return this.#lastId;
  }

  answered(outcome: ReadOutcome, appliedIndex: number): void {
    const asked = this.#asked.get(outcome.id);
    if (asked === undefined) return;
    this.#asked.delete(outcome.id);
    switch (outcome.type) {
      case 'failed':
        this.#settle(asked, readFailure(outcome));
        break;
      case 'confirmed':
        if (outcome.index <= appliedIndex) this.#settle(asked, undefined);
        else this.#confirmed.push({ index: outcome.index, done: asked });
    }
  }

  applied(appliedIndex: number): void {
    if (this.#confirmed.length === 0) return;
    const ready = this.#confirmed.filter(({ index }) => index <= appliedIndex);
    this.#confirmed = this.#confirmed.filter(({ index }) => index > appliedIndex);
    for (const { done } of ready) this.#settle(done, undefined);
  }

  /** The node stops. */
  abandon(): void {
    const open = [
      this.#waiting,
      ...this.#asked.values(),
      ...this.#confirmed.map(({ done }) => done),
    ];
    this.#waiting = [];
    this.#asked.clear();
    this.#confirmed = [];
    for (const done of open)
      this.#settle(done, new MokvError('UNAVAILABLE', 'the node is stopping'));
  }

  #settle(reads: readonly ReadDone[], error: MokvError | undefined): void {
    this.#waitingCount -= reads.length;
    for (const done of reads) done(error, undefined);
  }
}

/** NOT_LEADER would send the client elsewhere; a follower that lost the leader just cannot answer. */
function readFailure(outcome: ReadOutcome & { type: 'failed' }): MokvError {
  if (outcome.leader === undefined) return notLeader(undefined);
  return new MokvError('UNAVAILABLE', 'the leader could not confirm that it still leads', {
    hint: "retry, or read what this node has with 'mokv get --consistency stale'",
  });
}
