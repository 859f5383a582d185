import type { LoadResult } from '../measure/results.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';

/** Results that differ only in the system and in how much was in flight, under their title. */
export function groups(loads: readonly LoadResult[]): Map<string, LoadResult[]> {
  const sorted = loads.toSorted((one, other) => one.inFlight - other.inFlight);
  return Map.groupBy(sorted, ({ scenario, nodes, valueBytes }) => {
    const size = valueBytes < 1024 ? `${valueBytes} B` : `${valueBytes / 1024} KiB`;
    return `${scenarioOf(scenario).title}, ${nodes} node${nodes === 1 ? '' : 's'}, ${size}`;
  });
}
