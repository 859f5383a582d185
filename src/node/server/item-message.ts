import type { api } from '../../api/gen/messages.js';
import { type ByteString, bytesOf, textOf } from '../../shared/byte-string.ts';
import type { Item } from '../kv/item.ts';

/** The fields of api.Item and api.GetResponse; what does not end, or has no lease, says nothing of it. */
export function itemMessage(key: string, item: Item): api.IItem {
  const message: api.IItem = {
    key,
    value: bytesOf(item.value),
    createRevision: item.createRevision,
    modRevision: item.modRevision,
    version: item.version,
  };
  if (item.expiresAtMs !== 0) message.expiresAtMs = item.expiresAtMs;
  if (item.leaseId !== 0) message.leaseId = item.leaseId;
  return message;
}

/** As itemMessage, without the value. */
export function keyMessage(key: ByteString, item: Item): api.IItem {
  const { value: _, ...message } = itemMessage(textOf(key), { ...item, value: '' as ByteString });
  return message;
}
