import type { Configuration } from '../../../src/node/raft/configuration.ts';
import type { LogView } from './log-view.ts';
import { check } from './violation.ts';

interface Commit {
  readonly index: number;
  /** Of the leader that committed, and of the entry there. */
  readonly term: number;
}

export interface Leadership {
  readonly node: string;
  readonly term: number;
  readonly commitIndex: number;
  readonly configuration: Configuration;
}

/**
 * I9 and I10: a leader commits by counting synced copies on a quorum of voters, and only up to an entry
 * of its own term. I4: whoever leads later has every entry that was committed before.
 */
export class Commits {
  readonly #commits: Commit[] = [];
  readonly #terms = new Map<number, number>();
  readonly #disks: ReadonlyMap<string, LogView>;
  /** What was wiped had been acknowledged, and may be counted. */
  readonly #lost = new Map<string, LogView[]>();

  constructor(disks: ReadonlyMap<string, LogView>) {
    this.#disks = disks;
  }

  wiped(node: string, disk: LogView): void {
    this.#lost.set(node, [...(this.#lost.get(node) ?? []), disk]);
  }

  get index(): number {
    return this.#commits.at(-1)?.index ?? 0;
  }

  committed({ node, term, commitIndex, configuration }: Leadership): void {
    if (commitIndex <= this.index) return;
    const voters = configuration.servers.filter(({ suffrage }) => suffrage === 'voter');
    const copies = voters.filter(({ id }) => this.#hasHeld(id, commitIndex, term));
    check(
      copies.length * 2 > voters.length,
      'I9',
      () =>
        `${node} commits entry ${commitIndex} in term ${term}, which is synced on ${copies.length} of ${voters.length} voters`,
    );
    this.#commits.push({ index: commitIndex, term });
    this.#terms.set(commitIndex, term);
  }

  /** A follower holds these entries for committed. */
  learned(node: string, index: number): void {
    check(
      index <= this.index,
      'I9',
      () => `${node} applies entry ${index}, which no leader committed`,
    );
  }

  /** The first entry of a new leader's own term is about to be written behind this log. */
  leads(node: string, term: number, log: LogView): void {
    const earlier = this.#commits.findLast((commit) => commit.term < term);
    if (earlier === undefined) return;
    check(
      log.lastIndex >= earlier.index && log.has(earlier.index, earlier.term),
      'I4',
      () => `${node} leads in term ${term} without the committed entry ${earlier.index}`,
    );
  }

  /** The term of the entry, where a commit ended exactly there. */
  termAt(index: number): number | undefined {
    return this.#terms.get(index);
  }

  #hasHeld(node: string, index: number, term: number): boolean {
    const disks = [this.#disks.get(node), ...(this.#lost.get(node) ?? [])];
    return disks.some((disk) => disk?.has(index, term) === true);
  }
}
