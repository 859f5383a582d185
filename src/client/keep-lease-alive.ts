import { setTimeout as delay } from 'node:timers/promises';

/** How many times a lease is kept in the time that it has. */
const keepsPerTtl = 3;

/** Resolves with the milliseconds that the lease has from then on. */
export type KeepLease = (call: {
  readonly deadline?: number;
  readonly signal: AbortSignal;
}) => Promise<number>;

/**
 * Keeps a lease until the signal, then resolves. Rejects with NOT_FOUND when it has ended, or with the last
 * failure when nobody could be reached for as long as it lasts.
 */
export async function keepLeaseAlive(keep: KeepLease, signal: AbortSignal): Promise<void> {
  let deadline: number | undefined;
  try {
    for (;;) {
      const asked = Date.now();
      const ttlMs = await keep(deadline === undefined ? { signal } : { deadline, signal });
      deadline = asked + ttlMs;
      await delay(ttlMs / keepsPerTtl, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
