import type { Measured } from '../load/plan.ts';
import type { System } from '../systems/system.ts';
import { type Cell, cellsOf, keysOf, systemsFor } from './cells.ts';
import { loadOn, setEveryKey } from './load-on.ts';
import { type LoadResult, labelOf, summarised } from './results.ts';
import { type BenchRun, withSystems } from './start-systems.ts';

/** Every load on every system. Only those that are compared run at the same time: an idle node takes some of a core. */
export async function measureLoads(run: BenchRun): Promise<LoadResult[]> {
  const results: LoadResult[] = [];
  const { nodeCounts, securities } = run.settings;
  for (const nodes of nodeCounts) {
    for (const security of securities) {
      await withSystems(run, { nodes, securities: [security] }, async (systems) => {
        results.push(...(await measureSystems(run, systems)));
      });
    }
  }
  return results;
}

async function measureSystems(run: BenchRun, systems: readonly System[]): Promise<LoadResult[]> {
  const { settings, progress } = run;
  const results: LoadResult[] = [];
  for (const [valueBytes, cells] of cellsOf(settings)) {
    const keys = keysOf(settings, valueBytes);
    for (const system of systems) {
      progress(`${labelOf(system)}: setting ${keys} keys of ${valueBytes} B`);
      await setEveryKey(system, { keys, valueBytes });
    }
    if (results.length === 0) for (const system of systems) system.startProfiles();
    for (const cell of cells) {
      results.push(...(await interleaved(run, systemsFor(cell, systems), cell)));
    }
  }
  return results;
}

/** The systems take turns, so that what the machine does meanwhile hits all of them. */
async function interleaved(
  { settings, progress }: BenchRun,
  systems: readonly System[],
  { scenario, inFlight, valueBytes }: Cell,
): Promise<LoadResult[]> {
  const { warmUpMs, measuredMs } = settings;
  const keys = keysOf(settings, valueBytes);
  const load = { scenario: scenario.name, inFlight, valueBytes };
  const plan = { ...load, keys, until: { type: 'time', warmUpMs, measuredMs } } as const;
  const measured = new Map<System, Measured[]>(systems.map((system) => [system, []]));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const system of systems) measured.get(system)?.push(await loadOn(system, plan));
  }
  return [...measured].map(([system, rounds]) => {
    const { nodes } = system;
    const result = summarised({ ...load, nodes, system: labelOf(system) }, rounds);
    progress(lineOf(result, scenario.words.inFlight));
    return result;
  });
}

function lineOf(result: LoadResult, unit: string): string {
  const columns = [
    `${result.nodes} x ${result.system}`.padEnd(14),
    result.scenario.padEnd(14),
    `${result.valueBytes} B`.padStart(7),
    `${result.inFlight} ${unit}`.padStart(14),
    `${result.operationsPerSecond.toFixed(0)}/s`.padStart(10),
    `p99 ${result.p99Ms.toFixed(1)} ms`.padStart(13),
    `CPU ${result.serverCpuMicrosPerOperation.toFixed(1)} us`.padStart(12),
    `client ${result.clientCpuMicrosPerOperation.toFixed(1)} us`.padStart(15),
  ];
  if (result.failures > 0) columns.push(`${result.failures} FAILED`);
  return columns.join(' ');
}
