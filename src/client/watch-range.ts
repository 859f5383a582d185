import { mokv } from '../api/gen/messages.js';
import { keysService } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { plans } from './call-plan.ts';
import { canResume } from './can-resume.ts';
import { itemOf } from './kv-answers.ts';
import type { Item, KeyRange, WatchEvent, WatchMessage, WatchOptions } from './kv-api.ts';
import { watchRequest } from './kv-requests.ts';
import { readAll } from './range-reads.ts';
import type { RoutedCalls } from './routed-calls.ts';

const limits = { initialItemsMax: 256, pauseMs: 50 } as const;

const { Kind } = mokv.v1.WatchResponse;

/**
 * Every change of a range, without a gap and without a duplicate. When a server fails, another one goes on
 * behind the last revision that was given; of the initial items, at their revision.
 */
export async function* watchRange(
  calls: RoutedCalls,
  range: KeyRange,
  options: WatchOptions,
): AsyncGenerator<WatchMessage, void, void> {
  const position = new WatchPosition(options);
  const call = { deadline: Number.POSITIVE_INFINITY, signal: options.signal };
  for (;;) {
    let isHeard = false;
    try {
      if (position.isAmidInitial) yield* restOfInitial(calls, range, options, position);
      const request = watchRequest(range, options, position.from);
      for await (const message of calls.stream(keysService.watch, request, plans.read, call)) {
        isHeard = true;
        yield* position.take(message);
      }
      if (!isHeard) throw new MokvError('INTERNAL', 'the server ended the watch');
    } catch (error) {
      if (!canResume(error) && !(isHeard && wasSlow(error))) throw error;
    }
    position.interrupted();
    await calls.pause(limits.pauseMs, options.signal);
  }
}

/** How far a watch has come, and what of it is given away. */
class WatchPosition {
  /** Undefined until the server has said where the watch begins. */
  #next: number | undefined;
  #isCreated = false;
  #initial: { readonly revision: number; readonly lastKey: string } | undefined;
  /** The changes of a revision that goes on in the next message. */
  #held: WatchEvent[] = [];
  #heldRevision = 0;
  readonly #isInitialWanted: boolean;

  constructor({ fromRevision, initial = false }: WatchOptions) {
    this.#next = fromRevision;
    this.#isInitialWanted = initial;
  }

  get from(): { fromRevision: number } | { initial: true } | undefined {
    if (this.#next !== undefined) return { fromRevision: this.#next };
    return this.#isInitialWanted ? { initial: true } : undefined;
  }

  get isAmidInitial(): boolean {
    return this.#initial !== undefined;
  }

  /** Where the initial items go on. */
  get initial(): { readonly revision: number; readonly lastKey: string } | undefined {
    return this.#initial;
  }

  *take(message: mokv.v1.WatchResponse): Generator<WatchMessage, void, void> {
    const { kind, revision } = message;
    switch (kind) {
      case Kind.CREATED:
        if (this.#next === undefined && !this.#isInitialWanted) this.#next = revision + 1;
        if (this.#isCreated) return;
        this.#isCreated = true;
        yield { type: 'created', revision };
        return;
      case Kind.INITIAL:
        yield this.takeInitial(
          revision,
          message.events.map(({ item }) => itemOf(item ?? {})),
        );
        return;
      case Kind.INITIAL_END:
        yield this.endInitial(revision);
        return;
      case Kind.CHANGES:
        yield* this.#takeChanges(message);
        return;
      case Kind.PROGRESS:
        this.#next = Math.max(this.#next ?? 0, revision + 1);
        yield { type: 'progress', revision };
        return;
    }
  }

  takeInitial(revision: number, items: readonly Item[]): WatchMessage {
    this.#initial = { revision, lastKey: items.at(-1)?.key ?? this.#initial?.lastKey ?? '' };
    return { type: 'initial', revision, items };
  }

  endInitial(revision: number): WatchMessage {
    this.#initial = undefined;
    this.#next = revision + 1;
    return { type: 'initialEnd', revision };
  }

  /** What is held came from a stream that is over; all of it comes again. */
  interrupted(): void {
    this.#held = [];
  }

  *#takeChanges({
    events,
    revision,
    partial,
  }: mokv.v1.WatchResponse): Generator<WatchMessage, void, void> {
    for (const event of events) {
      const at = event.item?.modRevision ?? 0;
      if (this.#next !== undefined && at < this.#next) continue;
      if (at !== this.#heldRevision) yield* this.#release();
      this.#heldRevision = at;
      this.#held.push(eventOf(event));
    }
    if (partial) return;
    yield* this.#release();
    this.#next = Math.max(this.#next ?? 0, revision + 1);
  }

  *#release(): Generator<WatchMessage, void, void> {
    if (this.#held.length === 0) return;
    const events = this.#held;
    const revision = this.#heldRevision;
    this.#held = [];
    this.#next = revision + 1;
    yield { type: 'changes', revision, events };
  }
}

/** The initial items that the broken stream still owed. */
async function* restOfInitial(
  calls: RoutedCalls,
  range: KeyRange,
  { keysOnly, signal }: WatchOptions,
  position: WatchPosition,
): AsyncGenerator<WatchMessage, void, void> {
  const { initial } = position;
  if (initial === undefined) return;
  const { revision, lastKey } = initial;
  const start = lastKey === '' ? range.start : `${lastKey}\0`;
  const rest = readAll(calls, { ...range, start }, { revision, keysOnly, signal });
  let items: Item[] = [];
  for await (const entry of rest) {
    if (entry.type !== 'item') continue;
    const { type: _, ...item } = entry;
    items.push(item);
    if (items.length < limits.initialItemsMax) continue;
    yield position.takeInitial(revision, items);
    items = [];
  }
  if (items.length > 0) yield position.takeInitial(revision, items);
  yield position.endInitial(revision);
}

function eventOf({ type, item, previous, expired }: mokv.v1.IWatchEvent): WatchEvent {
  const before = previous ? itemOf(previous) : undefined;
  const { key = '', modRevision = 0 } = item ?? {};
  if (type === mokv.v1.WatchEvent.Type.DELETE) {
    return {
      type: 'delete',
      key: key ?? '',
      revision: modRevision ?? 0,
      previous: before,
      expired: expired ?? false,
    };
  }
  return { type: 'set', item: itemOf(item ?? {}), previous: before };
}

/** Cut off because its caller read too slowly; a watch that was refused as one too many has heard nothing. */
function wasSlow(error: unknown): boolean {
  return error instanceof MokvError && error.code === 'RESOURCE_EXHAUSTED';
}
