import type { ValuePreview } from '../facts.ts';

/** A copy: a view would keep the whole message in memory that the value came in. */
export function previewOf(value: Uint8Array, bytes: number): ValuePreview {
  return { head: Uint8Array.from(value.subarray(0, bytes)), sizeBytes: value.length };
}
