import type { CallOptions, Item } from '../client/kv-api.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { Values } from './apply-plan.ts';
import { underPrefix } from './key-range.ts';

const limits = { getsOpenMax: 512 } as const;

/** What the cluster has under those keys that are desired. */
export async function readItems(
  client: KvClient,
  desired: Values,
  call: CallOptions,
): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  const keys = [...desired.keys()];
  for (let first = 0; first < keys.length; first += limits.getsOpenMax) {
    const some = keys.slice(first, first + limits.getsOpenMax);
    const found = await Promise.all(some.map((key) => readItem(client, key, call)));
    for (const item of found) if (item !== undefined) items.set(item.key, item);
  }
  return items;
}

/** All that the cluster has under a prefix. */
export async function readAllItems(
  client: KvClient,
  prefix: string,
  call: CallOptions,
): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  for await (const entry of client.rangeAll(underPrefix(prefix), call)) {
    if (entry.type === 'item') items.set(entry.key, entry);
  }
  return items;
}

async function readItem(
  client: KvClient,
  key: string,
  call: CallOptions,
): Promise<Item | undefined> {
  try {
    return await client.get(key, call);
  } catch (error) {
    if (error instanceof MokvError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
