import type { Item, WatchEvent, WatchMessage } from '../../client/kv-api.ts';
import type { KeyDetail, KeyVersion } from '../facts.ts';
import type { SourceContext } from './source-context.ts';
import { retryMs, troubleOf } from './trouble.ts';
import { previewOf } from './value-preview.ts';

const limits = {
  historyMax: 50,
  /** Of the value that is shown, and of each version before it. */
  valueBytes: 64 * 1024,
  versionBytes: 4 * 1024,
} as const;

/** Follows one key, and remembers what this session saw of it. */
export class KeyWatch {
  readonly #context: SourceContext;
  readonly #key: string;
  #item: KeyDetail['item'];
  #history: readonly KeyVersion[] = [];
  #failures = 0;

  constructor(context: SourceContext, key: string) {
    this.#context = context;
    this.#key = key;
  }

  /** @returns after how many milliseconds to begin anew. */
  async follow(signal: AbortSignal): Promise<number> {
    const key = this.#key;
    const range = { start: key, end: `${key}\0` };
    try {
      for await (const message of this.#context.client.watch(range, { initial: true, signal })) {
        this.#failures = 0;
        this.#hear(message);
      }
      return this.#context.intervalMs();
    } catch (error) {
      if (signal.aborted) return 0;
      const trouble = troubleOf(error, Date.now());
      this.#context.inbox.add({ type: 'trouble', part: 'keyDetail', trouble }, 'soon');
      this.#failures += 1;
      return retryMs(trouble, this.#failures);
    }
  }

  #hear(message: WatchMessage): void {
    switch (message.type) {
      case 'initial':
        for (const item of message.items) this.#read(item);
        return;
      case 'changes':
        for (const event of message.events) this.#take(event);
        this.#tell();
        return;
      case 'initialEnd':
        this.#tell();
        return;
      case 'created':
      case 'progress':
        return;
    }
  }

  #read(item: Item): void {
    if (this.#item?.revision === item.modRevision) return;
    this.#hold(item);
    this.#remember(item.modRevision, { type: 'read', value: versionOf(item) });
  }

  #take(event: WatchEvent): void {
    if (event.type === 'set') {
      this.#hold(event.item);
      this.#remember(event.item.modRevision, { type: 'set', value: versionOf(event.item) });
      return;
    }
    this.#item = undefined;
    this.#remember(event.revision, { type: event.expired ? 'expired' : 'deleted' });
  }

  #hold(item: Item): void {
    const { createRevision, modRevision, version, expiresAtMs, leaseId } = item;
    this.#item = {
      value: previewOf(item.value, limits.valueBytes),
      revision: modRevision,
      ...{ createRevision, version, expiresAtMs, leaseId },
    };
  }

  #remember(revision: number, change: KeyVersion['change']): void {
    const version: KeyVersion = { atMs: Date.now(), revision, change };
    this.#history = [version, ...this.#history].slice(0, limits.historyMax);
  }

  #tell(): void {
    const detail: KeyDetail = { key: this.#key, item: this.#item, history: this.#history };
    this.#context.inbox.add({ type: 'keyDetail', detail }, 'soon');
  }
}

function versionOf({ value }: Item) {
  return previewOf(value, limits.versionBytes);
}
