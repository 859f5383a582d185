import { invariant } from '../../shared/invariant.ts';

interface Slot {
  readonly rpcId: number;
  answer: Buffer | undefined;
}

/** The answers of one connection, which leave in the order of their requests (raft-wire §1). */
export class AnswerQueue {
  readonly #slots: Slot[] = [];

  /** Requests whose answers have not left. */
  get length(): number {
    return this.#slots.length;
  }

  /** The ids whose answers have not left. */
  get rpcIds(): readonly number[] {
    return this.#slots.map((slot) => slot.rpcId);
  }

  open(rpcId: number): void {
    this.#slots.push({ rpcId, answer: undefined });
  }

  /** Keeps the answer and returns all that may leave now, in order. */
  settle(rpcId: number, answer: Buffer): readonly Buffer[] {
    const slot = this.#slots.find((candidate) => candidate.rpcId === rpcId);
    invariant(slot !== undefined && slot.answer === undefined, `no open request ${rpcId}`);
    slot.answer = answer;
    const ready: Buffer[] = [];
    for (let head = this.#slots[0]; head?.answer !== undefined; head = this.#slots[0]) {
      ready.push(head.answer);
      this.#slots.shift();
    }
    return ready;
  }
}
