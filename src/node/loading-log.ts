import type { Logger } from '../shared/logger.ts';
import type { LoadProgress } from './replica-disk.ts';

const limits = {
  /** A snapshot that is loaded faster is not worth a line, and there is no more than one in that time. */
  intervalMs: 1000,
} as const;

/** Tells how far snapshots are loaded, one after the other. */
export function loadingLog(log: Logger, now: () => number): (progress: LoadProgress) => void {
  let lastBytes = Number.POSITIVE_INFINITY;
  let toldMs = 0;
  return ({ keys, bytes, bytesTotal }) => {
    const isNew = bytes <= lastBytes;
    lastBytes = bytes;
    if (isNew) toldMs = now();
    if (now() - toldMs < limits.intervalMs) return;
    toldMs = now();
    const percent = Math.floor((bytes / bytesTotal) * 100);
    log.info({ keys, bytes, bytesTotal, percent }, 'loading a snapshot');
  };
}
