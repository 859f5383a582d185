import { invariant } from '../../shared/invariant.ts';
import type { Configuration, ServerId } from './configuration.ts';

/** Whether a majority of the voters, and nobody else, satisfies the condition. */
export function hasQuorum(
  configuration: Configuration,
  satisfies: (voter: ServerId) => boolean,
): boolean {
  let voters = 0;
  let satisfied = 0;
  for (const server of configuration.servers) {
    if (server.suffrage !== 'voter') continue;
    voters += 1;
    if (satisfies(server.id)) satisfied += 1;
  }
  return satisfied >= majorityOf(voters);
}

/** The highest index that a majority of the voters has reached (Raft paper §5.3, §5.4). */
export function quorumIndex(
  configuration: Configuration,
  indexOf: (voter: ServerId) => number,
): number {
  const indices: number[] = [];
  for (const server of configuration.servers) {
    if (server.suffrage === 'voter') insert(indices, indexOf(server.id));
  }
  const index = indices[majorityOf(indices.length) - 1];
  invariant(index !== undefined, 'an index needs voters to agree on it');
  return index;
}

/** Keeps them in descending order: there are few, and every turn of a leader asks. */
function insert(indices: number[], index: number): void {
  let place = indices.length;
  for (; place > 0; place -= 1) {
    const before = indices[place - 1] ?? index;
    if (before >= index) break;
    indices[place] = before;
  }
  indices[place] = index;
}

function majorityOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}
