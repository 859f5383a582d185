import { randomBytes } from 'node:crypto';
import type { KvClient } from '../client/kv-client.ts';
import { type ErrorCode, MokvError } from '../shared/errors.ts';
import { LatencyHistogram } from './latency-histogram.ts';

const limits = {
  /** Keys that are written at the same time before it begins. */
  preparing: 64,
} as const;

export interface Load {
  /** Of all keys that are touched. */
  readonly prefix: string;
  readonly keys: number;
  readonly valueBytes: number;
  /** 0 to 1. */
  readonly readShare: number;
  /** That each wait for the answer before they ask again. */
  readonly clients: number;
  readonly durationMs: number;
}

export interface LoadResult {
  /** Of the measured part. */
  readonly elapsedMs: number;
  readonly reads: LatencyHistogram;
  readonly writes: LatencyHistogram;
  readonly errors: ReadonlyMap<ErrorCode, number>;
}

/** Is told of each operation that is done. */
type Tell = () => void;

/** Writes every key once. Rejects with the first failure. */
export async function prepareKeys(client: KvClient, load: Load, signal: AbortSignal, tell: Tell) {
  const value = randomBytes(load.valueBytes);
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let number = next++; number < load.keys; number = next++) {
      await client.set(keyOf(load, number), value, { signal });
      tell();
    }
  };
  await Promise.all(Array.from({ length: Math.min(limits.preparing, load.keys) }, writer));
}

/** Closed loops over random keys until the time is over. Failures are counted; a caller's wish to stop ends it. */
export async function runLoad(
  client: KvClient,
  load: Load,
  signal: AbortSignal,
  tell: Tell,
): Promise<LoadResult> {
  const reads = new LatencyHistogram();
  const writes = new LatencyHistogram();
  const errors = new Map<ErrorCode, number>();
  const value = randomBytes(load.valueBytes);
  const begunMs = performance.now();
  const endMs = begunMs + load.durationMs;
  const one = async (): Promise<void> => {
    const key = keyOf(load, Math.floor(Math.random() * load.keys));
    const isRead = Math.random() < load.readShare;
    const startedMs = performance.now();
    const failure = await failureOf(
      isRead ? client.get(key, { signal }) : client.set(key, value, { signal }),
    );
    const took = (performance.now() - startedMs) * 1000;
    if (failure === undefined) (isRead ? reads : writes).record(took);
    else if (!signal.aborted) errors.set(failure, (errors.get(failure) ?? 0) + 1);
    tell();
  };
  const loop = async (): Promise<void> => {
    while (performance.now() < endMs && !signal.aborted) await one();
  };
  await Promise.all(Array.from({ length: load.clients }, loop));
  return { elapsedMs: performance.now() - begunMs, reads, writes, errors };
}

async function failureOf(call: Promise<unknown>): Promise<ErrorCode | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof MokvError) return error.code;
    throw error;
  }
}

function keyOf({ prefix }: Load, number: number): string {
  return `${prefix}${number}`;
}
