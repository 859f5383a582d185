import type { mokv } from '../api/gen/messages.js';
import { keysService } from '../api/services.ts';
import { plans } from './call-plan.ts';
import type { CallOptions, ImportedItem, ImportOptions, ImportResult } from './kv-api.ts';
import type { RoutedCalls } from './routed-calls.ts';

const limits = {
  timeoutMs: 30_000,
  messageItemsMax: 256,
  messageBytesMax: 256 * 1024,
  /** What a server that turns out not to lead has been sent, kept for the one that does. */
  replayedMessagesMax: 8,
} as const;

type Items = AsyncIterable<ImportedItem> | Iterable<ImportedItem>;

/**
 * Sets keys as they come. When the call breaks, what was set stays; then it ends with OUTCOME_UNKNOWN, or
 * as the server says.
 */
export async function importItems(
  calls: RoutedCalls,
  items: Items,
  { ifAbsent = false, dryRun = false, ...options }: ImportOptions & CallOptions,
): Promise<ImportResult> {
  const messages = new ReplayedMessages(messagesOf(items, { ifAbsent, dryRun }));
  const call = { ...options, deadline: options.deadline ?? Date.now() + limits.timeoutMs };
  try {
    const response = await calls.run(plans.write, call, (connection, part) =>
      messages.send((all) => connection.upload(keysService.import, all, part)),
    );
    return { written: response.written, skipped: response.skipped, revision: response.revision };
  } finally {
    await messages.end();
  }
}

async function* messagesOf(
  items: Items,
  options: { readonly ifAbsent: boolean; readonly dryRun: boolean },
): AsyncGenerator<mokv.v1.IImportRequest, void, void> {
  let message: { items: mokv.v1.IImportedItem[] } = { items: [], ...options };
  let bytes = 0;
  for await (const { key, value, ttlMs } of items) {
    message.items.push({ key, value, ...(ttlMs === undefined ? {} : { ttlMs }) });
    bytes += key.length + value.byteLength;
    if (message.items.length < limits.messageItemsMax && bytes < limits.messageBytesMax) continue;
    yield message;
    message = { items: [] };
    bytes = 0;
  }
  yield message;
}

/** Messages whose first ones can be sent again, as long as there are only few. */
class ReplayedMessages {
  readonly #source: AsyncGenerator<mokv.v1.IImportRequest, void, void>;
  readonly #kept: mokv.v1.IImportRequest[] = [];
  #pulled = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: AsyncGenerator<mokv.v1.IImportRequest, void, void>) {
    this.#source = source;
  }

  async send<Result>(
    upload: (messages: AsyncIterable<mokv.v1.IImportRequest>) => Promise<Result>,
  ): Promise<Result> {
    if (this.#failure !== undefined && this.#pulled > this.#kept.length) throw this.#failure.error;
    try {
      return await upload(this.#all());
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.#source.return();
  }

  async *#all(): AsyncGenerator<mokv.v1.IImportRequest, void, void> {
    yield* this.#kept;
    for (;;) {
      // Not a loop over the source: leaving that would end the source for the next server, too.
      const next = await this.#source.next();
      if (next.done) return;
      this.#pulled += 1;
      if (this.#pulled <= limits.replayedMessagesMax) this.#kept.push(next.value);
      yield next.value;
    }
  }
}
