import type { Item, WatchMessage } from './kv-api.ts';
import type { KvClient } from './kv-client.ts';
import { type PlaceOptions, QueuePlace } from './queue-place.ts';

export interface Leadership extends AsyncDisposable {
  /** Grows from one leader to the next: a fencing token. */
  readonly fencingToken: number;
  /** Aborted, with why, when somebody else may lead. */
  readonly lost: AbortSignal;
  /** Changes what observers see of the leader. CONDITION_FAILED or NOT_FOUND when it leads no more. */
  proclaim(value: Uint8Array): Promise<void>;
  resign(): Promise<void>;
}

/** Who leads, as observers see it. */
export interface ElectedLeader {
  readonly value: Uint8Array;
  readonly fencingToken: number;
}

/** Stands for the election `name`; resolves when this candidate leads. Those before it lead first. */
export async function campaign(
  client: KvClient,
  { name, value }: { readonly name: string; readonly value: Uint8Array },
  options: PlaceOptions = {},
): Promise<Leadership> {
  const place = await QueuePlace.take(client, { name, value }, options);
  return {
    fencingToken: place.revision,
    lost: place.lost,
    proclaim: async (next) => {
      const { leaseId } = place;
      await client.set(place.key, next, { leaseId, condition: { type: 'exists' } });
    },
    resign: () => place.leave(),
    [Symbol.asyncDispose]: () => place.leave(),
  };
}

/** The leader now and at each change, undefined while there is none, until the loop is left or the signal. */
export async function* observe(
  client: KvClient,
  name: string,
  options: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<ElectedLeader | undefined, void, void> {
  const candidates = new Map<string, Item>();
  let isComplete = false;
  let shown: Item | undefined;
  for await (const message of client.watch({ prefix: `${name}/` }, { ...options, initial: true })) {
    note(candidates, message);
    const isFirst = message.type === 'initialEnd';
    isComplete ||= isFirst;
    const leader = firstOf(candidates.values());
    const isKnown = leader?.modRevision === shown?.modRevision && !isFirst;
    if (!isComplete || isKnown) continue;
    shown = leader;
    yield leader && { value: leader.value, fencingToken: leader.createRevision };
  }
}

function note(candidates: Map<string, Item>, message: WatchMessage): void {
  if (message.type === 'initial') {
    for (const item of message.items) candidates.set(item.key, item);
  }
  if (message.type !== 'changes') return;
  for (const event of message.events) {
    if (event.type === 'set') candidates.set(event.item.key, event.item);
    else candidates.delete(event.key);
  }
}

function firstOf(items: Iterable<Item>): Item | undefined {
  let first: Item | undefined;
  for (const item of items) {
    if (first === undefined || item.createRevision < first.createRevision) first = item;
  }
  return first;
}
