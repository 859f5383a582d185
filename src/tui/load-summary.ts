import {
  type LoadBucket,
  type OperationKind,
  type OperationLoad,
  operationKinds,
} from './facts.ts';
import { shownAtMs } from './shown.ts';
import type { DashboardState } from './state.ts';

const limits = {
  /** Rates and latencies are over so many seconds: one alone jumps too much to be read. */
  rateSeconds: 5,
  /** A node this far behind the others is not waited for. */
  lateSeconds: 3,
} as const;

/** What is done, how fast and how well, over the seconds up to the one that is shown. */
export interface LoadSummary {
  /** Unix seconds of the last bucket. */
  readonly endSecond: number;
  /** Every kind that occurs in the window, `set` and `get` in any case. */
  readonly kinds: readonly KindSummary[];
  /** Without watches. */
  readonly all: Rates;
  /** Of set, delete and txn. */
  readonly writes: Rates;
  /** The longest delay of an event loop in the window. */
  readonly loopDelayUs: number;
}

export interface KindSummary extends Rates {
  readonly kind: OperationKind;
  /** One for each second of the window, oldest first; undefined where there is no data. */
  readonly counts: readonly (number | undefined)[];
}

/**
 * Over the last 5 seconds, but `maxUs` and `errorShare` over the window. Quantiles of several seconds and
 * nodes cannot be joined exactly: `p50Us` is their mean weighted by count, `p99Us` the largest.
 */
export interface Rates {
  readonly perSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly maxUs: number;
  /** 0 to 1. */
  readonly errorShare: number;
}

/** A watch lasts as long as somebody wants it to: that is no latency. */
const answeredKinds = operationKinds.filter((kind) => kind !== 'watch');

/** Of one node or, with undefined, of all together. Undefined while there is no data. */
export function loadSummary(
  state: DashboardState,
  nodeId: string | undefined,
  seconds: number,
): LoadSummary | undefined {
  const series = [...(state.load.latest?.value.values() ?? [])]
    .filter((one) => nodeId === undefined || one.nodeId === nodeId)
    .map(({ buckets }) => buckets);
  const endSecond = endOf(series, Math.floor(shownAtMs(state) / 1000));
  if (endSecond === undefined) return undefined;
  const bySecond = windowOf(series, endSecond, seconds);
  const kinds = operationKinds.filter(
    (kind) =>
      kind === 'set' ||
      kind === 'get' ||
      bySecond.some((buckets) => operationsOf(buckets, [kind]).length > 0),
  );
  return {
    endSecond,
    kinds: kinds.map((kind) => ({
      kind,
      counts: bySecond.map((buckets) =>
        buckets.length === 0 ? undefined : sum(operationsOf(buckets, [kind]), ({ count }) => count),
      ),
      ...ratesOf(bySecond, [kind]),
    })),
    all: ratesOf(bySecond, answeredKinds),
    writes: ratesOf(bySecond, ['set', 'delete', 'txn']),
    loopDelayUs: Math.max(0, ...bySecond.flat().map(({ loopDelayUs }) => loopDelayUs)),
  };
}

/** The last second that everybody who keeps up has told about. */
function endOf(
  series: readonly (readonly LoadBucket[])[],
  untilSecond: number,
): number | undefined {
  const ends = series
    .map((buckets) => buckets.findLast(({ second }) => second <= untilSecond)?.second)
    .filter((second) => second !== undefined);
  if (ends.length === 0) return undefined;
  const newest = Math.max(...ends);
  return Math.min(...ends.filter((second) => second > newest - limits.lateSeconds));
}

function windowOf(
  series: readonly (readonly LoadBucket[])[],
  endSecond: number,
  seconds: number,
): readonly (readonly LoadBucket[])[] {
  const window: LoadBucket[][] = Array.from({ length: seconds }, () => []);
  for (const bucket of series.flat()) window[bucket.second - endSecond + seconds - 1]?.push(bucket);
  return window;
}

function operationsOf(
  buckets: readonly LoadBucket[],
  kinds: readonly OperationKind[],
): readonly OperationLoad[] {
  return buckets.flatMap(({ operations }) => operations.filter(({ kind }) => kinds.includes(kind)));
}

function ratesOf(
  bySecond: readonly (readonly LoadBucket[])[],
  kinds: readonly OperationKind[],
): Rates {
  const all = operationsOf(bySecond.flat(), kinds);
  const recent = operationsOf(bySecond.slice(-limits.rateSeconds).flat(), kinds);
  const count = sum(recent, (one) => one.count);
  const known = bySecond.slice(-limits.rateSeconds).filter((buckets) => buckets.length > 0).length;
  return {
    perSecond: count / Math.max(known, 1),
    p50Us: count === 0 ? 0 : sum(recent, (one) => one.p50Us * one.count) / count,
    p99Us: Math.max(0, ...recent.map(({ p99Us }) => p99Us)),
    maxUs: Math.max(0, ...all.map(({ maxUs }) => maxUs)),
    errorShare:
      sum(all, ({ errors }) => errors) /
      Math.max(
        sum(all, (one) => one.count),
        1,
      ),
  };
}

function sum<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}
