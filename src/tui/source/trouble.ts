import { MokvError } from '../../shared/errors.ts';
import type { Trouble } from '../facts.ts';

/** How long to wait after the first failures in a row, in milliseconds. */
export const retryLimits = { firstMs: 500, mostMs: 5000, deniedMs: 30_000 } as const;

/** Throws what is no expected failure. `nowMs` is in Unix milliseconds. */
export function troubleOf(error: unknown, nowMs: number): Trouble {
  if (!(error instanceof MokvError)) throw error;
  if (error.code === 'PERMISSION_DENIED') return { type: 'denied', message: error.message };
  return { type: 'failed', message: error.message, sinceMs: nowMs };
}

/** A policy may change, but does so seldom. */
export function retryMs(trouble: Trouble, failures: number): number {
  if (trouble.type === 'denied') return retryLimits.deniedMs;
  return Math.min(retryLimits.firstMs * 2 ** Math.min(failures, 10), retryLimits.mostMs);
}
