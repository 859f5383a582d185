import type { mokv } from '../../api/gen/messages.js';
import type { HostPort } from '../../shared/host-port.ts';
import {
  type EventRow,
  type LoadBucket,
  type OperationKind,
  type OperationLoad,
  operationKinds,
} from '../facts.ts';
import type { SourceContext } from './source-context.ts';
import { retryLimits, retryMs, troubleOf } from './trouble.ts';

const limits = {
  /** All that a node remembers of its load. */
  historySeconds: 900,
  /** Of what happened before, from each node. */
  pastEvents: 200,
} as const;

/** Follows what one node tells of its load and of what happens, from where it was before a failure. */
export class NodeStreams {
  readonly #context: SourceContext;
  readonly #id: string;
  readonly #at: HostPort;
  #lastSecond = 0;
  #lastEvent = { timeMs: 0, cursor: 0 };
  readonly #failures = { load: 0, events: 0 };

  constructor(context: SourceContext, id: string, at: HostPort) {
    this.#context = context;
    this.#id = id;
    this.#at = at;
  }

  /** @returns after how many milliseconds to begin anew. */
  async followLoad(signal: AbortSignal): Promise<number> {
    const { client, inbox } = this.#context;
    const missing = Math.ceil(Date.now() / 1000) - this.#lastSecond;
    const seconds = Math.min(Math.max(missing, 1), limits.historySeconds);
    try {
      const call = { at: this.#at, signal };
      for await (const bucket of client.cluster.stats({ seconds, follow: true }, call)) {
        this.#failures.load = 0;
        this.#lastSecond = Math.max(this.#lastSecond, bucket.second);
        inbox.addBucket(this.#id, bucketOf(bucket));
      }
      return retryLimits.firstMs;
    } catch (error) {
      return this.#failed('load', error, signal);
    }
  }

  /** Cursors begin anew when a node does, times do not: what was told before is known by both. */
  async followEvents(signal: AbortSignal): Promise<number> {
    const { client, inbox } = this.#context;
    try {
      const request = { last: limits.pastEvents, follow: true };
      const call = { at: this.#at, signal };
      for await (const event of client.cluster.events(request, call)) {
        this.#failures.events = 0;
        const { timeMs, cursor } = this.#lastEvent;
        if (event.timeMs < timeMs || (event.timeMs === timeMs && event.cursor <= cursor)) continue;
        this.#lastEvent = { timeMs: event.timeMs, cursor: event.cursor };
        inbox.addEvent(eventOf(event));
      }
      return retryLimits.firstMs;
    } catch (error) {
      return this.#failed('events', error, signal);
    }
  }

  /** That a node does not answer shows in its row; the others go on filling the pane. */
  #failed(part: 'load' | 'events', error: unknown, signal: AbortSignal): number {
    if (signal.aborted) return 0;
    const trouble = troubleOf(error, Date.now());
    if (trouble.type === 'denied')
      this.#context.inbox.add({ type: 'trouble', part, trouble }, 'soon');
    this.#failures[part] += 1;
    return retryMs(trouble, this.#failures[part]);
  }
}

function bucketOf(bucket: mokv.v1.StatsBucket): LoadBucket {
  const { second, loopDelayUs, rssBytes, heapBytes, keys, watchEvents, cpuPermille } = bucket;
  const operations = bucket.operations.map(loadOf).filter((load) => load !== undefined);
  return {
    ...{ second, operations, loopDelayUs, rssBytes, heapBytes, keys, watchEvents, cpuPermille },
  };
}

function loadOf(operation: mokv.v1.IOperationStats): OperationLoad | undefined {
  const { count, errors, p50Us, p99Us, maxUs } = operation;
  const kind = operationKinds.find((one: OperationKind) => one === operation.kind);
  if (kind === undefined || !count) return undefined;
  return {
    kind,
    count,
    errors: errors ?? 0,
    p50Us: p50Us ?? 0,
    p99Us: p99Us ?? 0,
    maxUs: maxUs ?? 0,
  };
}

function eventOf({ nodeId, cursor, timeMs, type, text, cause }: mokv.v1.ClusterEvent): EventRow {
  return {
    id: `${nodeId} ${timeMs} ${cursor}`,
    timeMs,
    tellers: [nodeId],
    type,
    text,
    cause: cause === '' ? undefined : cause,
  };
}
