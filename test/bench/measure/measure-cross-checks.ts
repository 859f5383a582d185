import { join } from 'node:path';
import { keyAt } from '../load/key-source.ts';
import type { Call } from '../scenarios/scenario.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';
import type { System } from '../systems/system.ts';
import { h2loadRate } from './h2load.ts';
import { loadOn } from './load-on.ts';
import { type CrossCheck, labelOf, median } from './results.ts';
import { type BenchRun, withSystems } from './start-systems.ts';

const checks = {
  nodes: 3,
  scenarios: ['set', 'get'],
  inFlight: [16, 128],
  valueBytes: 128,
  /** h2load sends one body again and again, so both programs use one key. */
  keys: 1,
} as const;

/** What another generator gets out of the same servers in the same minutes. */
export function measureCrossChecks(run: BenchRun): Promise<CrossCheck[]> {
  return withSystems(run, { nodes: checks.nodes, securities: ['plain'] }, async (systems) => {
    const results: CrossCheck[] = [];
    for (const system of systems) {
      await loadOn(system, {
        ...checks,
        scenario: 'set',
        inFlight: 1,
        until: { type: 'everyKey' },
      });
      for (const scenario of checks.scenarios) {
        for (const inFlight of checks.inFlight) {
          results.push(await crossChecked(run, system, { scenario, inFlight }));
        }
      }
    }
    return results;
  });
}

async function crossChecked(
  { settings, directory, progress }: BenchRun,
  system: System,
  cell: Pick<CrossCheck, 'scenario' | 'inFlight'>,
): Promise<CrossCheck> {
  const { warmUpMs, measuredMs, rounds } = settings;
  const { valueBytes, keys } = checks;
  const call = repeatedCall(cell.scenario, system);
  const bodyFile = join(directory, 'body');
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const until = { type: 'time', warmUpMs, measuredMs } as const;
    const { calls, seconds } = await loadOn(system, { ...cell, keys, valueBytes, until });
    own.push(calls / seconds);
    const { inFlight } = cell;
    const repeated = { call, inFlight, warmUpMs, measuredMs, bodyFile };
    theirs.push(await h2loadRate(await system.leader(), repeated));
  }
  const rates = { callsPerSecond: median(own), h2loadCallsPerSecond: median(theirs) };
  const result = { ...cell, ...rates, nodes: system.nodes, system: labelOf(system) };
  progress(
    `${system.nodes} x ${result.system} ${cell.scenario}, ${cell.inFlight} in flight, one key: ` +
      `${rates.callsPerSecond.toFixed(0)}/s, by h2load ${rates.h2loadCallsPerSecond.toFixed(0)}/s`,
  );
  return result;
}

function repeatedCall(scenario: string, { name }: System): Call {
  const load = scenarioOf(scenario)[name];
  if (load?.type !== 'calls') throw new Error(`${scenario} is no single call of ${name}`);
  const keys = { next: () => keyAt(0), isExhausted: () => false };
  return load.encode({ keys, value: Buffer.alloc(checks.valueBytes, 'v'), dice: 0 });
}
