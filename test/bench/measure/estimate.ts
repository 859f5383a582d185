import type { BenchSettings } from '../settings.ts';
import { cellsOf, keysOf, systemsFor } from './cells.ts';

/** What things took on the machine on which this was written, with 2 cores. */
const costs = {
  startOfSystemsSeconds: 10,
  startOfLoadSeconds: 0.8,
  keysPerSecond: 12_000,
  largeKeysPerSecond: 3000,
  commandSeconds: 0.15,
  crossCheckedLoads: 16,
} as const;

/** How long a run takes, in seconds, as far as that can be known before. */
export function estimateSeconds(settings: BenchSettings, hasEtcd: boolean): number {
  const { nodeCounts, memoryKeys = 0, commandRuns = 0 } = settings;
  const names = hasEtcd ? (['mokv', 'etcd'] as const) : (['mokv'] as const);
  const systems = names.length * settings.securities.length;
  const preloads = [...cellsOf(settings).keys()].map(
    (valueBytes) =>
      keysOf(settings, valueBytes) /
      (valueBytes < 1024 ? costs.keysPerSecond : costs.largeKeysPerSecond),
  );
  const perNodeCount =
    costs.startOfSystemsSeconds +
    sum(preloads) * systems +
    loadCount(settings, hasEtcd) * secondsOfLoad(settings);
  return (
    perNodeCount * nodeCounts.length +
    (memoryKeys / costs.keysPerSecond) * names.length +
    commandRuns * (names.length + 2) * costs.commandSeconds +
    (settings.hasCrossCheck
      ? costs.crossCheckedLoads * settings.rounds * secondsOfLoad(settings)
      : 0)
  );
}

/** Of one number of nodes. */
export function loadCount(settings: BenchSettings, hasEtcd: boolean): number {
  const names = hasEtcd ? (['mokv', 'etcd'] as const) : (['mokv'] as const);
  const systems = names.map((name) => ({ name }));
  const cells = [...cellsOf(settings).values()].flat();
  const perRound = sum(cells.map((cell) => systemsFor(cell, systems).length));
  return perRound * settings.securities.length * settings.rounds;
}

function secondsOfLoad({ warmUpMs, measuredMs }: BenchSettings): number {
  return costs.startOfLoadSeconds + (warmUpMs + measuredMs) / 1000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
