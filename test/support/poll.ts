import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `probe` gives something, and gives it back. The pause between two looks costs nothing but
 * time; what is waited for is the condition. Throws after `deadlineMs`, naming what never came.
 */
export async function until<Found>(
  what: string,
  probe: () => Promise<Found | undefined> | Found | undefined,
  deadlineMs = 30_000,
): Promise<Found> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${deadlineMs} ms for ${what}`);
    await delay(20);
  }
}
