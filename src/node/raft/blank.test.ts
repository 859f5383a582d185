import { describe, expect, it } from 'vitest';
import type { Server } from './configuration.ts';
import { encodeConfiguration } from './configuration-codec.ts';
import type { DurableState, HardState } from './durable.ts';
import { type Entry, type EntryType, entryTypes, noBytes } from './entry.ts';
import type { AppendEntries, RaftMessage } from './messages.ts';
import { Raft } from './raft.ts';
import { defaultRaftSettings } from './settings.ts';

const fromB = { rpcId: 7, from: 'b', fromAddress: 'b:1', to: 'a', toAddress: 'a:1', term: 2 };

describe('a blank node', () => {
  it('starts with nothing, and grants neither votes nor pre-votes', () => {
    const node = new Node();
    expect(node.isBlank).toBe(true);
    const lastLog = { lastLogIndex: 9, lastLogTerm: 1 };
    const vote = { ...fromB, ...lastLog, type: 'requestVote', leadershipTransfer: true } as const;
    expect(node.take(vote)).toMatchObject([{ type: 'requestVoteResponse', granted: false }]);
    const preVote = { ...fromB, ...lastLog, type: 'preVote', term: 3 } as const;
    expect(node.take(preVote)).toMatchObject([{ type: 'preVoteResponse', granted: false }]);
  });

  it('is none when its disk was written to by an older mokv, or when it has founded a cluster', () => {
    expect(new Node({ hardState: { term: 1, votedFor: '', votedForAddress: '' } }).isBlank).toBe(
      false,
    );
  });

  it('does not campaign, though its configuration says that it is a voter', () => {
    const node = new Node();
    node.take(append([configuration(1, 'voter')], 1));
    node.raft.tick(100_000);
    node.raft.tick(200_000);
    expect(node.raft.status(200_000).role).toBe('follower');
  });

  it('does not campaign when the leader hands over to it', () => {
    const node = new Node();
    node.take(append([configuration(1, 'voter')], 1));
    expect(node.take({ ...fromB, type: 'timeoutNow' })).toMatchObject([
      { type: 'timeoutNowResponse' },
    ]);
    expect(node.raft.status(10).role).toBe('follower');
  });

  it('says no to heartbeats, and to what is not committed yet; but it takes that in', () => {
    const node = new Node();
    const known = [configuration(1, 'voter'), command(2)];
    const heartbeat = { ...append([], 0), heartbeat: true };
    expect(node.take(heartbeat)).toMatchObject([{ success: false }]);
    expect(node.take(append([...known, noop(3)], 2))).toMatchObject([{ success: false }]);
    expect(node.raft.status(10).lastIndex).toBe(3);
    expect(node.take(append([...known, noop(3)], 3))).toMatchObject([{ success: true }]);
    expect(node.isBlank).toBe(true);
  });

  it('stays blank over restarts, from its first write on', () => {
    const node = new Node();
    node.take(append([configuration(1, 'voter')], 1));
    expect(node.disk.hardState).toEqual({
      term: 2,
      votedFor: '',
      votedForAddress: '',
      blank: true,
    });
    node.restart();
    node.take({ ...append([], 0), term: 3, heartbeat: true });
    expect(node.disk.hardState.blank).toBe(true);
  });

  it('stays blank when a crash came between the file of its first snapshot and the reset of the log', () => {
    const servers = [{ id: 'a', address: 'a:1', suffrage: 'voter' } as const];
    const snapshot = { index: 5, term: 4, configuration: { servers }, configurationIndex: 1 };
    expect(new Node({ snapshot }).isBlank).toBe(true);
  });

  it('takes nothing from a late request, whose configuration its snapshot has made forgotten', () => {
    const node = new Node();
    const known = [noop(1), configuration(2, 'voter'), command(3), command(4)];
    node.take(append(known, 4));
    node.raft.snapshotTaken({ index: 4, term: 2, ...node.raft.configurationAt(4) });
    expect(node.take(append(known.slice(0, 3), 1))).toMatchObject([{ success: false }]);
    expect(node.isBlank).toBe(true);
  });
});

