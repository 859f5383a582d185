import { MokvError } from '../../shared/errors.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import { broadcastSerf } from './dissemination.ts';
import { internalPrefix, pingQuery } from './internal-queries.ts';
import type { Query, QueryFilter } from './messages.ts';
import { waitFor } from './open-queries.ts';
import { takeQuery } from './queries.ts';
import { defaultQueryTimeout } from './scales.ts';
import type { GossipState, OwnQuery } from './state.ts';

const limits = {
  /** serf-wire §6.6, encoded */
  queryBytesMax: 1024,
  ownQueriesMax: 256,
  relayFactorMax: 5,
} as const;

export interface QueryRequest {
  readonly name: string;
  readonly payload: Uint8Array;
  readonly filters?: readonly QueryFilter[];
  /** Ask each member to say at once that the query came through. */
  readonly wantsAck?: boolean;
  readonly relayFactor?: number;
  /** By default long enough for the size of the pool. */
  readonly timeoutMs?: number;
}

/**
 * Asks all members that the filters match, this node included. Returns the id under which answers are
 * reported. Throws INVALID_ARGUMENT for a query that is too long and RESOURCE_EXHAUSTED when too many
 * are under way.
 */
export function startQuery(
  state: GossipState,
  request: QueryRequest,
  purpose: OwnQuery['purpose'],
): number {
  // Of the votes about our own name there is only one at a time, and it must not fail.
  if (purpose !== 'nameConflict' && state.ownQueries.size >= limits.ownQueriesMax) {
    throw new MokvError(
      'RESOURCE_EXHAUSTED',
      `${limits.ownQueriesMax} gossip queries are under way, and no more are allowed`,
      { hint: 'wait until some of them are over' },
    );
  }
  if (purpose === 'application' && isReserved(request.name)) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `the name of a gossip query must not start with ${internalPrefix}`,
    );
  }
  const query = queryOf(state, request);
  const bytes = encodeSerfMessage(query).length;
  if (bytes > limits.queryBytesMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `a gossip query of ${bytes} bytes: at most ${limits.queryBytesMax} are allowed`,
    );
  }
  state.ownQueries.set(query.id, {
    ltime: query.ltime,
    purpose,
    until: state.now + waitFor(query),
    ackedBy: new Set(),
    answeredBy: new Set(),
    votes: 0,
  });
  takeQuery(state, query);
  broadcastSerf(state, 'queries', query);
  return query.id;
}

function queryOf(state: GossipState, request: QueryRequest): Query {
  const { name, payload, filters = [], wantsAck = false, relayFactor = 0, timeoutMs } = request;
  return {
    type: 'query',
    ...state.nodes.self.endpoint,
    ltime: state.clocks.query.time,
    id: freeId(state),
    sourceNode: state.name,
    filters,
    wantsAck,
    noBroadcast: false,
    relayFactor: Math.min(relayFactor, limits.relayFactorMax),
    timeoutMs: timeoutMs ?? defaultQueryTimeout(state.settings, state.nodes.size),
    name,
    payload,
  };
}

/** `_serf_ping` is for everybody: its acks show who can be reached. */
function isReserved(name: string): boolean {
  return name.startsWith(internalPrefix) && name !== pingQuery;
}

/** A u32 at random: other nodes may use the same Lamport time. */
function freeId({ random, ownQueries }: GossipState): number {
  let id = Math.floor(random() * 2 ** 31);
  while (ownQueries.has(id)) id = (id + 1) % 2 ** 31;
  return id;
}
