import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { version } from '../../../src/cli/version.ts';
import { etcdVersion } from '../systems/etcd-system.ts';
import { h2loadVersion } from './h2load.ts';
import type { Machine } from './results.ts';

export function describeMachine(hasEtcd: boolean, hasH2load = false): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGib: Math.round(totalmem() / 1024 ** 3),
    kernel: release(),
    node: process.version,
    mokv: `${version}${commitSuffix()}`,
    etcd: hasEtcd ? etcdVersion() : undefined,
    h2load: hasH2load ? h2loadVersion() : undefined,
  };
}

/** Nothing outside a checkout. */
function commitSuffix(): string {
  try {
    const args = ['describe', '--always', '--dirty'];
    return ` (${execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim()})`;
  } catch {
    return '';
  }
}
