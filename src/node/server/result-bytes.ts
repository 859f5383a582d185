import type { mokv } from '../../api/gen/messages.js';

/** What a result costs beside keys and values, about. */
const resultBytes = 64;

/** How large a result is in a message, about. */
export function resultBytesOf(result: mokv.v1.IOperationResult): number {
  const { get, set, delete: deletion, txn } = result;
  if (get) return itemBytesOf(get);
  if (set?.previous) return itemBytesOf(set.previous);
  if (deletion?.previous) return itemBytesOf(deletion.previous);
  if (txn) {
    return (txn.results ?? []).reduce((sum, one) => sum + resultBytesOf(one), resultBytes);
  }
  return resultBytes;
}

interface MessageItem {
  readonly key?: string | null;
  readonly value?: Uint8Array | null;
}

/** How large an item is in a message, about. */
export function itemBytesOf({ key, value }: MessageItem): number {
  return resultBytes + (key?.length ?? 0) + (value?.length ?? 0);
}
