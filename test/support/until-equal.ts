import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** Waits until `probe` gives this value; fails like `expect` otherwise. Fit for concurrent tests. */
export async function untilEqual<Value>(
  what: string,
  probe: () => Promise<Value>,
  expected: Value,
): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const found = await probe();
    if (isDeepStrictEqual(found, expected)) return;
    if (performance.now() > deadline) expect(found, what).toEqual(expected);
    await delay(100);
  }
}
