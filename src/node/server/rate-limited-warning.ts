import type { Logger } from '../../shared/logger.ts';

const limits = { intervalMs: 1000 } as const;

/** Logs a warning that strangers can cause: at most one a second, with the number left out. */
export function rateLimitedWarning(log: Logger, now: () => number): Logger['warn'] {
  let nextMs = Number.NEGATIVE_INFINITY;
  let suppressed = 0;
  return (facts, message) => {
    const at = now();
    if (at < nextMs) {
      suppressed += 1;
      return;
    }
    log.warn(suppressed === 0 ? facts : { ...facts, suppressed }, message);
    nextMs = at + limits.intervalMs;
    suppressed = 0;
  };
}
