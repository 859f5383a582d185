import { shownPicture } from './shown.ts';
import type { DashboardState } from './state.ts';

/** The cluster answers and nothing is wrong with it that an operator should mend: `mokv doctor` says the same. */
export function isHealthy(state: DashboardState): boolean {
  return unhealthyReason(state) === undefined;
}

/** The worst of it, not escaped; undefined: healthy. */
export function unhealthyReason(state: DashboardState): string | undefined {
  const { connection, cluster } = state;
  if (connection.type === 'stale') return connection.reason;
  if (cluster.trouble !== undefined) return cluster.trouble.message;
  const picture = shownPicture(state);
  return picture === undefined ? 'nothing has been heard of the cluster' : picture.alarms[0];
}
