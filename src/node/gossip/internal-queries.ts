import { decodeSerfMessage } from './codec/serf-codec.ts';
import { memberStatusNumbers } from './member.ts';
import type { ConflictResponse, Query } from './messages.ts';
import { openQuery } from './open-queries.ts';
import type { KeyOperation } from './output.ts';
import { answerConflict } from './query-answer.ts';
import type { GossipState } from './state.ts';

/** The names of the queries that Serf itself answers (serf-wire §6.6). */
export const internalPrefix = '_serf_';
export const pingQuery = '_serf_ping';
export const conflictQuery = '_serf_conflict';

export const keyQueries: Readonly<Record<KeyOperation, string>> = {
  install: '_serf_install-key',
  use: '_serf_use-key',
  remove: '_serf_remove-key',
  list: '_serf_list-keys',
};

const keyOperations = new Map(
  (Object.keys(keyQueries) as KeyOperation[]).map((operation) => [
    keyQueries[operation],
    operation,
  ]),
);

/** A query for the Serf layer. `pingQuery` needs no more than its ack. Throws CORRUPT. */
export function serveInternal(state: GossipState, query: Query): void {
  if (query.name === conflictQuery) serveConflict(state, query);
  const operation = keyOperations.get(query.name);
  if (operation === undefined) return;
  const key = keyOf(query, operation);
  const queryId = openQuery(state, query);
  const { sourceNode } = query;
  state.outbox.report({ type: 'keyQuery', queryId, operation, key, sourceNode });
}

/** Whom do we know by that name? The bearer of the name itself says nothing (serf-wire §6.7). */
function serveConflict(state: GossipState, query: Query): void {
  const name = Buffer.from(query.payload).toString('utf8');
  if (name === state.name) return;
  answerConflict(state, query, beliefAbout(state, name));
}

function beliefAbout(state: GossipState, name: string): ConflictResponse {
  const member = state.members.get(name);
  if (member === undefined) return { type: 'conflictResponse', member: undefined };
  const { endpoint, tags, vsn } = member;
  const status = memberStatusNumbers[member.status];
  return { type: 'conflictResponse', member: { name, ...endpoint, tags, status, vsn } };
}

function keyOf({ payload }: Query, operation: KeyOperation): Uint8Array {
  if (operation === 'list') return new Uint8Array();
  const request = decodeSerfMessage(payload);
  return request.type === 'keyRequest' ? request.key : new Uint8Array();
}
