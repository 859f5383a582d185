// How long whole commands take, from their start to their end: node, mokv and, where it is installed, etcdctl, in turn.
//   node scripts/build.ts && node test/bench/startup.ts --runs 25
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasProgram } from '../support/has-program.ts';
import { measureCommands } from './measure/measure-commands.ts';
import { settingsOf } from './settings.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '25' } } });
const settings = settingsOf(['--quick']);
const directory = await mkdtemp(join(tmpdir(), 'mokv-startup-'));
try {
  if (settings === undefined) throw new Error('--quick stands for settings');
  const hasEtcd = hasProgram('etcd', 'The runs of etcdctl', '--version');
  const run = { settings, directory, hasEtcd, progress: () => undefined };
  const results = await measureCommands(run, Number(values.runs));
  const [node] = results;
  for (const { command, medianMs, cpuMs } of results) {
    const ratio = node === undefined ? 1 : medianMs / node.medianMs;
    const columns = [medianMs.toFixed(1), `${ratio.toFixed(2)}x`, `CPU ${cpuMs.toFixed(1)}`];
    process.stdout.write(
      `${command.padEnd(24)}${columns.map((text) => text.padEnd(10)).join('')}\n`,
    );
  }
} finally {
  await rm(directory, { recursive: true });
}
