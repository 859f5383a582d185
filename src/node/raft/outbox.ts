import type { RaftMessage } from './messages.ts';
import type { RaftEvent, ReadOutcome } from './output.ts';
import type { Persistence, WriteSequence } from './persistence.ts';
import { withdrawn } from './withdrawn.ts';

interface HeldMessage {
  readonly message: RaftMessage;
  readonly after: WriteSequence;
}

/**
 * Holds each message back until what it promises is on disk (I8): always the term and the vote, and
 * for an acknowledged append the entries too. Events and read outcomes promise nothing.
 */
export class Outbox {
  readonly #persistence: Persistence;
  #held: HeldMessage[] = [];
  #events: RaftEvent[] = [];
  #reads: ReadOutcome[] = [];

  constructor(persistence: Persistence) {
    this.#persistence = persistence;
  }

  /** Sends once the hard state as it is now, and this write, are durable. */
  send(message: RaftMessage, after: WriteSequence = 0): void {
    this.#held.push({ message, after: Math.max(after, this.#persistence.hardStateSequence) });
  }

  report(event: RaftEvent): void {
    this.#events.push(event);
  }

  answerRead(outcome: ReadOutcome): void {
    this.#reads.push(outcome);
  }

  /**
   * To be called when a new term is adopted. What was promised in an older term and has not left yet
   * must not leave any more: an entry that it acknowledges may be gone when it arrives. Each request
   * of a peer still gets an answer, a refusal in the new term; requests of our own are dropped.
   */
  disownOlderTerms(term: number): void {
    const after = this.#persistence.hardStateSequence;
    this.#held = this.#held.flatMap((held) => {
      if (this.#persistence.isDurable(held.after)) return [held];
      const message = withdrawn(held.message, term);
      return message === undefined ? [] : [{ message, after }];
    });
  }

  take(): { messages: RaftMessage[]; events: RaftEvent[]; reads: ReadOutcome[] } {
    const messages: RaftMessage[] = [];
    const held: HeldMessage[] = [];
    for (const one of this.#held) {
      if (this.#persistence.isDurable(one.after)) messages.push(one.message);
      else held.push(one);
    }
    const taken = { messages, events: this.#events, reads: this.#reads };
    this.#held = held;
    this.#events = [];
    this.#reads = [];
    return taken;
  }
}
