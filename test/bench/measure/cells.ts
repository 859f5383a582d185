import type { LoadPlan } from '../load/plan.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { BenchSettings } from '../settings.ts';
import type { System } from '../systems/system.ts';

/** One scenario at one load. */
export interface Cell extends Pick<LoadPlan, 'inFlight' | 'valueBytes'> {
  readonly scenario: Scenario;
}

/**
 * In the order in which they are measured: by size, because all keys are set anew for each, and from the most
 * in flight down, because a runtime that compiles what it runs often would not get there with one call at a time.
 */
export function cellsOf({ scenarios }: Pick<BenchSettings, 'scenarios'>): Map<number, Cell[]> {
  const cells = scenarios.flatMap((scenario) =>
    scenario.sizes.flatMap(({ valueBytes, inFlight: list }) =>
      list.toReversed().map((inFlight) => ({ scenario, valueBytes, inFlight })),
    ),
  );
  return Map.groupBy(cells, ({ valueBytes }) => valueBytes);
}

/** From how many keys the loads with such values draw. */
export function keysOf(
  { keys, largeKeys }: Pick<BenchSettings, 'keys' | 'largeKeys'>,
  valueBytes: number,
): number {
  return valueBytes < 1024 ? keys : largeKeys;
}

/** Those that have something to do in the scenario. */
export function systemsFor<Named extends Pick<System, 'name'>>(
  { scenario }: Cell,
  systems: readonly Named[],
): readonly Named[] {
  return systems.filter(({ name }) => scenario[name] !== undefined);
}
