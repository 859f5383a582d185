import { createHistogram } from 'node:perf_hooks';
import { type Random, seededRandom } from '../../../src/shared/random.ts';
import { type RequestEncoder, scenarioOf } from '../scenarios.ts';
import { openConnection } from './open-connection.ts';
import type { LoadPlan, Measured, Until } from './plan.ts';
import { cpuSecondsOf } from './process-cpu.ts';
import type { UnaryConnection } from './unary-connection.ts';

const limits = {
  /** As many calls as servers commonly let one connection have in flight. */
  callsPerConnection: 128,
} as const;

/** Keeps `inFlight` unary calls open, a new one for each answer, and measures. */
export async function closedLoop(plan: LoadPlan): Promise<Measured> {
  const count = Math.ceil(plan.inFlight / limits.callsPerConnection);
  const connections = await Promise.all(
    Array.from({ length: count }, () => openConnection(plan.target)),
  );
  const loop = new Loop(plan, Date.now());
  for (let call = 0; call < plan.inFlight; call += 1) {
    const connection = connections[call % count];
    if (connection !== undefined) loop.next(connection);
  }
  for (const connection of connections) connection.flush();
  return await loop.finished;
}

class Loop {
  readonly finished: Promise<Measured>;
  readonly #plan: LoadPlan;
  readonly #encode: RequestEncoder;
  readonly #random: Random;
  readonly #value: Buffer;
  readonly #latency = createHistogram({ figures: 3 });
  readonly #resolve: (measured: Measured) => void;
  #window: Window;
  #issued = 0;
  #answered = 0;
  #operations = 0;
  #failures = 0;

  constructor(plan: LoadPlan, seed: number) {
    this.#plan = plan;
    this.#encode = scenarioOf(plan.scenario)[plan.system];
    this.#random = seededRandom(seed);
    this.#value = Buffer.alloc(plan.valueBytes, 'v');
    const { promise, resolve } = Promise.withResolvers<Measured>();
    this.finished = promise;
    this.#resolve = resolve;
    this.#window = openWindow(plan);
    if (plan.until.type === 'time') this.#schedule(plan.until);
  }

  next(connection: UnaryConnection): void {
    const { until, keys } = this.#plan;
    if (until.type === 'everyKey' && this.#issued === keys) return;
    const dice = this.#random();
    const position = until.type === 'everyKey' ? this.#issued : Math.floor(this.#random() * keys);
    this.#issued += 1;
    const { path, message, operations } = this.#encode({
      key: `user:${`${position}`.padStart(15, '0')}`,
      value: this.#value,
      dice,
    });
    const sentMs = performance.now();
    connection.call(path, message, (isOk) => {
      this.#latency.record(Math.max(1, Math.round((performance.now() - sentMs) * 1e6)));
      this.#operations += operations;
      this.#failures += isOk ? 0 : 1;
      this.#answered += 1;
      if (until.type === 'everyKey' && this.#answered === keys) this.#finish();
      else this.next(connection);
    });
  }

  #schedule({ warmUpMs, measuredMs }: Until & { type: 'time' }): void {
    setTimeout(() => {
      this.#latency.reset();
      this.#operations = 0;
      this.#failures = 0;
      this.#window = openWindow(this.#plan);
      setTimeout(() => this.#finish(), measuredMs);
    }, warmUpMs);
  }

  #finish(): void {
    const ms = (percentile: number): number => this.#latency.percentile(percentile) / 1e6;
    this.#resolve({
      operations: this.#operations,
      failures: this.#failures,
      seconds: (performance.now() - this.#window.startedMs) / 1000,
      serverCpuSeconds: cpuSecondsOf(this.#plan.pids) - this.#window.serverCpuSeconds,
      clientCpuSeconds: cpuSecondsOf([process.pid]) - this.#window.clientCpuSeconds,
      latencyMs: { p50: ms(50), p99: ms(99), p999: ms(99.9) },
    });
  }
}

interface Window {
  readonly startedMs: number;
  readonly serverCpuSeconds: number;
  readonly clientCpuSeconds: number;
}

function openWindow({ pids }: LoadPlan): Window {
  return {
    startedMs: performance.now(),
    serverCpuSeconds: cpuSecondsOf(pids),
    clientCpuSeconds: cpuSecondsOf([process.pid]),
  };
}
