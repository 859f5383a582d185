import type { LoadPlan, Measured } from '../load/plan.ts';
import { startLoad } from '../load/start-load.ts';
import type { System } from '../systems/system.ts';

export type SystemLoad = Omit<LoadPlan, 'system' | 'target' | 'pids'>;

/** Puts a load on the leader of a system. */
export async function loadOn(system: System, load: SystemLoad): Promise<Measured> {
  const target = await system.leader();
  return await startLoad({ ...load, system: system.name, target, pids: system.pids });
}

const limits = {
  /** Larger ones would not fit into what a server takes of a request at once. */
  batchedValueBytes: 512,
} as const;

/** Sets every key once, as fast as it goes. */
export async function setEveryKey(
  system: System,
  { keys, valueBytes }: Pick<LoadPlan, 'keys' | 'valueBytes'>,
): Promise<void> {
  const isBatched = valueBytes <= limits.batchedValueBytes;
  const load = isBatched
    ? { scenario: 'batch-64', inFlight: 8 }
    : { scenario: 'set', inFlight: 128 };
  const { failures } = await loadOn(system, {
    ...load,
    ...{ keys, valueBytes, until: { type: 'everyKey' } },
  });
  if (failures > 0) throw new Error(`${failures} of ${keys} keys of ${system.name} were not set`);
}
