import { parseArgs } from 'node:util';
import type { ScheduledFault } from './fault.ts';
import { markNames } from './marks.ts';
import { runMutants } from './mutants/run-mutants.ts';
import { profileOf, scheduleOf } from './profile.ts';
import { explain, Summary } from './report.ts';
import { type RunResult, run } from './run.ts';
import { runSeeds } from './run-seeds.ts';
import { shrink } from './shrink.ts';

const usage = `Runs simulated clusters, each decided by its seed alone.

  node test/sim/simulate.ts [options]

  --seed S       the first seed (1)
  --seeds N      how many (100)
  --minutes M    virtual minutes with faults for each (1)
  --jobs J       processes (1)
  --faults LIST  replay the first seed with only these faults, by number, or 'none'
  --no-shrink    report a failure without looking for fewer faults
  --marks        print how often each rare event happened; one that never did fails the run
  --mutants      instead, plant known bugs one by one; each must be found within --seeds
  --only TEXT    with --mutants: only those whose name contains this
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    faults: { type: 'string' },
    shrink: { type: 'boolean', default: true },
    marks: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const range = {
  first: numberOf('seed', values.seed),
  count: numberOf('seeds', values.seeds),
  minutes: numberOf('minutes', values.minutes),
  jobs: numberOf('jobs', values.jobs),
};

if (values.help) print(usage);
else if (values.mutants)
  process.exitCode = await runMutants({ ...range, only: values.only, print });
else if (values.faults !== undefined) process.exitCode = replay(values.faults);
else process.exitCode = await simulate();

async function simulate(): Promise<number> {
  const started = performance.now();
  const summary = new Summary();
  let first: RunResult | undefined;
  await runSeeds(range, (result) => {
    summary.add(result);
    if (result.violation === undefined) return 'goOn';
    first = result;
    return 'enough';
  });
  print(summary.describe(performance.now() - started, process.cpuUsage().user / 1000));
  if (first !== undefined) return report(first);
  return values.marks ? reportMarks(summary) : 0;
}

function report(result: RunResult): number {
  const profile = profileOf(result.seed, range.minutes);
  const atMs = result.violation?.atMs ?? 0;
  const struck = scheduleOf(profile).filter(({ timeMs }) => timeMs <= atMs);
  const { invariant } = result.violation ?? { invariant: '' };
  const faults = values.shrink ? shrink(profile, struck, invariant) : struck;
  print(explain(run(profile, faults), profile, faults));
  return 1;
}

function replay(list: string): number {
  const profile = profileOf(range.first, range.minutes);
  const ids = new Set(list === 'none' ? [] : list.split(',').map(Number));
  const faults: readonly ScheduledFault[] = scheduleOf(profile).filter(({ id }) => ids.has(id));
  const result = run(profile, faults);
  print(`trace ${result.hash}, ${result.events} events`);
  print(explain(result, profile, faults));
  return result.violation === undefined ? 0 : 1;
}

function reportMarks({ marks }: Summary): number {
  for (const name of markNames)
    print(`${String(marks.counts.get(name) ?? 0).padStart(10)}  ${name}`);
  const missing = marks.missing();
  if (missing.length > 0) print(`never happened: ${missing.join(', ')}`);
  return missing.length > 0 ? 1 : 0;
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`--${name} ${text}: a number above 0`);
  return value;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
