import { createHistogram, monitorEventLoopDelay, type RecordableHistogram } from 'node:perf_hooks';
import { keysService, kvService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';

const limits = {
  /** 15 minutes. */
  bucketsMax: 900,
  tickMs: 1000,
  loopResolutionMs: 10,
} as const;

export const operationKinds = ['get', 'set', 'delete', 'range', 'txn', 'watch', 'other'] as const;
export type OperationKind = (typeof operationKinds)[number];

export interface OperationBucket {
  readonly kind: OperationKind;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly maxUs: number;
}

/** One second of the life of a node. */
export interface StatisticsBucket extends NodeGauges {
  /** Unix seconds. */
  readonly second: number;
  /** Only the kinds of which there was one. */
  readonly operations: readonly OperationBucket[];
  /** How late the event loop was at worst. */
  readonly loopDelayUs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly cpuPermille: number;
}

interface Ended {
  readonly method: string;
  readonly durationMs: number;
  readonly error: unknown;
}

const kindOfMethod: Readonly<Record<string, OperationKind | undefined>> = {
  [kvService.get.path]: 'get',
  [kvService.set.path]: 'set',
  [kvService.delete.path]: 'delete',
  [kvService.list.path]: 'range',
  [keysService.range.path]: 'range',
  [keysService.deleteRange.path]: 'delete',
  [keysService.touch.path]: 'set',
  [keysService.txn.path]: 'txn',
  [keysService.watch.path]: 'watch',
  [keysService.import.path]: 'other',
  [keysService.grantLease.path]: 'other',
  [keysService.keepLease.path]: 'other',
  [keysService.revokeLease.path]: 'other',
};

/** That a key is absent or a condition does not hold is an answer, not an error of the node. */
export function isAnswer(code: string): boolean {
  return code === 'NOT_FOUND' || code === 'CONDITION_FAILED';
}

/** What is read once a second. */
export interface NodeGauges {
  readonly keys: number;
  readonly revision: number;
  readonly appliedIndex: number;
}

/** Counts operations by the second and remembers 15 minutes of it, so that a chart is full from the start. */
export class Statistics {
  readonly #gauges: () => NodeGauges;
  readonly #counters = new Map(operationKinds.map((kind) => [kind, new OperationCounter(kind)]));
  readonly #loop = monitorEventLoopDelay({ resolution: limits.loopResolutionMs });
  readonly #buckets: StatisticsBucket[] = [];
  readonly #followers = new Set<(bucket: StatisticsBucket) => void>();
  readonly #timer: NodeJS.Timeout;
  #cpu = process.cpuUsage();
  #cpuReadMs = performance.now();

  constructor(gauges: () => NodeGauges) {
    this.#gauges = gauges;
    this.#loop.enable();
    this.#timer = setInterval(() => this.#closeBucket(), limits.tickMs);
  }

  /** Counts the methods that are one operation; batches and pipelines count theirs one by one. */
  callEnded({ method, durationMs, error }: Ended): void {
    const kind = kindOfMethod[method];
    if (kind === undefined) return;
    const failed = error !== undefined && !(error instanceof MokvError && isAnswer(error.code));
    this.operationEnded(kind, durationMs, failed);
  }

  operationEnded(kind: OperationKind, durationMs: number, failed: boolean): void {
    this.#counters.get(kind)?.record(durationMs, failed);
  }

  /** The last so many whole seconds, oldest first. */
  last(seconds: number): readonly StatisticsBucket[] {
    return seconds === 0 ? [] : this.#buckets.slice(-seconds);
  }

  /** Each second once it is over, until the returned function is called. */
  follow(follower: (bucket: StatisticsBucket) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#loop.disable();
  }

  #closeBucket(): void {
    const { rss, heapUsed } = process.memoryUsage();
    const bucket: StatisticsBucket = {
      ...this.#gauges(),
      second: Math.floor(Date.now() / 1000) - 1,
      operations: [...this.#counters.values()].flatMap((counter) => counter.take()),
      loopDelayUs: Math.max(0, Math.round(this.#loop.max / 1000) - limits.loopResolutionMs * 1000),
      rssBytes: rss,
      heapBytes: heapUsed,
      cpuPermille: this.#takeCpu(),
    };
    this.#loop.reset();
    this.#buckets.push(bucket);
    if (this.#buckets.length > limits.bucketsMax) this.#buckets.shift();
    for (const follower of this.#followers) follower(bucket);
  }

  #takeCpu(): number {
    const now = performance.now();
    const used = process.cpuUsage(this.#cpu);
    const permille = (used.user + used.system) / (now - this.#cpuReadMs);
    this.#cpu = process.cpuUsage();
    this.#cpuReadMs = now;
    return Math.round(permille);
  }
}

class OperationCounter {
  readonly #kind: OperationKind;
  readonly #durations: RecordableHistogram = createHistogram();
  #errors = 0;

  constructor(kind: OperationKind) {
    this.#kind = kind;
  }

  record(durationMs: number, failed: boolean): void {
    this.#durations.record(Math.max(1, Math.round(durationMs * 1000)));
    if (failed) this.#errors += 1;
  }

  /** What was counted since the last time. */
  take(): OperationBucket[] {
    const { count, max } = this.#durations;
    if (count === 0) return [];
    const bucket = {
      kind: this.#kind,
      count,
      errors: this.#errors,
      p50Us: this.#durations.percentile(50),
      p99Us: this.#durations.percentile(99),
      maxUs: max,
    };
    this.#durations.reset();
    this.#errors = 0;
    return [bucket];
  }
}
