import type { KeyResponse } from '../gossip/messages.ts';
import type { GossipEvent } from '../gossip/output.ts';

/** What the members said to a key query of ours. */
export interface KeyReport {
  /** By the name of the member; who is missing did not answer in time. */
  readonly answers: ReadonlyMap<string, KeyResponse>;
}

interface Pending {
  readonly members: number;
  readonly answers: Map<string, KeyResponse>;
  resolve(report: KeyReport): void;
}

/** Collects the answers to key queries until all members have answered or no more answers come. */
export class KeyAnswers {
  readonly #pending = new Map<number, Pending>();

  /** The query was sent under this id to so many members; none of them has answered yet. */
  await(id: number, members: number): Promise<KeyReport> {
    return new Promise((resolve) => {
      this.#pending.set(id, { members, answers: new Map(), resolve });
    });
  }

  take(event: GossipEvent): void {
    if (event.type !== 'keyResponse' && event.type !== 'queryFinished') return;
    const pending = this.#pending.get(event.id);
    if (pending === undefined) return;
    const { answers, members, resolve } = pending;
    if (event.type === 'keyResponse') answers.set(event.from, event.response);
    if (event.type === 'keyResponse' && answers.size < members) return;
    this.#pending.delete(event.id);
    resolve({ answers });
  }

  /** The node stops: whoever waits gets what there is. */
  close(): void {
    for (const { answers, resolve } of this.#pending.values()) resolve({ answers });
    this.#pending.clear();
  }
}
