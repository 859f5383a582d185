import type { Configuration } from '../../../src/node/raft/configuration.ts';
import { check } from './violation.ts';

/** I1 and I7: one leader a term, elected by one vote of each of a quorum of distinct voters. */
export class Elections {
  readonly #leaders = new Map<number, string>();
  readonly #votes = new Map<number, Map<string, string>>();

  /** A vote is given: a granted answer leaves, or a candidate's own vote is durable. */
  voted(voter: string, term: number, candidate: string): void {
    const votes = this.#votes.get(term) ?? new Map<string, string>();
    this.#votes.set(term, votes);
    const earlier = votes.get(voter) ?? candidate;
    check(
      earlier === candidate,
      'I7',
      () => `${voter} voted for ${earlier} and for ${candidate} in term ${term}`,
    );
    votes.set(voter, candidate);
  }

  /** Somebody else has a vote of this term. */
  isContested(candidate: string, term: number): boolean {
    return [...(this.#votes.get(term)?.values() ?? [])].some((voted) => voted !== candidate);
  }

  won(leader: string, term: number, configuration: Configuration): void {
    this.led(leader, term);
    const voters = configuration.servers.filter(({ suffrage }) => suffrage === 'voter');
    const votes = this.#votes.get(term);
    const granted = voters.filter(({ id }) => votes?.get(id) === leader).length;
    check(
      granted * 2 > voters.length,
      'I7',
      () => `${leader} won term ${term} with ${granted} votes of ${voters.length} voters`,
    );
  }

  /** Acts as the leader of this term. */
  led(node: string, term: number): void {
    const leader = this.#leaders.get(term) ?? node;
    check(leader === node, 'I1', () => `${leader} and ${node} both lead in term ${term}`);
    this.#leaders.set(term, node);
  }

  wasLeader(node: string, term: number): boolean {
    return this.#leaders.get(term) === node;
  }
}
