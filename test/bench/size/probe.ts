// Preloaded into a node (--import): says over the IPC channel how its event loop and its memory are.
import { createHistogram, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { threadCpuUsage } from 'node:process';

/** How a node was since it was last asked. */
export interface NodeReading {
  /** By how much a timer of 10 ms came late. */
  readonly delayMs: Spread;
  /** The same in CPU time of the thread: what other processes took of the machine is not in it. */
  readonly heldMs: Spread;
  /** The longest that the collector held the event loop. */
  readonly longestCollectionMs: number;
  readonly heapUsedBytes: number;
  readonly rssBytes: number;
}

export interface Spread {
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** `collected`: the heap is read behind a full collection. */
export type Question = 'reading' | 'collected';

const resolutionMs = 10;

const delays = monitorEventLoopDelay({ resolution: resolutionMs });
delays.enable();
const held = createHistogram();
let lastCpu = threadCpuUsage();
const noteHeld = (): void => {
  const { user, system } = threadCpuUsage();
  held.record(Math.max(1, (user + system - lastCpu.user - lastCpu.system) * 1000));
  lastCpu = { user, system };
};
setInterval(noteHeld, resolutionMs).unref();
let longestCollectionMs = 0;
const noteCollections = (entries: readonly { readonly duration: number }[]): void => {
  for (const { duration } of entries) longestCollectionMs = Math.max(longestCollectionMs, duration);
};
const collections = new PerformanceObserver((list) => noteCollections(list.getEntries()));
collections.observe({ entryTypes: ['gc'] });

process.on('message', (question: Question) => {
  noteCollections(collections.takeRecords());
  noteHeld();
  const answered = { delayMs: spreadOf(delays), heldMs: spreadOf(held), longestCollectionMs };
  if (question === 'collected') globalThis.gc?.();
  const { heapUsed: heapUsedBytes, rss: rssBytes } = process.memoryUsage();
  const reading: NodeReading = { ...answered, heapUsedBytes, rssBytes };
  process.send?.(reading);
  // What a full collection took belongs to nobody's phase.
  setImmediate(() => {
    collections.takeRecords();
    longestCollectionMs = 0;
    delays.reset();
    held.reset();
    lastCpu = threadCpuUsage();
  });
});
process.channel?.unref();

function spreadOf(histogram: { percentile(at: number): number; readonly max: number }): Spread {
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  return {
    p99: late(histogram.percentile(99)),
    p999: late(histogram.percentile(99.9)),
    max: late(histogram.max),
  };
}
