import type { WatchMessage } from '../../src/client/kv-api.ts';
import type { KvClient } from '../../src/client/kv-client.ts';
import { until } from './poll.ts';

type Changes = Extract<WatchMessage, { type: 'changes' }>;

/** Every change of the keys with a prefix, as one watch from now on tells it. */
export class ChangeRecorder {
  readonly #changes: Changes[] = [];
  #failure: unknown;

  static async start(client: KvClient, prefix: string): Promise<ChangeRecorder> {
    const { revision } = await client.count({ prefix });
    const recorder = new ChangeRecorder();
    recorder.#record(client, prefix, revision + 1).catch((error: unknown) => {
      recorder.#failure = error;
    });
    return recorder;
  }

  /** What was told so far, once that reaches a revision which changed such a key. */
  until(revision: number): Promise<readonly Changes[]> {
    return until(`the watch to reach ${revision}`, () => {
      if (this.#failure !== undefined) throw this.#failure;
      return (this.#changes.at(-1)?.revision ?? 0) >= revision ? this.#changes : undefined;
    });
  }

  async #record(client: KvClient, prefix: string, fromRevision: number): Promise<void> {
    for await (const message of client.watch({ prefix }, { fromRevision })) {
      if (message.type === 'changes') this.#changes.push(message);
    }
  }
}
