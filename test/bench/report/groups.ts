import type { LoadResult } from '../measure/results.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';

/** Results that differ only in the system and in how much was in flight, under their title, the fewest first. */
export function groups(loads: readonly LoadResult[]): Map<string, LoadResult[]> {
  const groupOf = Map.groupBy(loads, ({ scenario, nodes, valueBytes }) => {
    const size = valueBytes < 1024 ? `${valueBytes} B` : `${valueBytes / 1024} KiB`;
    return `${scenarioOf(scenario).title}, ${nodes} node${nodes === 1 ? '' : 's'}, ${size}`;
  });
  for (const group of groupOf.values()) group.sort((one, other) => one.inFlight - other.inFlight);
  return groupOf;
}
