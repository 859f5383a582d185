import { ownEndpoint } from './endpoints.ts';
import { conflictQuery } from './internal-queries.ts';
import type { Endpoint } from './messages.ts';
import type { NodeState } from './node-table.ts';
import { startQuery } from './own-queries.ts';
import type { GossipState } from './state.ts';

/**
 * Somebody at another address claims the name of a node that is still here; the claim is not taken in.
 * When the name is ours, the others decide who keeps it (serf-wire §6.7).
 */
export function nameClaimed(state: GossipState, node: NodeState, claimed: Endpoint): void {
  const { name, endpoint: known } = node;
  state.outbox.report({ type: 'nameConflict', name, known, claimed: ownEndpoint(claimed) });
  if (node === state.nodes.self) askWhoseName(state);
}

function askWhoseName(state: GossipState): void {
  for (const { purpose } of state.ownQueries.values()) {
    if (purpose === 'nameConflict') return;
  }
  const payload = Buffer.from(state.name);
  startQuery(state, { name: conflictQuery, payload }, 'nameConflict');
}
