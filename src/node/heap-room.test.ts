import { describe, expect, it } from 'vitest';
import { heapShortage } from './heap-room.ts';

const gibibyte = 1024 ** 3;

describe('the room that the heap has for the store', () => {
  it('is enough for two fifths of its bytes, and for a store without a limit nobody can say', () => {
    expect(heapShortage(2 * gibibyte, 5 * gibibyte)).toBeUndefined();
    expect(heapShortage(0, gibibyte)).toBeUndefined();
  });

  it('names what the limit of the store needs, and how to give it', () => {
    expect(heapShortage(3 * gibibyte, 4 * gibibyte)).toBe(
      'store-bytes-max 3221225472 needs a heap of about 7680 MiB, this process has 4096: start it with NODE_OPTIONS=--max-old-space-size=7680',
    );
  });
});
