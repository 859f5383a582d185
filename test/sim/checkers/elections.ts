import type { Configuration } from '../../../src/node/raft/configuration.ts';
import { check } from './violation.ts';

/** I1 and I7: one leader a term, elected by one vote of each of a quorum of distinct voters. */
export class Elections {
  readonly #leaders = new Map<number, string>();
  readonly #votes = new Map<number, Map<string, string>>();
  /** How often each voter has lost its disk. What it voted before still counts, but does not bind it. */
  readonly #losses = new Map<string, number>();

  wiped(voter: string): void {
    this.#losses.set(voter, this.#lossesOf(voter) + 1);
  }

  /** A vote is given: a granted answer leaves, or a candidate's own vote is durable. */
  voted(voter: string, term: number, candidate: string): void {
    const votes = this.#votes.get(term) ?? new Map<string, string>();
    this.#votes.set(term, votes);
    const name = nameOf(voter, this.#lossesOf(voter));
    const earlier = votes.get(name) ?? candidate;
    check(
      earlier === candidate,
      'I7',
      () => `${voter} voted for ${earlier} and for ${candidate} in term ${term}`,
    );
    votes.set(name, candidate);
  }

  /** Somebody else has a vote of this term. */
  isContested(candidate: string, term: number): boolean {
    return [...(this.#votes.get(term)?.values() ?? [])].some((voted) => voted !== candidate);
  }

  won(leader: string, term: number, configuration: Configuration): void {
    this.led(leader, term);
    const voters = configuration.servers.filter(({ suffrage }) => suffrage === 'voter');
    const granted = voters.filter(({ id }) => this.#hasVoted(id, term, leader)).length;
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

  /** In any of its lives. */
  #hasVoted(voter: string, term: number, candidate: string): boolean {
    const votes = this.#votes.get(term);
    for (let losses = this.#lossesOf(voter); losses >= 0; losses -= 1) {
      if (votes?.get(nameOf(voter, losses)) === candidate) return true;
    }
    return false;
  }

  #lossesOf(voter: string): number {
    return this.#losses.get(voter) ?? 0;
  }
}

function nameOf(voter: string, losses: number): string {
  return losses === 0 ? voter : `${voter} after ${losses} losses`;
}
