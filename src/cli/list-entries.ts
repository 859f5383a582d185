import type { CallOptions, KeyRange, RangeOptions, ReadOptions } from '../client/kv-api.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { ItemMeta } from './item-fields.ts';

export type ListedEntry =
  | {
      readonly type: 'item';
      readonly key: string;
      readonly value: Uint8Array;
      /** Undefined from a server of mökv, which keeps nothing of the kind. */
      readonly meta: ItemMeta | undefined;
      readonly ageMs: number | undefined;
    }
  | { readonly type: 'group'; readonly prefix: string; readonly keys: number };

interface ListRequest extends CallOptions, Pick<ReadOptions, 'consistency' | 'maxLagMs'> {
  readonly limit?: number;
  readonly after?: string;
  readonly from?: string;
  readonly to?: string;
  readonly delimiter?: string;
  readonly reverse?: boolean;
  readonly meta?: boolean;
  readonly keysOnly: boolean;
}

/** Behind every key that starts with what stands before it. */
const lastCharacter = '\u{10ffff}';

/** The keys under `prefix` that are asked for, in order. Servers of mökv list all keys, and the client chooses. */
export async function* listEntries(
  client: KvClient,
  prefix: string,
  request: ListRequest,
): AsyncGenerator<ListedEntry, void, void> {
  const { limit, reverse, delimiter, keysOnly, consistency, maxLagMs, deadline, signal } = request;
  const options: RangeOptions = {
    ...{ limit, reverse, delimiter, keysOnly, consistency, maxLagMs, deadline, signal },
  };
  try {
    for await (const entry of client.rangeAll(rangeOf(prefix, request), options)) {
      if (entry.type === 'group') yield entry;
      else {
        const { type, key, value, ...meta } = entry;
        yield { type, key, value, meta, ageMs: undefined };
      }
    }
    return;
  } catch (error) {
    if (!isUnknownToServer(error) || !isSimple(request)) throw error;
  }
  yield* selectFromAll(client, prefix, request);
}

function rangeOf(prefix: string, { after, from, to, delimiter, reverse }: ListRequest): KeyRange {
  const isGroup = after !== undefined && delimiter && after.endsWith(delimiter);
  const behind = after === undefined ? from : `${after}${isGroup ? lastCharacter : '\0'}`;
  return {
    ...(prefix === '' ? {} : { prefix }),
    ...(reverse ? edge('start', from) : edge('start', behind)),
    ...(reverse ? edge('end', after ?? to) : edge('end', to)),
  };
}

function edge(name: 'start' | 'end', key: string | undefined): KeyRange {
  return key === undefined ? {} : { [name]: key };
}

function isUnknownToServer(error: unknown): boolean {
  return error instanceof MokvError && error.code === 'UNIMPLEMENTED';
}

/** What can be chosen from a plain list on its way. */
function isSimple({ from, to, delimiter, reverse, meta }: ListRequest): boolean {
  return from === undefined && to === undefined && delimiter === undefined && !reverse && !meta;
}

/** Ends behind the last key that is wanted, so that the rest is not sent. */
async function* selectFromAll(
  client: KvClient,
  prefix: string,
  { after, limit = Number.POSITIVE_INFINITY, consistency, deadline, signal }: ListRequest,
): AsyncGenerator<ListedEntry, void, void> {
  const first = Buffer.from(prefix);
  const bound = after === undefined ? undefined : Buffer.from(after);
  let remaining = limit;
  for await (const item of client.list({ consistency, deadline, signal })) {
    const key = Buffer.from(item.key);
    const isUnder = key.subarray(0, first.length).equals(first);
    if (!isUnder && key.compare(first) > 0) return;
    if (!isUnder || (bound !== undefined && key.compare(bound) <= 0)) continue;
    yield { type: 'item', key: item.key, value: item.value, meta: undefined, ageMs: item.ageMs };
    remaining -= 1;
    if (remaining === 0) return;
  }
}
