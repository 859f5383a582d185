import type { LoadResult, SystemLabel } from '../measure/results.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';

/** Of the rates; above 1 the result is faster. Undefined without anything to compare with. */
export function rateRatio(load: LoadResult, loads: readonly LoadResult[]): number | undefined {
  const baseline = baselineOf(load, loads);
  return baseline && load.operationsPerSecond / baseline.operationsPerSecond;
}

/** Of the 99th percentiles; above 1 the result is slower. */
export function p99Ratio(load: LoadResult, loads: readonly LoadResult[]): number | undefined {
  const baseline = baselineOf(load, loads);
  return baseline && load.p99Ms / baseline.p99Ms;
}

/** What a result is compared with: etcd with the same security, or another scenario on the same system. */
function baselineOf(load: LoadResult, loads: readonly LoadResult[]): LoadResult | undefined {
  const { ratioTo } = scenarioOf(load.scenario);
  const scenario = ratioTo === 'etcd' ? load.scenario : ratioTo.scenario;
  const system = ratioTo === 'etcd' ? etcdBeside(load.system) : load.system;
  const found = loads.find(
    (other) =>
      other.scenario === scenario &&
      other.system === system &&
      other.nodes === load.nodes &&
      other.inFlight === load.inFlight &&
      other.valueBytes === load.valueBytes,
  );
  return found === load ? undefined : found;
}

function etcdBeside(system: SystemLabel): SystemLabel {
  switch (system) {
    case 'mokv TLS':
    case 'etcd TLS':
      return 'etcd TLS';
    case 'mokv plain':
    case 'etcd plain':
      return 'etcd plain';
  }
}
