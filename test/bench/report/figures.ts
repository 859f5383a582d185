import type { LoadResult, SystemLabel } from '../measure/results.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';
import { p99Ratio, rateRatio } from './ratios.ts';

/** A ratio that mokv aims at, for each number in flight. */
interface Aim {
  readonly scenario: string;
  readonly nodes: number;
  readonly system: SystemLabel;
  readonly atLeast: Readonly<Record<number, number>>;
}

const aims: readonly Aim[] = [
  {
    ...{ scenario: 'set', nodes: 3, system: 'mokv plain' },
    atLeast: { 1: 1, 16: 1.6, 128: 1.5, 512: 1.4 },
  },
  {
    ...{ scenario: 'set', nodes: 3, system: 'mokv TLS' },
    atLeast: { 1: 1.2, 16: 2, 128: 2.5, 512: 2.5 },
  },
  {
    ...{ scenario: 'set', nodes: 1, system: 'mokv plain' },
    atLeast: { 1: 0.8, 16: 1.1, 128: 0.9, 512: 0.8 },
  },
  ...(['mokv plain', 'mokv TLS'] as const).flatMap((system): Aim[] => [
    {
      ...{ scenario: 'get', nodes: 3, system },
      atLeast: { 1: 1.5, 16: 1.3, 128: 0.9, 512: 0.9 },
    },
    { scenario: 'pipeline-16', nodes: 3, system, atLeast: { 16: 6, 64: 6 } },
    { scenario: 'pipeline-64', nodes: 3, system, atLeast: { 16: 6, 64: 6 } },
    { scenario: 'library', nodes: 3, system, atLeast: { 128: 8 } },
  ]),
];

const aimedValueBytes = 128;

export interface Figure {
  readonly what: string;
  readonly aim: number;
  readonly measured: number;
  readonly isReached: boolean;
}

/** What was measured of the ratios that mokv aims at. */
export function figuresOf(loads: readonly LoadResult[]): Figure[] {
  return aims.flatMap(({ scenario, nodes, system, atLeast }) =>
    Object.entries(atLeast).flatMap(([inFlight, aim]) => {
      const load = loads.find(
        (other) =>
          other.scenario === scenario &&
          other.nodes === nodes &&
          other.system === system &&
          other.inFlight === Number(inFlight) &&
          other.valueBytes === aimedValueBytes,
      );
      const measured = load && rateRatio(load, loads);
      if (measured === undefined) return [];
      const { title, words } = scenarioOf(scenario);
      const size = `${nodes} node${nodes === 1 ? '' : 's'}`;
      const what = `${title}, ${size}, ${system}, ${inFlight} ${words.inFlight}`;
      return [{ what, aim, measured, isReached: measured >= aim }];
    }),
  );
}

/** Results of mokv whose 99th percentile is above etcd's at the same load, and how far. */
export function slowerTails(
  loads: readonly LoadResult[],
): { readonly load: LoadResult; readonly ratio: number }[] {
  return loads.flatMap((load) => {
    if (scenarioOf(load.scenario).ratioTo !== 'etcd') return [];
    const ratio = p99Ratio(load, loads) ?? 0;
    return ratio > 1 ? [{ load, ratio }] : [];
  });
}
