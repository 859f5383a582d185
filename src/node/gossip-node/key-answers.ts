import type { KeyResponse } from '../gossip/messages.ts';
import type { GossipEvent } from '../gossip/output.ts';

/** What the members said to a key query of ours. */
export interface KeyReport {
  /** By the name of the member; who is missing did not answer in time. */
  readonly answers: ReadonlyMap<string, KeyResponse>;
}

interface Pending {
  readonly answers: Map<string, KeyResponse>;
  resolve(report: KeyReport): void;
}

/** Collects the answers to key queries until no more come. */
export class KeyAnswers {
  readonly #pending = new Map<number, Pending>();

  /** The query was sent under this id. */
  await(id: number): Promise<KeyReport> {
    return new Promise((resolve) => {
      this.#pending.set(id, { answers: new Map(), resolve });
    });
  }

  take(event: GossipEvent): void {
    if (event.type === 'keyResponse') {
      this.#pending.get(event.id)?.answers.set(event.from, event.response);
    } else if (event.type === 'queryFinished') {
      const finished = this.#pending.get(event.id);
      this.#pending.delete(event.id);
      finished?.resolve({ answers: finished.answers });
    }
  }
}
