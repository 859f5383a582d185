import { parseArgs } from 'node:util';
import { runWithStalls, type StallsRun } from './stalling-pool.ts';

/**
 * Counts false failures of a gossip pool with loss and stalls over many virtual hours, in runs of
 * `--hours-per-seed`, one line each; a line names the seed that repeats it.
 * `node test/sim/gossip-hours.ts --hours 500 --seed 1`
 */
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    'hours-per-seed': { type: 'string', default: '25' },
  },
});
const hours = Number(values.hours);
const hoursPerSeed = Number(values['hours-per-seed']);
const runs: StallsRun[] = [];
for (let seed = Number(values.seed), left = hours; left > 0; seed += 1, left -= hoursPerSeed) {
  const run = runWithStalls(seed, Math.min(left, hoursPerSeed));
  runs.push(run);
  print(`seed ${seed}: ${textOf(run)}`);
  for (const { at, node, event } of run.failures) print(JSON.stringify({ at, node, event }));
}
const failures = runs.flatMap((run) => run.failures);
const stalls = runs.reduce((sum, run) => sum + run.stalls, 0);
const isConverged = runs.every((run) => run.isConverged);
print(`in all: ${textOf({ hours, failures, stalls, isConverged })}`);
process.exitCode = failures.length === 0 && isConverged ? 0 : 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function textOf({ hours, failures, stalls, isConverged }: StallsRun): string {
  const end = isConverged ? 'converged at the end' : 'NOT CONVERGED at the end';
  return `${hours} virtual hours, ${stalls} stalls, ${failures.length} false failures, ${end}`;
}
