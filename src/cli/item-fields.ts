import type { Item } from '../client/kv-api.ts';
import { formatContact } from './format-quantity.ts';

export type ItemMeta = Omit<Item, 'key' | 'value'>;

/** The JSON fields of what the cluster knows about a key. */
export function metaFields({
  modRevision,
  createRevision,
  version,
  expiresAtMs,
  leaseId,
}: ItemMeta): object {
  return {
    rev: modRevision,
    create_rev: createRevision,
    version,
    ...(expiresAtMs === undefined ? {} : { expires_at_ms: expiresAtMs }),
    ...(leaseId === 0 ? {} : { lease_id: `${leaseId}` }),
  };
}

/** When a key ends: "never", "in 59.2s", "with lease 12". */
export function expiryText({ expiresAtMs, leaseId }: ItemMeta, now: number): string {
  if (leaseId !== 0) return `with lease ${leaseId}`;
  if (expiresAtMs === undefined) return 'never';
  return `in ${formatContact(Math.max(Math.round(expiresAtMs - now), 0))}`;
}
