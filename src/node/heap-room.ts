const limits = {
  /** What a byte of keys and values takes of the heap: about two and a half with values of 128 B, less with longer ones. */
  heapBytesPerByte: 2.5,
} as const;

const mebibyte = 1024 * 1024;

/**
 * Why a store of so many bytes does not fit into this heap, and what to do; undefined when it does or has no limit.
 * V8 ends a process whose heap is full, and takes a higher limit only when it starts.
 */
export function heapShortage(storeBytesMax: number, heapBytesMax: number): string | undefined {
  const neededBytes = storeBytesMax * limits.heapBytesPerByte;
  if (neededBytes <= heapBytesMax) return undefined;
  const needed = Math.ceil(neededBytes / mebibyte);
  const have = Math.floor(heapBytesMax / mebibyte);
  return `store-bytes-max ${storeBytesMax} needs a heap of about ${needed} MiB, this process has ${have}: start it with NODE_OPTIONS=--max-old-space-size=${needed}`;
}
