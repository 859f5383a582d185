// Measures mokv against etcd: npm run bench, or, with options (--help names them),
//   node test/bench/bench.ts --quick
// Rates of one run can be compared with each other and with nothing else; see docs/benchmarks.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from '../support/has-program.ts';
import { estimateSeconds, loadCount } from './measure/estimate.ts';
import { describeMachine } from './measure/machine.ts';
import { measureCommands } from './measure/measure-commands.ts';
import { measureCrossChecks } from './measure/measure-cross-checks.ts';
import { measureLoads } from './measure/measure-loads.ts';
import { measureMemory } from './measure/measure-memory.ts';
import type { Results } from './measure/results.ts';
import type { BenchRun } from './measure/start-systems.ts';
import { profileReport } from './profile/profile-report.ts';
import { markdownOf } from './report/markdown.ts';
import { writeReport } from './report/write-report.ts';
import { type BenchSettings, settingsOf, usage } from './settings.ts';

const settings = settingsOf(process.argv.slice(2));
if (settings === undefined) process.stdout.write(usage);
else await bench(settings);

async function bench(chosen: BenchSettings): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mokv-bench-'));
  const hasEtcd = hasProgram('etcd', 'The rounds of etcd', '--version');
  const hasH2load =
    chosen.hasCrossCheck && hasProgram('h2load', 'Comparisons with h2load', '--version');
  const started = performance.now();
  const progress = (line: string): void => {
    const minutes = ((performance.now() - started) / 60_000).toFixed(1);
    process.stderr.write(`${minutes.padStart(5)} min  ${line}\n`);
  };
  const run = { settings: { ...chosen, hasCrossCheck: hasH2load }, directory, hasEtcd, progress };
  progress(expectation(run));
  try {
    const results = await measure(run);
    process.stdout.write(markdownOf(results));
    if (chosen.outDirectory !== undefined) await writeReport(chosen.outDirectory, results);
    if (chosen.profileDirectory !== undefined) {
      process.stdout.write(await profileReport(chosen.profileDirectory));
    }
  } finally {
    await rm(directory, { recursive: true });
  }
}

function expectation({ settings: wanted, hasEtcd }: BenchRun): string {
  const minutes = Math.ceil(estimateSeconds(wanted, hasEtcd) / 60);
  const loads = loadCount(wanted, hasEtcd) * wanted.nodeCounts.length;
  return `${loads} loads in ${wanted.rounds} rounds: about ${minutes} min on an idle machine`;
}

async function measure(run: BenchRun): Promise<Results> {
  const { rounds, memoryKeys, commandRuns, hasCrossCheck } = run.settings;
  const part = (name: string): BenchRun => ({ ...run, directory: join(run.directory, name) });
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(run.hasEtcd, hasCrossCheck),
    rounds,
    loads: await measureLoads(part('loads')),
    crossChecks: hasCrossCheck ? await measureCrossChecks(part('cross-checks')) : [],
    commands: commandRuns === undefined ? [] : await measureCommands(part('commands'), commandRuns),
    memory: memoryKeys === undefined ? [] : await measureMemory(part('memory'), memoryKeys),
  };
}
