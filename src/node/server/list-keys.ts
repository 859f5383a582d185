import { promises as timers } from 'node:timers';
import { bytesOf, textOf } from '../../shared/byte-string.ts';
import type { StoreImage } from '../kv/image.ts';

const limits = {
  /** How long a slice may hold the event loop. */
  sliceMs: 2,
  /** Keys between two looks at the clock. */
  keysPerLook: 64,
} as const;

/** Decides for each key as it comes: a right that is revoked while the list runs counts at once. */
export type KeyFilter = (key: string) => boolean;

/** What a list writes to; the response stream of a call. */
export interface KeySink {
  readonly cancelled: boolean;
  write(response: { readonly key: string; readonly value: Buffer }, sizeBytes: number): boolean;
  drained(): Promise<void>;
}

/** Writes every allowed key with its value, in byte order, in slices between which others are served. */
export async function listKeys(image: StoreImage, allows: KeyFilter, sink: KeySink): Promise<void> {
  let sliceEndMs = performance.now() + limits.sliceMs;
  let looked = 0;
  for (const [keyBytes, item] of image.entries()) {
    const key = textOf(keyBytes);
    if (allows(key)) {
      const sizeBytes = keyBytes.length + item.value.length;
      if (!sink.write({ key, value: bytesOf(item.value) }, sizeBytes)) await sink.drained();
    }
    looked += 1;
    if (looked % limits.keysPerLook === 0 && performance.now() >= sliceEndMs) {
      await timers.setImmediate();
      sliceEndMs = performance.now() + limits.sliceMs;
    }
    if (sink.cancelled) return;
  }
}
