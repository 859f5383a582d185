import { join } from 'node:path';
import type { LoadPlan, Measured } from '../load/plan.ts';
import { startLoad } from '../load/start-load.ts';
import type { BenchSettings } from '../settings.ts';
import { startEtcd } from '../systems/etcd-system.ts';
import { startMokv } from '../systems/mokv-system.ts';
import type { System } from '../systems/system.ts';
import { type LoadResult, labelOf, summarised } from './results.ts';

const preloadInFlight = 128;

export interface LoadRun {
  readonly settings: BenchSettings;
  readonly directory: string;
  readonly hasEtcd: boolean;
  progress(line: string): void;
}

/** Every load on every system, for each number of nodes. */
export async function measureLoads(run: LoadRun): Promise<LoadResult[]> {
  const results: LoadResult[] = [];
  for (const nodes of run.settings.nodeCounts) {
    const systems = await startSystems(run, nodes);
    try {
      results.push(...(await measureSystems(run, systems)));
    } finally {
      for (const system of systems) await system.stop();
    }
  }
  return results;
}

export async function startSystems(run: LoadRun, nodes: number): Promise<System[]> {
  const { settings, hasEtcd } = run;
  const request = (name: string) => ({
    nodes,
    directory: join(run.directory, `${name}-${nodes}`),
    profileDirectory:
      settings.profileDirectory && join(settings.profileDirectory, `${nodes}-nodes`),
  });
  run.progress(`starting ${nodes} node${nodes === 1 ? '' : 's'} of each system`);
  const systems = [await startMokv(request('mokv'))];
  if (!hasEtcd) return systems;
  systems.push(await startEtcd(request('etcd-tls'), 'TLS'));
  systems.push(await startEtcd(request('etcd-plain'), 'plain'));
  return systems;
}

async function measureSystems(run: LoadRun, systems: readonly System[]): Promise<LoadResult[]> {
  const { settings } = run;
  const results: LoadResult[] = [];
  for (const valueBytes of settings.valueBytes) {
    for (const system of systems) await preload(run, system, valueBytes);
    for (const scenario of settings.scenarios) {
      for (const inFlight of settings.inFlight) {
        results.push(...(await interleaved(run, systems, { scenario, inFlight, valueBytes })));
      }
    }
  }
  return results;
}

async function preload(
  { settings: { keys }, progress }: LoadRun,
  system: System,
  valueBytes: number,
): Promise<void> {
  progress(`${labelOf(system)}: setting ${keys} keys of ${valueBytes} B`);
  await loadOn(system, {
    scenario: 'set',
    inFlight: preloadInFlight,
    keys,
    valueBytes,
    until: { type: 'everyKey' },
  });
}

/** The systems take turns, so that what the machine does meanwhile hits all of them. */
async function interleaved(
  { settings, progress }: LoadRun,
  systems: readonly System[],
  load: Pick<LoadPlan, 'scenario' | 'inFlight' | 'valueBytes'>,
): Promise<LoadResult[]> {
  const { keys, warmUpMs, measuredMs } = settings;
  const plan = { ...load, keys, until: { type: 'time', warmUpMs, measuredMs } } as const;
  const measured = new Map<System, Measured[]>(systems.map((system) => [system, []]));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const system of systems) measured.get(system)?.push(await loadOn(system, plan));
  }
  return [...measured].map(([system, rounds]) => {
    const result = summarised({ ...load, nodes: system.nodes, system: labelOf(system) }, rounds);
    progress(lineOf(result));
    return result;
  });
}

export async function loadOn(
  system: System,
  load: Omit<LoadPlan, 'system' | 'target' | 'pids'>,
): Promise<Measured> {
  const target = await system.leader();
  return await startLoad({ ...load, system: system.name, target, pids: system.pids });
}

function lineOf(result: LoadResult): string {
  const columns = [
    `${result.nodes} x ${result.system}`.padEnd(14),
    result.scenario.padEnd(10),
    `${result.valueBytes} B`.padStart(7),
    `${result.inFlight} in flight`.padStart(14),
    `${result.operationsPerSecond.toFixed(0)}/s`.padStart(10),
    `p99 ${result.p99Ms.toFixed(1)} ms`.padStart(13),
    `CPU ${result.serverCpuMicrosPerOperation.toFixed(0)} us`.padStart(12),
  ];
  if (result.failures > 0) columns.push(`${result.failures} FAILED`);
  return columns.join(' ');
}