describe('a blank node is blank no more', () => {
  it.each<[what: string, requests: readonly AppendEntries[], isOver: boolean]>([
    [
      'when it is no voter in the configuration at the leader’s commit index',
      [append([noop(1), configuration(2, 'nonvoter')], 2), append([], 2, 2)],
      true,
    ],
    [
      'when the configuration that makes it a voter is not committed yet',
      [append([noop(1), configuration(2, 'voter')], 1)],
      true,
    ],
    [
      'not by an old configuration, of a request that may go on',
      [append([noop(1), configuration(2, 'nonvoter')], 2)],
      false,
    ],
    [
      'not before the leader has committed an entry of its own term',
      [append([noop(1, 1), configuration(2, 'voter')], 1)],
      false,
    ],
    [
      'not by being a voter',
      [append([configuration(1, 'voter'), command(2)], 2), append([], 2, 2)],
      false,
    ],
    [
      'when its leader has made it a voter, and has committed no command since',
      [append([command(1), configuration(2, 'voter'), noop(3)], 3), append([], 3, 3)],
      true,
    ],
    [
      'not when an earlier leader has made it a voter',
      [append([{ ...configuration(1, 'voter'), term: 1 }, noop(2)], 2), append([], 2, 2)],
      false,
    ],
    ['when the only other voter leads', [append([pair(1), command(2)], 2), append([], 2, 2)], true],
    [
      'not by that while a third voter is added',
      [append([pair(1), command(2), configuration(3, 'voter')], 2)],
      false,
    ],
    [
      'as a voter, when something is committed behind what was all of the log',
      [
        append([configuration(1, 'voter'), command(2)], 2),
        append([], 2, 2),
        append([noop(3)], 2, 2),
        append([], 3, 3),
      ],
      true,
    ],
    [
      'not when that was of another term',
      [
        append([configuration(1, 'voter'), command(2)], 2),
        append([], 2, 2),
        { ...append([noop(3, 3)], 2, 2), term: 3 },
        { ...append([], 3, 3), prevLogTerm: 3, term: 3 },
      ],
      false,
    ],
  ])('%s', (_, requests, isOver) => {
    const node = new Node();
    for (const request of requests) node.take(request);
    expect(node.isBlank).toBe(!isOver);
    expect(node.disk.hardState.blank).toBe(isOver ? undefined : true);
  });

  it('and says yes only when that is on disk', () => {
    const node = new Node();
    node.raft.step(append([noop(1), configuration(2, 'voter')], 1), 10);
    expect(node.raft.takeOutput().messages).toEqual([]);
    expect(node.raft.takeWrite()?.hardState).toEqual({
      term: 2,
      votedFor: '',
      votedForAddress: '',
    });
    node.raft.written(1, 10);
    expect(node.raft.takeOutput().messages).toMatchObject([{ success: true }]);
  });
});

/** A node with its disk, which never waits. */
class Node {
  disk: DurableState;
  raft: Raft;

  constructor(found: Partial<DurableState> = {}) {
    const hardState: HardState = { term: 0, votedFor: '', votedForAddress: '' };
    this.disk = { hardState, snapshot: undefined, entries: [], ...found };
    this.raft = this.#start();
  }

  get isBlank(): boolean {
    return this.raft.status(10).isBlank;
  }

  restart(): void {
    this.raft = this.#start();
  }

  take(message: RaftMessage): readonly RaftMessage[] {
    this.raft.step(message, 10);
    const messages = [...this.raft.takeOutput().messages];
    for (let write = this.raft.takeWrite(); write; write = this.raft.takeWrite()) {
      const { hardState = this.disk.hardState, entries } = write;
      this.disk = { ...this.disk, hardState, entries: [...this.disk.entries, ...entries] };
      this.raft.written(write.sequence, 10);
      messages.push(...this.raft.takeOutput().messages);
    }
    return messages;
  }

  #start(): Raft {
    const settings = defaultRaftSettings;
    const own = { id: 'a', address: 'a:1', settings, random: () => 0, now: 0 };
    return new Raft({ ...own, durable: this.disk });
  }
}

function append(entries: readonly Entry[], leaderCommit: number, prevLogIndex = 0): AppendEntries {
  const prevLogTerm = prevLogIndex === 0 ? 0 : 2;
  const place = { prevLogIndex, prevLogTerm, entries, leaderCommit };
  return { ...fromB, ...place, type: 'appendEntries', heartbeat: false };
}

function noop(index: number, term = 2): Entry {
  return entryOf(index, term, entryTypes.noop, noBytes);
}

function command(index: number): Entry {
  return entryOf(index, 2, entryTypes.command, Buffer.from('x'));
}

function configuration(index: number, suffrage: Server['suffrage']): Entry {
  const others = [voter('b'), voter('c')];
  return configurationOf(index, [{ ...voter('a'), suffrage }, ...others]);
}

function pair(index: number): Entry {
  return configurationOf(index, [voter('a'), voter('b')]);
}

function voter(id: string): Server {
  return { id, address: `${id}:1`, suffrage: 'voter' };
}

function configurationOf(index: number, servers: readonly Server[]): Entry {
  return entryOf(index, 2, entryTypes.configuration, encodeConfiguration({ servers }));
}

function entryOf(index: number, term: number, type: EntryType, data: Uint8Array): Entry {
  return { index, term, type, data, extensions: noBytes, appendedAt: noBytes };
}
