import { isVoter, votersOf } from '../../src/node/raft/configuration.ts';
import type { Write } from '../../src/node/raft/durable.ts';
import { type Entry, entryTypes } from '../../src/node/raft/entry.ts';
import type { AppendEntries, RaftMessage } from '../../src/node/raft/messages.ts';
import type { RaftStatus } from '../../src/node/raft/output.ts';
import { invariant } from '../../src/shared/invariant.ts';
import type { RaftDisk } from './raft-disk.ts';

type Disks = ReadonlyMap<string, RaftDisk>;

/**
 * Watches a whole cluster from outside, through what its nodes write, send and apply, and throws as
 * soon as one of Raft's promises is broken.
 */
export class RaftChecker {
  /** What was committed, by index. */
  readonly ledger = new Map<number, string>();
  readonly ledgerTerms = new Map<number, number>();
  committedIndex = 0;
  /** The term of the node that first knew that it was. */
  readonly #knownSince = new Map<number, number>();
  readonly #leaders = new Map<number, string>();
  readonly #contents = new Map<string, string>();
  readonly #votes = new Map<string, string>();
  readonly #requests = new Map<string, RaftMessage>();

  /** I1: one leader a term. I4: it holds everything that is committed. */
  leads(id: string, term: number, log: RaftDisk): void {
    const known = this.#leaders.get(term) ?? id;
    invariant(known === id, `I1: ${known} and ${id} lead in term ${term}`);
    this.#leaders.set(term, id);
    for (const [index, entryTerm] of this.ledgerTerms) {
      // A late leader of an older term need not have it: it can commit nothing more.
      if ((this.#knownSince.get(index) ?? 0) >= term) continue;
      invariant(log.holds(index, entryTerm), `I4: leader ${id} lacks the committed entry ${index}`);
    }
  }

  /** I3: the same index and term, the same bytes and the same predecessor. I6: no term goes back. */
  writes(id: string, write: Write, disk: RaftDisk): void {
    if (write.hardState !== undefined) {
      invariant(write.hardState.term >= disk.hardState.term, `I6: the term of ${id} goes back`);
    }
    const before = new Map(disk.entries.map((entry) => [entry.index, entry.term]));
    const { resetTo } = write;
    let previous = write.entries[0] && before.get(write.entries[0].index - 1);
    if (resetTo !== undefined) previous = undefined;
    for (const entry of write.entries) {
      const key = `${entry.index}@${entry.term}`;
      const content = contentOf(entry);
      const known = this.#contents.get(key) ?? content;
      invariant(known === content, `I3: two entries ${key}`);
      this.#contents.set(key, content);
      if (previous !== undefined) this.#samePredecessor(key, previous);
      previous = entry.term;
    }
  }

  /** I7 and I8: nothing is promised twice, nor before it is on disk. */
  sends(id: string, message: RaftMessage, disk: RaftDisk): void {
    const { hardState } = disk;
    if (message.type !== 'preVote' && message.type !== 'preVoteResponse') {
      invariant(
        message.term <= hardState.term,
        `I8: ${id} speaks of term ${message.term} too early`,
      );
    }
    if (message.type === 'requestVote') this.#vote(id, message.term, id, disk);
    if (message.type === 'requestVoteResponse' && message.granted) {
      this.#vote(id, message.term, message.to, disk);
    }
    if (message.type === 'appendEntriesResponse' && message.success) {
      const request = this.#requests.get(`${message.to}/${message.rpcId}`);
      invariant(request?.type === 'appendEntries', 'an answer has a request');
      const [index, term] = provedBy(request);
      invariant(
        disk.holds(index, term) || index === 0,
        `I8: ${id} acknowledges ${index} too early`,
      );
    }
    if (message.type === 'installSnapshotResponse' && message.success) {
      const request = this.#requests.get(`${message.to}/${message.rpcId}`);
      invariant(request?.type === 'installSnapshot', 'an answer has a request');
      const { index, term } = request.snapshot;
      invariant(disk.logHolds(index, term), `I8: ${id} acknowledges snapshot ${index} too early`);
    }
    if (message.type.endsWith('Response')) return;
    const key = `${id}/${message.rpcId}`;
    invariant(!this.#requests.has(key), `${id} uses rpcId ${message.rpcId} twice`);
    this.#requests.set(key, message);
  }

  /** I5: the same entry everywhere. I9: on a quorum of disks by then. */
  applies(entry: Entry, { term, configuration }: RaftStatus, disks: Disks): void {
    const content = `${entry.term}:${contentOf(entry)}`;
    const known = this.ledger.get(entry.index);
    invariant(known === undefined || known === content, `I5: two entries ${entry.index} committed`);
    if (known !== undefined) return;
    this.ledger.set(entry.index, content);
    this.ledgerTerms.set(entry.index, entry.term);
    this.#knownSince.set(entry.index, term);
    this.committedIndex = Math.max(this.committedIndex, entry.index);
    const voters = votersOf(configuration);
    const holders = [...disks].filter(
      ([id, disk]) => isVoter(configuration, id) && disk.holds(entry.index, entry.term),
    );
    // One server may have joined or left since, which shifts the majority by one at most.
    const needed = Math.floor(voters.length / 2);
    invariant(holders.length >= needed, `I9: entry ${entry.index} is on ${holders.length} disks`);
  }

  #vote(id: string, term: number, candidate: string, disk: RaftDisk): void {
    const key = `${id}@${term}`;
    const known = this.#votes.get(key) ?? candidate;
    invariant(known === candidate, `I7: ${id} votes for ${known} and ${candidate} in term ${term}`);
    this.#votes.set(key, candidate);
    const { hardState } = disk;
    const isDurable = hardState.term > term || hardState.votedFor === candidate;
    invariant(isDurable, `I8: the vote of ${id} for ${candidate} is not on disk`);
  }

  #samePredecessor(key: string, previous: number): void {
    const predecessor = `before ${key}`;
    const known = this.#contents.get(predecessor) ?? `${previous}`;
    invariant(known === `${previous}`, `I3: different entries before ${key}`);
    this.#contents.set(predecessor, known);
  }
}

function provedBy(request: AppendEntries): readonly [number, number] {
  const last = request.entries.at(-1);
  return last === undefined ? [request.prevLogIndex, request.prevLogTerm] : [last.index, last.term];
}

function contentOf(entry: Entry): string {
  const type = Object.entries(entryTypes).find(([, value]) => value === entry.type)?.[0];
  return `${type}:${Buffer.from(entry.data).toString('hex')}`;
}
