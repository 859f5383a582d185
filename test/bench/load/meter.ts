import { createHistogram } from 'node:perf_hooks';
import type { Measured } from './plan.ts';
import { cpuSecondsOf } from './process-cpu.ts';

/** Counts what a load does and how long that takes, from its start or the last `restart`. */
export class Meter {
  readonly #pids: readonly number[];
  readonly #latency = createHistogram({ figures: 3 });
  #calls = 0;
  #operations = 0;
  #failures = 0;
  #began: Began;

  /** @param pids the processes of the servers */
  constructor(pids: readonly number[]) {
    this.#pids = pids;
    this.#began = beginning(pids);
  }

  /** What was counted so far was to warm up. */
  restart(): void {
    this.#latency.reset();
    this.#calls = 0;
    this.#operations = 0;
    this.#failures = 0;
    this.#began = beginning(this.#pids);
  }

  /** One call has ended. */
  count(sentMs: number, operations: number, failures: number): void {
    this.#latency.record(Math.max(1, Math.round((performance.now() - sentMs) * 1e6)));
    this.#calls += 1;
    this.#operations += operations;
    this.#failures += failures;
  }

  measured(): Measured {
    const ms = (percentile: number): number => this.#latency.percentile(percentile) / 1e6;
    return {
      calls: this.#calls,
      operations: this.#operations,
      failures: this.#failures,
      seconds: (performance.now() - this.#began.atMs) / 1000,
      serverCpuSeconds: cpuSecondsOf(this.#pids) - this.#began.serverCpuSeconds,
      clientCpuSeconds: cpuSecondsOf([process.pid]) - this.#began.clientCpuSeconds,
      latencyMs: { p50: ms(50), p99: ms(99), p999: ms(99.9) },
    };
  }
}

interface Began {
  readonly atMs: number;
  readonly serverCpuSeconds: number;
  readonly clientCpuSeconds: number;
}

function beginning(pids: readonly number[]): Began {
  return {
    atMs: performance.now(),
    serverCpuSeconds: cpuSecondsOf(pids),
    clientCpuSeconds: cpuSecondsOf([process.pid]),
  };
}
