import { invariant } from '../../shared/invariant.ts';
import { type Configuration, type ServerId, votersOf } from './configuration.ts';

/** Whether a majority of the voters, and nobody else, satisfies the condition. */
export function hasQuorum(
  configuration: Configuration,
  satisfies: (voter: ServerId) => boolean,
): boolean {
  const voters = votersOf(configuration);
  const satisfied = voters.filter((voter) => satisfies(voter.id)).length;
  return satisfied >= majorityOf(voters.length);
}

/** The highest index that a majority of the voters has reached (Raft paper §5.3, §5.4). */
export function quorumIndex(
  configuration: Configuration,
  indexOf: (voter: ServerId) => number,
): number {
  const indices = votersOf(configuration).map((voter) => indexOf(voter.id));
  indices.sort((one, other) => other - one);
  const index = indices[majorityOf(indices.length) - 1];
  invariant(index !== undefined, 'an index needs voters to agree on it');
  return index;
}

function majorityOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}
