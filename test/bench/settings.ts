import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioOf, scenarios } from './scenarios.ts';

export interface BenchSettings {
  readonly scenarios: readonly string[];
  readonly nodeCounts: readonly number[];
  readonly inFlight: readonly number[];
  readonly valueBytes: readonly number[];
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /** Keys are drawn from so many, all of them set before the first round. */
  readonly keys: number;
  /** Keys of the memory measurement; undefined: it is left out. */
  readonly memoryKeys: number | undefined;
  /** Runs of each command line; undefined: they are left out. */
  readonly commandRuns: number | undefined;
  /** Where the CPU profiles of mokv's nodes go; undefined: none, they would cost time. */
  readonly profileDirectory: string | undefined;
  /** Where the table, the numbers and the chart go; undefined: the table is only printed. */
  readonly outDirectory: string | undefined;
}

export const usage = `Measures mokv and, where it is installed, etcd: the same calls in turn, on this machine.
  --quick        short rounds, few scenarios
  --only NAME    one scenario: ${scenarios.map(({ name }) => name).join(', ')}
  --rounds N     rounds of each measurement, of which the median counts
  --profile      leave a CPU profile of each node of mokv, and say where; best with --only
  --out DIR      where the results go; by default docs/benchmarks, and nowhere with the options above
`;

const full = {
  scenarios: scenarios.map(({ name }) => name),
  nodeCounts: [1, 3],
  inFlight: [1, 16, 128, 512],
  valueBytes: [128, 4096],
  rounds: 5,
  warmUpMs: 500,
  measuredMs: 2000,
  keys: 100_000,
  memoryKeys: 1_000_000,
  commandRuns: 20,
};

const quick = {
  ...full,
  scenarios: ['set', 'get'],
  inFlight: [16, 128],
  valueBytes: [128],
  rounds: 3,
  measuredMs: 1000,
  keys: 10_000,
  memoryKeys: undefined,
  commandRuns: 5,
};

const loadsOnly = { memoryKeys: undefined, commandRuns: undefined };

/** Undefined when the user asks for help. */
export function settingsOf(args: readonly string[]): BenchSettings | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { quick: flag, help: flag, profile: flag, only: text, rounds: text, out: text },
  });
  if (values.help) return undefined;
  const { quick: isQuick, only, profile } = values;
  const isPart = isQuick || profile || only !== undefined;
  const base = isQuick ? quick : full;
  return {
    ...base,
    ...(only === undefined ? {} : { scenarios: [scenarioOf(only).name] }),
    ...(profile || only !== undefined ? loadsOnly : {}),
    rounds: values.rounds === undefined ? base.rounds : positive(values.rounds),
    profileDirectory: profile ? mkdtempSync(join(tmpdir(), 'mokv-profiles-')) : undefined,
    outDirectory: values.out ?? (isPart ? undefined : 'docs/benchmarks'),
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--rounds needs a whole number above 0, not "${text}"`);
}
