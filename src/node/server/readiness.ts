import type { NodePort } from './node-port.ts';

const limits = { pollMs: 250 } as const;

export type ReadinessState =
  | { readonly type: 'ready' }
  | { readonly type: 'notReady'; readonly reason: string };

/**
 * Whether this node can serve: it knows a leader, and since it started a read barrier has passed, which
 * proves that it caught up with all that had been acknowledged.
 *
 *   starting --leader known, read barrier passed--> ready <--leader lost / known again--> no leader
 */
export class Readiness {
  readonly #node: NodePort;
  readonly #changed = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #caughtUp = false;
  #barrierPending = false;
  #drained = false;
  #last: ReadinessState['type'] = 'notReady';

  constructor(node: NodePort, pollMs: number = limits.pollMs) {
    this.#node = node;
    this.#timer = setInterval(() => this.#poll(), pollMs).unref();
  }

  state(): ReadinessState {
    const { raft, appliedIndex } = this.#node.status();
    if (this.#drained) return { type: 'notReady', reason: 'drained by an operator' };
    if (raft.leader === undefined) {
      return { type: 'notReady', reason: `no leader is known in term ${raft.term}` };
    }
    if (!this.#caughtUp) {
      const reason = `catching up: applied ${appliedIndex} of at least ${raft.commitIndex}`;
      return { type: 'notReady', reason };
    }
    return { type: 'ready' };
  }

  /** Stays true from the first read barrier on, whatever becomes of the leader. */
  get hasCaughtUp(): boolean {
    return this.#caughtUp;
  }

  get isDrained(): boolean {
    return this.#drained;
  }

  /** A drained node is not ready, though it serves whoever asks. */
  drain(drained: boolean): void {
    this.#drained = drained;
    this.#poll();
  }

  /** Calls back when the state may have changed. @returns what ends that. */
  onChange(changed: () => void): () => void {
    this.#changed.add(changed);
    return () => this.#changed.delete(changed);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #poll(): void {
    this.#tryToCatchUp();
    const { type } = this.state();
    if (type === this.#last) return;
    this.#last = type;
    for (const changed of this.#changed) changed();
  }

  #tryToCatchUp(): void {
    if (this.#caughtUp || this.#barrierPending) return;
    if (this.#node.status().raft.leader === undefined) return;
    this.#barrierPending = true;
    this.#node.readBarrier().then(
      () => {
        this.#barrierPending = false;
        this.#caughtUp = true;
        this.#poll();
      },
      () => {
        this.#barrierPending = false; // the leader was lost again: the next poll looks for one
      },
    );
  }
}
