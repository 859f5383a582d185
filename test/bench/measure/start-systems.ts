import { join } from 'node:path';
import type { BenchSettings } from '../settings.ts';
import { startEtcd } from '../systems/etcd-system.ts';
import { startMokv } from '../systems/mokv-system.ts';
import type { Security, System } from '../systems/system.ts';

export interface BenchRun {
  readonly settings: BenchSettings;
  readonly directory: string;
  readonly hasEtcd: boolean;
  progress(line: string): void;
}

/** Calls `use` with a running cluster of each system, and stops them all. */
export async function withSystems<Result>(
  run: BenchRun,
  { nodes, securities }: { readonly nodes: number; readonly securities: readonly Security[] },
  use: (systems: readonly System[]) => Promise<Result>,
): Promise<Result> {
  const { profileDirectory } = run.settings;
  run.progress(`starting ${nodes} node${nodes === 1 ? '' : 's'} of each system`);
  const systems: System[] = [];
  try {
    for (const start of run.hasEtcd ? [startMokv, startEtcd] : [startMokv]) {
      for (const security of securities) {
        const name = `${start === startMokv ? 'mokv' : 'etcd'}-${security}-${nodes}`;
        const profiles = profileDirectory && join(profileDirectory, `${nodes}-nodes-${security}`);
        const directory = join(run.directory, name);
        systems.push(await start({ nodes, security, directory, profileDirectory: profiles }));
      }
    }
    return await use(systems);
  } finally {
    for (const system of systems) await system.stop();
  }
}
