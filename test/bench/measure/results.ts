import type { Measured } from '../load/plan.ts';
import type { System } from '../systems/system.ts';

export type SystemLabel = `${System['name']} ${System['security']}`;

/** One cell of the comparison: a system under one load. */
export interface LoadResult {
  readonly scenario: string;
  readonly nodes: number;
  readonly system: SystemLabel;
  readonly valueBytes: number;
  readonly inFlight: number;
  /** The median of each figure over all rounds. */
  readonly callsPerSecond: number;
  /** Those that failed do not count. */
  readonly operationsPerSecond: number;
  readonly serverCpuMicrosPerOperation: number;
  readonly clientCpuMicrosPerOperation: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  /** Of all rounds. */
  readonly failures: number;
}

export interface MemoryResult {
  readonly system: SystemLabel;
  readonly keys: number;
  readonly bytesPerKey: number;
}

export interface CommandResult {
  readonly command: string;
  readonly medianMs: number;
  readonly cpuMs: number;
}

/** One repeated call without TLS, as two programs measure it. */
export interface CrossCheck {
  readonly scenario: string;
  readonly nodes: number;
  readonly system: SystemLabel;
  readonly inFlight: number;
  /** Medians over all rounds. */
  readonly callsPerSecond: number;
  readonly h2loadCallsPerSecond: number;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly node: string;
  readonly mokv: string;
  /** Undefined where it is not installed. */
  readonly etcd: string | undefined;
  readonly h2load: string | undefined;
}

export interface Results {
  readonly date: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly loads: readonly LoadResult[];
  readonly memory: readonly MemoryResult[];
  readonly commands: readonly CommandResult[];
  /** Empty where h2load is not installed or not asked. */
  readonly crossChecks: readonly CrossCheck[];
}

export function labelOf({ name, security }: System): SystemLabel {
  return `${name} ${security}`;
}

export function summarised(
  cell: Pick<LoadResult, 'scenario' | 'nodes' | 'system' | 'valueBytes' | 'inFlight'>,
  rounds: readonly Measured[],
): LoadResult {
  const of = (figure: (measured: Measured) => number): number => median(rounds.map(figure));
  return {
    ...cell,
    callsPerSecond: of(({ calls, seconds }) => calls / seconds),
    operationsPerSecond: of(
      ({ operations, failures, seconds }) => (operations - failures) / seconds,
    ),
    serverCpuMicrosPerOperation: of(
      ({ serverCpuSeconds, operations }) => (serverCpuSeconds / operations) * 1e6,
    ),
    clientCpuMicrosPerOperation: of(
      ({ clientCpuSeconds, operations }) => (clientCpuSeconds / operations) * 1e6,
    ),
    p50Ms: of(({ latencyMs }) => latencyMs.p50),
    p99Ms: of(({ latencyMs }) => latencyMs.p99),
    p999Ms: of(({ latencyMs }) => latencyMs.p999),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  if (sorted.length % 2 === 1) return middle;
  return (middle + (sorted[sorted.length / 2 - 1] ?? Number.NaN)) / 2;
}
