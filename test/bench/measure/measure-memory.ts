import { readFileSync } from 'node:fs';
import type { System } from '../systems/system.ts';
import { setEveryKey } from './load-on.ts';
import { labelOf, type MemoryResult } from './results.ts';
import { type BenchRun, withSystems } from './start-systems.ts';

const valueBytes = 128;

/** How much a node grows in memory by keys of 20 B with values of 128 B. TLS holds no key. */
export function measureMemory(run: BenchRun, keys: number): Promise<MemoryResult[]> {
  return withSystems(run, { nodes: 1, securities: ['TLS'] }, async (systems) => {
    const results: MemoryResult[] = [];
    for (const system of systems) {
      const before = residentBytes(system);
      await setEveryKey(system, { keys, valueBytes });
      const bytesPerKey = (residentBytes(system) - before) / keys;
      results.push({ system: labelOf(system), keys, bytesPerKey });
      run.progress(
        `${labelOf(system)}: ${bytesPerKey.toFixed(0)} B of memory a key at ${keys} keys`,
      );
    }
    return results;
  });
}

function residentBytes({ pids }: System): number {
  return pids.reduce((sum, pid) => {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return sum + Number(kib) * 1024;
  }, 0);
}
