import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Scenario } from './scenarios/scenario.ts';
import { scenarioOf, scenarios } from './scenarios/scenarios.ts';
import type { Security } from './systems/system.ts';

export interface BenchSettings {
  readonly scenarios: readonly Scenario[];
  readonly nodeCounts: readonly number[];
  readonly securities: readonly Security[];
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /** Keys are drawn from so many, all of them set before the first round. */
  readonly keys: number;
  /** As `keys`, of values of 1 KiB and more. */
  readonly largeKeys: number;
  /** Keys of the memory measurement; undefined: it is left out. */
  readonly memoryKeys: number | undefined;
  /** Runs of each command line; undefined: they are left out. */
  readonly commandRuns: number | undefined;
  /** Whether h2load is asked, too, where it is installed. */
  readonly hasCrossCheck: boolean;
  /** Where the CPU profiles of mokv's nodes go; undefined: none, they would cost time. */
  readonly profileDirectory: string | undefined;
  /** Where the table, the numbers and the chart go; undefined: the table is only printed. */
  readonly outDirectory: string | undefined;
}

export const usage = `Measures mokv and, where it is installed, etcd: the same work in turn, on this machine.
  --quick        short rounds, few scenarios
  --only NAME    one scenario, or several with commas between them: ${scenarios.map(({ name }) => name).join(', ')}
  --h2load       with --only or --quick: also ask h2load how fast plain unary calls are
  --rounds N     rounds of each measurement, of which the median counts
  --profile      leave a CPU profile of each node of mokv, and say what is in them; best with --only
  --out DIR      where the results go; by default docs/benchmarks, and nowhere with the options above
`;

const full = {
  scenarios,
  nodeCounts: [1, 3],
  securities: ['TLS', 'plain'],
  rounds: 3,
  warmUpMs: 500,
  measuredMs: 1500,
  keys: 100_000,
  largeKeys: 25_000,
  memoryKeys: 1_000_000,
  commandRuns: 20,
  hasCrossCheck: true,
} as const;

const quick = {
  ...full,
  scenarios: ['set', 'get'].map(scenarioOf).map(short),
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
    options: {
      ...{ quick: flag, help: flag, profile: flag, h2load: flag },
      ...{ only: text, rounds: text, out: text },
    },
  });
  if (values.help) return undefined;
  const { quick: isQuick, only, profile } = values;
  const isPart = isQuick || profile || only !== undefined;
  const base = isQuick ? quick : full;
  return {
    ...base,
    ...(only === undefined ? {} : { scenarios: only.split(',').map(scenarioOf) }),
    ...(profile || only !== undefined ? loadsOnly : {}),
    rounds: values.rounds === undefined ? base.rounds : positive(values.rounds),
    hasCrossCheck: values.h2load || !isPart,
    profileDirectory: profile ? mkdtempSync(join(tmpdir(), 'mokv-profiles-')) : undefined,
    outDirectory: values.out ?? (isPart ? undefined : 'docs/benchmarks'),
  };
}

function short(scenario: Scenario): Scenario {
  return { ...scenario, sizes: [{ valueBytes: 128, inFlight: [16, 128] }] };
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--rounds needs a whole number above 0, not "${text}"`);
}
