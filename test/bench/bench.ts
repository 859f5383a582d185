// Measures mokv against etcd: npm run bench, or, with options (--help names them),
//   node test/bench/bench.ts --quick
// Rates of one run can be compared with each other and with nothing else; see docs/benchmarks.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from '../support/has-program.ts';
import { describeMachine } from './measure/machine.ts';
import { measureCommands } from './measure/measure-commands.ts';
import { type LoadRun, measureLoads } from './measure/measure-loads.ts';
import { measureMemory } from './measure/measure-memory.ts';
import type { Results } from './measure/results.ts';
import { markdownOf } from './report/markdown.ts';
import { writeReport } from './report/write-report.ts';
import { type BenchSettings, settingsOf, usage } from './settings.ts';

const settings = settingsOf(process.argv.slice(2));
if (settings === undefined) process.stdout.write(usage);
else await bench(settings);

async function bench(chosen: BenchSettings): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mokv-bench-'));
  const hasEtcd = hasProgram('etcd', 'The rounds of etcd', '--version');
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const results = await measure({ settings: chosen, directory, hasEtcd, progress });
    process.stdout.write(markdownOf(results));
    if (chosen.outDirectory !== undefined) await writeReport(chosen.outDirectory, results);
    if (chosen.profileDirectory !== undefined) progress(`profiles: ${chosen.profileDirectory}`);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function measure(run: LoadRun): Promise<Results> {
  const { rounds, memoryKeys, commandRuns } = run.settings;
  const part = (name: string): LoadRun => ({ ...run, directory: join(run.directory, name) });
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(run.hasEtcd),
    rounds,
    loads: await measureLoads(part('loads')),
    commands: commandRuns === undefined ? [] : await measureCommands(part('commands'), commandRuns),
    memory: memoryKeys === undefined ? [] : await measureMemory(part('memory'), memoryKeys),
  };
}
