import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { keyAt } from '../load/key-source.ts';
import { cpuSecondsOfEndedChildren } from '../load/process-cpu.ts';
import { etcdctlFlags } from '../systems/etcd-system.ts';
import { mokvBinary } from '../systems/mokv-system.ts';
import type { System } from '../systems/system.ts';
import { loadOn } from './load-on.ts';
import { type CommandResult, median } from './results.ts';
import { type BenchRun, withSystems } from './start-systems.ts';

const key = keyAt(0);
const onlyKey = {
  scenario: 'set',
  inFlight: 1,
  valueBytes: 128,
  keys: 1,
  until: { type: 'everyKey' },
} as const;

interface Command {
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Whole processes, from their start to their end, that read one key of one node. */
export function measureCommands(run: BenchRun, runs: number): Promise<CommandResult[]> {
  return withSystems(run, { nodes: 1, securities: ['TLS'] }, async (systems) => {
    for (const system of systems) await loadOn(system, onlyKey);
    const commands = [nothing(), help(), ...(await Promise.all(systems.map(getOf)))];
    const samples = commands.map((command) => ({ command, wallMs: [], cpuMs: [] }) as Samples);
    for (const { command } of samples) runOnce(command); // fills caches of files and code
    for (let round = 0; round < runs; round += 1) {
      for (const sample of samples) addTo(sample);
    }
    return samples.map(({ command, wallMs, cpuMs }) => ({
      command: command.title,
      medianMs: median(wallMs),
      // Ticks of 10 ms are too coarse for one run, not for the mean of many.
      cpuMs: cpuMs.reduce((sum, ms) => sum + ms, 0) / runs,
    }));
  });
}

interface Samples {
  readonly command: Command;
  readonly wallMs: number[];
  readonly cpuMs: number[];
}

function addTo({ command, wallMs, cpuMs }: Samples): void {
  const cpu = cpuSecondsOfEndedChildren();
  const started = performance.now();
  runOnce(command);
  wallMs.push(performance.now() - started);
  cpuMs.push((cpuSecondsOfEndedChildren() - cpu) * 1000);
}

function nothing(): Command {
  return { title: 'node -e 0', program: process.execPath, args: ['-e', '0'], env: {} };
}

function help(): Command {
  const args = [mokvBinary, '--help'];
  return { title: 'mokv --help', program: process.execPath, args, env: { HOME: homedir() } };
}

async function getOf(system: System): Promise<Command> {
  const target = await system.leader();
  if (system.name === 'etcd') {
    const args = [...etcdctlFlags(target), 'get', key];
    return { title: `etcdctl get, ${system.security}`, program: 'etcdctl', args, env: {} };
  }
  const env = {
    // mokv keeps compiled code there.
    HOME: homedir(),
    MOKV_ENDPOINTS: `${target.host}:${target.port}`,
    MOKV_CACERT: target.tls?.ca,
    MOKV_CERT: target.tls?.cert,
    MOKV_KEY: target.tls?.key,
  };
  return { title: 'mokv get', program: process.execPath, args: [mokvBinary, 'get', key], env };
}

function runOnce({ title, program, args, env }: Command): void {
  const { PATH } = process.env;
  const { status, stderr } = spawnSync(program, args, { env: { PATH, ...env } });
  if (status !== 0) throw new Error(`${title} failed: ${stderr}`);
}
