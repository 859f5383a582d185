import type { api } from '../../api/gen/messages.js';
import { textOf } from '../../shared/byte-string.ts';
import type { StoreImage } from '../kv/image.ts';
import { itemMessage } from './item-message.ts';
import { Slices } from './slices.ts';

/** Decides for each key as it comes: a right that is revoked while the list runs counts at once. */
export type KeyFilter = (key: string) => boolean;

/** What a list writes to; the response stream of a call. */
export interface KeySink {
  readonly cancelled: boolean;
  write(response: api.IGetResponse, sizeBytes: number): boolean;
  drained(): Promise<void>;
}

/** Writes every allowed key with its value, in byte order, in slices between which others are served. */
export async function listKeys(image: StoreImage, allows: KeyFilter, sink: KeySink): Promise<void> {
  const slices = new Slices();
  for (const [keyBytes, item] of image.entries()) {
    const key = textOf(keyBytes);
    if (allows(key)) {
      const sizeBytes = keyBytes.length + item.value.length;
      if (!sink.write(itemMessage(key, item), sizeBytes)) await sink.drained();
    }
    if (slices.isOver()) await slices.next();
    if (sink.cancelled) return;
  }
}
