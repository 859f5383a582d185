import { expect, it } from 'vitest';
import { scenarioOf } from '../scenarios/scenarios.ts';
import { cellsOf, systemsFor } from './cells.ts';

it('groups the loads of all scenarios by the size of their values, the largest first', () => {
  const scenarios = ['set', 'watch'].map(scenarioOf);
  const lines = [...cellsOf({ scenarios })].map(([valueBytes, cells]) => [
    valueBytes,
    cells.map(({ scenario, inFlight }) => `${scenario.name} ${inFlight}`),
  ]);
  expect(lines).toEqual([
    [128, ['set 512', 'set 128', 'set 16', 'set 1', 'watch 1000', 'watch 100']],
    [4096, ['set 128', 'set 16']],
  ]);
});

it('leaves a system out that has nothing of the kind', () => {
  const systems = [{ name: 'mokv' as const }, { name: 'etcd' as const }];
  const cell = { valueBytes: 128, inFlight: 1 };
  expect(systemsFor({ ...cell, scenario: scenarioOf('library') }, systems)).toEqual([
    { name: 'mokv' },
  ]);
  expect(systemsFor({ ...cell, scenario: scenarioOf('set') }, systems)).toEqual(systems);
});
