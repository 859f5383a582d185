import { readFileSync } from 'node:fs';
import type { System } from '../systems/system.ts';
import { type LoadRun, loadOn, startSystems } from './measure-loads.ts';
import { labelOf, type MemoryResult } from './results.ts';

const load = {
  scenario: 'set',
  inFlight: 128,
  valueBytes: 128,
  until: { type: 'everyKey' },
} as const;

/** How much a node grows in memory by keys of 20 B with values of 128 B. */
export async function measureMemory(run: LoadRun, keys: number): Promise<MemoryResult[]> {
  const systems = await startSystems(run, 1);
  const results: MemoryResult[] = [];
  try {
    for (const system of systems) {
      const before = residentBytes(system);
      await loadOn(system, { ...load, keys });
      const bytesPerKey = (residentBytes(system) - before) / keys;
      results.push({ system: labelOf(system), keys, bytesPerKey });
      run.progress(
        `${labelOf(system)}: ${bytesPerKey.toFixed(0)} B of memory a key at ${keys} keys`,
      );
    }
  } finally {
    for (const system of systems) await system.stop();
  }
  return results;
}

function residentBytes({ pids }: System): number {
  return pids.reduce((sum, pid) => {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return sum + Number(kib) * 1024;
  }, 0);
}
