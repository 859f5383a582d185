import type { mokv } from '../api/gen/messages.js';
import { keysService } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { readPlan } from './call-plan.ts';
import { canResume } from './can-resume.ts';
import type { CallLimits, Connection } from './connection.ts';
import { entriesOf } from './kv-answers.ts';
import type { KeyRange, RangeEntry, RangeOptions, RangeResult, ReadOptions } from './kv-api.ts';
import { rangeRequest } from './kv-requests.ts';
import type { RoutedCalls } from './routed-calls.ts';

/** Behind every key that starts with what stands before it. */
const lastCharacter = '\u{10ffff}';

/** One page, whole: when a server fails in the middle of it, another one is asked for all of it. */
export async function readRange(
  calls: RoutedCalls,
  range: KeyRange,
  options: RangeOptions,
): Promise<RangeResult> {
  const request = rangeRequest(range, options);
  const messages = await readMessages(calls, request, options);
  const last = lastOf(messages);
  return {
    entries: messages.flatMap((message) => entriesOf(message, options.reverse ?? false)),
    revision: last.revision,
    more: last.more,
    ageMs: last.ageMs ?? undefined,
  };
}

export async function countRange(
  calls: RoutedCalls,
  range: KeyRange,
  options: ReadOptions,
): Promise<{ readonly count: number; readonly revision: number }> {
  const request = rangeRequest(range, { ...options, countOnly: true });
  const { count, revision } = lastOf(await readMessages(calls, request, options));
  return { count, revision };
}

/** All entries from one revision. What breaks off goes on at another server, at the same revision. */
export async function* readAll(
  calls: RoutedCalls,
  range: KeyRange,
  options: RangeOptions,
): AsyncGenerator<RangeEntry, void, void> {
  const position = new RangePosition(range, options);
  for (;;) {
    const { taken } = position;
    try {
      if (yield* readOn(calls, position, options)) return;
      if (position.taken === taken) throw brokeOff();
    } catch (error) {
      if (position.taken === taken || !canResume(error)) throw error;
    }
  }
}

/** One stream. True when it came to the end of the range. */
async function* readOn(
  calls: RoutedCalls,
  position: RangePosition,
  options: RangeOptions,
): AsyncGenerator<RangeEntry, boolean, void> {
  const plan = readPlan(options);
  for await (const message of calls.stream(keysService.range, position.request, plan, options)) {
    position.revision ??= message.revision;
    for (const entry of entriesOf(message, options.reverse ?? false)) {
      if (position.take(entry)) yield entry;
    }
    if (message.last) return true;
  }
  return false;
}

/** How far the reading of a range has come. */
class RangePosition {
  taken = 0;
  revision: number | undefined;
  readonly #range: KeyRange;
  readonly #options: RangeOptions;
  #last: RangeEntry | undefined;

  constructor(range: KeyRange, options: RangeOptions) {
    this.#range = range;
    this.#options = options;
    this.revision = options.revision;
  }

  /** What is left to read. */
  get request(): mokv.v1.IRangeRequest {
    const { limit } = this.#options;
    return rangeRequest(this.#rest(), {
      ...this.#options,
      revision: this.revision,
      limit: limit === undefined || limit === 0 ? undefined : limit - this.taken,
    });
  }

  /** False for a group that was taken already: it comes again when its last keys are behind the position. */
  take(entry: RangeEntry): boolean {
    const last = this.#last;
    if (entry.type === 'group' && last?.type === 'group' && entry.prefix === last.prefix) {
      return false;
    }
    this.#last = entry;
    this.taken += 1;
    return true;
  }

  #rest(): KeyRange {
    const last = this.#last;
    if (last === undefined) return this.#range;
    if (this.#options.reverse) {
      return { ...this.#range, end: last.type === 'item' ? last.key : last.prefix };
    }
    const start = last.type === 'item' ? `${last.key}\0` : `${last.prefix}${lastCharacter}`;
    return { ...this.#range, start };
  }
}

function readMessages(
  calls: RoutedCalls,
  request: mokv.v1.IRangeRequest,
  options: ReadOptions,
): Promise<mokv.v1.RangeResponse[]> {
  const read = async (
    connection: Connection,
    call: CallLimits,
  ): Promise<mokv.v1.RangeResponse[]> => {
    const messages: mokv.v1.RangeResponse[] = [];
    for await (const message of connection.stream(keysService.range, request, call)) {
      messages.push(message);
    }
    return messages;
  };
  return calls.run(readPlan(options), options, read);
}

function lastOf(messages: readonly mokv.v1.RangeResponse[]): mokv.v1.RangeResponse {
  const last = messages.at(-1);
  if (last?.last) return last;
  throw brokeOff();
}

function brokeOff(): MokvError {
  return new MokvError('INTERNAL', 'the server ended the list before its end');
}
