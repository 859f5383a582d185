import type { KeyRange, RangeEntry } from '../../client/kv-api.ts';
import type { KeyEntry, KeysPage, KeysQuery } from '../facts.ts';
import { delimiter } from '../wanted.ts';
import type { SourceContext } from './source-context.ts';
import { retryMs, troubleOf } from './trouble.ts';
import { previewOf } from './value-preview.ts';

const limits = {
  /** Between two pages, however often the keys change. */
  pageMs: 250,
  /** With values, a page can be large. */
  valuesPageMs: 1000,
  countMs: 2000,
  /** Keys whose last change is remembered for the column that shows it. */
  changedMax: 1000,
  previewBytes: 256,
} as const;

/**
 * The visible page of the keys below one prefix. It is read anew when something below the prefix has
 * changed: nothing is held but the page, however many keys there are and however fast they change.
 */
export class KeysPane {
  readonly #context: SourceContext;
  readonly #prefix: string;
  #query: KeysQuery;
  readonly #changed = new Map<string, number>();
  #isDirty = true;
  #isCounted = false;
  #total: number | undefined;
  /** Ends the pause of the loop that reads pages. */
  #arrived: () => void = () => undefined;
  #failures = 0;

  constructor(context: SourceContext, query: KeysQuery) {
    this.#context = context;
    this.#query = query;
    this.#prefix = query.prefix;
  }

  /** Another page below the same prefix. */
  turnTo(query: KeysQuery): void {
    if (JSON.stringify(query) === JSON.stringify(this.#query)) return;
    this.#query = query;
    this.#touch();
  }

  async readPage(signal: AbortSignal): Promise<number> {
    const { client, inbox } = this.#context;
    if (!this.#isDirty) await this.#whenDirty(signal);
    if (signal.aborted) return 0;
    this.#isDirty = false;
    const query = this.#query;
    try {
      const { entries, revision, more } = await client.range(rangeOf(query), {
        limit: 2 * query.rows,
        reverse: isBackward(query),
        keysOnly: query.values === 'hidden',
        ...(query.layout === 'tree' ? { delimiter } : {}),
        signal,
      });
      this.#failures = 0;
      // Another one was asked for in the meantime, and comes next.
      if (query !== this.#query) return 0;
      inbox.add({ type: 'keys', page: this.#pageOf({ entries, revision, more }) }, 'soon');
      return query.values === 'hidden' ? limits.pageMs : limits.valuesPageMs;
    } catch (error) {
      return this.#failed(error, signal);
    }
  }

  async countKeys(signal: AbortSignal): Promise<number> {
    if (this.#isCounted) return limits.countMs;
    this.#isCounted = true;
    try {
      const { count } = await this.#context.client.count({ prefix: this.#prefix }, { signal });
      if (count !== this.#total) {
        this.#total = count;
        this.#touch();
        // The page that shows it does not change how many there are.
        this.#isCounted = true;
      }
    } catch (error) {
      // The page says the same trouble.
      this.#isCounted = false;
      if (!signal.aborted) troubleOf(error, Date.now());
    }
    return limits.countMs;
  }

  /** Notes what changes. When that is denied or breaks off, the page is read anew with each attempt. */
  async followChanges(signal: AbortSignal): Promise<number> {
    const { client, intervalMs } = this.#context;
    try {
      const range = { prefix: this.#prefix };
      for await (const message of client.watch(range, { keysOnly: true, signal })) {
        if (message.type === 'changes') {
          for (const event of message.events) {
            this.#noteChange(event.type === 'set' ? event.item.key : event.key);
          }
        }
        // What changed before the watch began is in the page only when that is read behind it.
        this.#touch();
      }
    } catch (error) {
      if (!signal.aborted) troubleOf(error, Date.now());
    }
    this.#touch();
    return intervalMs();
  }

  #touch(): void {
    this.#isDirty = true;
    this.#isCounted = false;
    this.#arrived();
  }

  #whenDirty(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        signal.removeEventListener('abort', end);
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
      this.#arrived = end;
    });
  }

  #noteChange(key: string): void {
    this.#changed.delete(key);
    this.#changed.set(key, Date.now());
    if (this.#changed.size <= limits.changedMax) return;
    const [oldest] = this.#changed.keys();
    if (oldest !== undefined) this.#changed.delete(oldest);
  }

  #pageOf(read: {
    readonly entries: readonly RangeEntry[];
    readonly revision: number;
    readonly more: boolean;
  }): KeysPage {
    const query = this.#query;
    const backward = isBackward(query);
    const ordered = backward ? read.entries.toReversed() : read.entries;
    return {
      query,
      entries: ordered.map((entry) => this.#entryOf(entry)),
      more: backward ? query.anchor.type === 'before' : read.more,
      earlier: backward ? read.more : query.anchor.type === 'from',
      revision: read.revision,
      total: this.#total,
    };
  }

  #entryOf(entry: RangeEntry): KeyEntry {
    if (entry.type === 'group') return { type: 'group', prefix: entry.prefix, keys: entry.keys };
    const { key, value, modRevision, version, expiresAtMs, leaseId } = entry;
    return {
      type: 'key',
      key,
      revision: modRevision,
      version,
      expiresAtMs,
      leaseId,
      value: this.#query.values === 'hidden' ? undefined : previewOf(value, limits.previewBytes),
      changedAtMs: this.#changed.get(key),
    };
  }

  #failed(error: unknown, signal: AbortSignal): number {
    if (signal.aborted) return 0;
    const trouble = troubleOf(error, Date.now());
    this.#isDirty = true;
    this.#context.inbox.add({ type: 'trouble', part: 'keys', trouble }, 'soon');
    this.#failures += 1;
    return retryMs(trouble, this.#failures);
  }
}

function isBackward({ anchor }: KeysQuery): boolean {
  return anchor.type === 'before' || anchor.type === 'last';
}

function rangeOf({ prefix, anchor }: KeysQuery): KeyRange {
  switch (anchor.type) {
    case 'first':
    case 'last':
      return { prefix };
    case 'from':
      return { prefix, start: anchor.key };
    case 'before':
      return { prefix, end: anchor.key };
  }
}
