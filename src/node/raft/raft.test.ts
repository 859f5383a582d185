import { describe, expect, it } from 'vitest';
import { bootstrapWrite } from './bootstrap.ts';
import type { Configuration } from './configuration.ts';
import { encodeConfiguration } from './configuration-codec.ts';
import type { DurableState } from './durable.ts';
import { type Entry, entryTypes, noBytes } from './entry.ts';
import type { AppendEntries, RequestVote } from './messages.ts';
import type { Output } from './output.ts';
import { Raft } from './raft.ts';
import { defaultRaftSettings } from './settings.ts';

const voters = (...ids: string[]): Configuration => ({
  servers: ids.map((id) => ({ id, address: `${id}:1`, suffrage: 'voter' })),
});

function durableOf(configuration: Configuration): DurableState {
  const { hardState, entries } = bootstrapWrite(configuration);
  return {
    hardState: hardState ?? { term: 0, votedFor: '', votedForAddress: '' },
    snapshot: undefined,
    entries,
  };
}

function raftOf(durable: DurableState, settings = defaultRaftSettings): Raft {
  return new Raft({ id: 'a', address: 'a:1', settings, random: () => 0, durable, now: 0 });
}

/** Runs until there is nothing more to write, and returns all that was put out. */
function drain(raft: Raft, now: number): Output {
  let all = raft.takeOutput();
  for (let write = raft.takeWrite(); write !== undefined; write = raft.takeWrite()) {
    raft.written(write.sequence, now);
    const next = raft.takeOutput();
    all = {
      messages: [...all.messages, ...next.messages],
      restore: next.restore ?? all.restore,
      committed: [...all.committed, ...next.committed],
      reads: [...all.reads, ...next.reads],
      events: [...all.events, ...next.events],
    };
  }
  return all;
}

function leaderOf(settings = defaultRaftSettings): Raft {
  const raft = raftOf(durableOf(voters('a')), settings);
  raft.tick(10);
  drain(raft, 10);
  return raft;
}

const fromB = { rpcId: 7, from: 'b', fromAddress: 'b:1', to: 'a', toAddress: 'a:1', term: 2 };

const command = (index: number, term: number, text: string): Entry => ({
  index,
  term,
  type: entryTypes.command,
  data: Buffer.from(text),
  extensions: noBytes,
  appendedAt: noBytes,
});

const append = (overrides: Partial<AppendEntries> = {}): AppendEntries => ({
  ...fromB,
  type: 'appendEntries',
  prevLogIndex: 1,
  prevLogTerm: 1,
  entries: [command(2, 2, 'x')],
  leaderCommit: 1,
  heartbeat: false,
  ...overrides,
});

const vote = (overrides: Partial<RequestVote> = {}): RequestVote => ({
  ...fromB,
  type: 'requestVote',
  lastLogIndex: 1,
  lastLogTerm: 1,
  leadershipTransfer: false,
  ...overrides,
});

describe('bootstrapWrite', () => {
  it('gives a new cluster exactly one entry, as hashicorp/raft does', () => {
    expect(bootstrapWrite(voters('a'))).toMatchObject({
      sequence: 1,
      hardState: { term: 1, votedFor: '', votedForAddress: '' },
      entries: [{ index: 1, term: 1, type: 5 }],
    });
  });

  it('refuses a configuration that no cluster can have', () => {
    expect(() => bootstrapWrite({ servers: [] })).toThrow('no voter');
  });
});

describe('Raft', () => {
  it('refuses proposals when too many bytes wait for their commit, but always takes one', () => {
    const raft = leaderOf({ ...defaultRaftSettings, uncommittedBytesMax: 10 });
    expect(raft.propose([Buffer.alloc(20)], 10)).toEqual({ type: 'proposed', term: 2, index: 3 });
    expect(raft.propose([Buffer.alloc(1)], 10)).toEqual({ type: 'overloaded' });
    drain(raft, 10);
    expect(raft.propose([Buffer.alloc(1)], 10)).toEqual({ type: 'proposed', term: 2, index: 4 });
  });

  it('refuses an empty command, which would kill a Go peer', () => {
    expect(() => leaderOf().propose([noBytes], 10)).toThrow('empty command');
  });

  it.each<[string, AppendEntries]>([
    ['entry 3 where 2 must be', append({ entries: [command(3, 2, 'x')] })],
    ['entry 2 of term 3 out of order', append({ entries: [command(2, 3, 'x')] })],
    ['entry 2 of term 0 out of order', append({ entries: [command(2, 0, 'x')] })],
    ['entry 2 is an empty command', append({ entries: [command(2, 2, '')] })],
    [
      'entry 2 holds a malformed msgpack: no map where one must be',
      append({ entries: [{ ...command(2, 2, 'x'), type: entryTypes.configuration }] }),
    ],
    ['a heartbeat with entries', append({ heartbeat: true })],
    ['it carries the id of this node', append({ from: 'a' })],
    ['term 9000000 is too far ahead', append({ term: 9_000_000 })],
  ])('answers a malformed request with a refusal: %s', (reason, request) => {
    const raft = raftOf(durableOf(voters('a', 'b', 'c')));
    raft.step(request, 10);
    expect(raft.takeWrite()).toBeUndefined();
    const { events, messages } = raft.takeOutput();
    expect(events).toEqual([{ type: 'messageRefused', peer: request.from, reason }]);
    expect(messages).toMatchObject([{ success: false, rpcId: 7, to: request.from, term: 1 }]);
  });

  it('stops when a second leader shows itself in the term of the first', () => {
    const raft = raftOf(durableOf(voters('a', 'b', 'c')));
    raft.step(append(), 10);
    expect(() => raft.step(append({ from: 'c', fromAddress: 'c:1' }), 10)).toThrow(
      'c and b lead in term 2',
    );
  });

  it('stops when a leader lacks what is committed', () => {
    const raft = raftOf(durableOf(voters('a', 'b', 'c')));
    raft.step(append({ leaderCommit: 2 }), 10);
    const other = append({ term: 3, entries: [command(2, 3, 'y')] });
    expect(() => raft.step(other, 10)).toThrow('entry 2 is committed');
  });

  it('commits no more than a request proves', () => {
    const raft = raftOf(durableOf(voters('a', 'b', 'c')));
    raft.step(append({ entries: [command(2, 2, 'x'), command(3, 2, 'y')] }), 10);
    raft.step(append({ term: 3, entries: [], leaderCommit: 3 }), 10);
    expect(raft.status(10)).toMatchObject({ commitIndex: 1, lastIndex: 3 });
  });

  it('keeps what a newer request brought when an older one comes late', () => {
    const raft = raftOf(durableOf(voters('a', 'b', 'c')));
    raft.step(append({ entries: [command(2, 2, 'x'), command(3, 2, 'y')] }), 10);
    raft.step(append(), 10);
    expect(raft.status(10).lastIndex).toBe(3);
  });

  describe('as a voter (raft-wire §5)', () => {
    const granted = (requests: RequestVote[], configuration = voters('a', 'b', 'c')) => {
      const raft = raftOf(durableOf(configuration));
      for (const request of requests) raft.step(request, 10);
      const { messages } = drain(raft, 10);
      return messages.map((message) => [message.term, 'granted' in message && message.granted]);
    };

    it('grants one vote a term, again to the same candidate at the same address', () => {
      expect(granted([vote(), vote(), vote({ from: 'c', fromAddress: 'c:1' })])).toEqual([
        [2, true],
        [2, true],
        [2, false],
      ]);
      expect(granted([vote(), vote({ fromAddress: 'b:2' })])).toEqual([
        [2, true],
        [2, false],
      ]);
    });

    it('refuses strangers without adopting their term, and non-voters while adopting it', () => {
      expect(granted([vote({ from: 'x' })])).toEqual([[1, false]]);
      const withNonvoter: Configuration = {
        servers: [...voters('a').servers, { id: 'b', address: 'b:1', suffrage: 'nonvoter' }],
      };
      expect(granted([vote()], withNonvoter)).toEqual([[2, false]]);
    });

    it('grants to a non-voter that may be a voter by an entry that we lack', () => {
      const withNonvoter: Configuration = {
        servers: [...voters('a').servers, { id: 'b', address: 'b:1', suffrage: 'nonvoter' }],
      };
      expect(granted([vote({ lastLogIndex: 2 })], withNonvoter)).toEqual([[2, true]]);
    });

    it('grants to a stranger that may be a voter by an entry that we lack', () => {
      expect(granted([vote({ from: 'x', lastLogIndex: 2 })])).toEqual([[2, true]]);
    });

    it('refuses a candidate whose log is shorter or older', () => {
      expect(granted([vote({ lastLogIndex: 0, lastLogTerm: 0 })])).toEqual([[2, false]]);
    });

    it('keeps to a leader that it hears, unless that one hands over', () => {
      const raft = raftOf(durableOf(voters('a', 'b', 'c')));
      raft.step(append(), 10);
      const fromC = { from: 'c', fromAddress: 'c:1', term: 3, lastLogIndex: 2, lastLogTerm: 2 };
      raft.step(vote(fromC), 20);
      drain(raft, 20);
      expect(raft.status(20).term).toBe(2);
      raft.step(vote({ ...fromC, leadershipTransfer: true }), 30);
      const { messages } = drain(raft, 30);
      expect(messages).toMatchObject([{ to: 'c', granted: true, term: 3 }]);
    });

    it('grants without a configuration of its own to anybody with a good log, when it is not blank', () => {
      const hardState = { term: 1, votedFor: '', votedForAddress: '' };
      const raft = raftOf({ hardState, snapshot: undefined, entries: [] });
      raft.step(vote(), 10);
      expect(drain(raft, 10).messages).toMatchObject([{ granted: true, term: 2 }]);
    });
  });

  it('asks for pre-votes when the only voter left is not itself', () => {
    const { hardState, snapshot, entries } = durableOf(voters('a', 'b'));
    const [server, ...others] = voters('a', 'b').servers;
    const demoted: Configuration = {
      servers: [{ id: 'a', address: server?.address ?? '', suffrage: 'nonvoter' }, ...others],
    };
    const demotion = {
      ...command(2, 1, ''),
      type: entryTypes.configuration,
      data: encodeConfiguration(demoted),
    };
    const raft = raftOf({ hardState, snapshot, entries: [...entries, demotion] });
    for (let now = 0; now <= 1500; now += 50) raft.tick(now);
    const { messages } = drain(raft, 1500);
    expect(messages.map(({ type, term }) => [type, term])).toEqual([['preVote', 2]]);
  });

  describe('at its start', () => {
    const snapshot = {
      index: 5,
      term: 2,
      configuration: voters('a', 'b'),
      configurationIndex: 1,
    };
    const hardState = { term: 2, votedFor: '', votedForAddress: '' };

    it('knows only the snapshot to be committed and takes its configuration', () => {
      const entries = [command(4, 1, 'x'), command(5, 2, 'x'), command(6, 2, 'x')];
      const raft = raftOf({ hardState, snapshot, entries });
      expect(raft.status(0)).toMatchObject({
        commitIndex: 5,
        lastIndex: 6,
        durableIndex: 6,
        snapshotIndex: 5,
        configuration: voters('a', 'b'),
      });
      expect(raft.takeWrite()).toBeUndefined();
    });

    it.each<[string, Entry[]]>([
      ['ends before the snapshot', [command(1, 1, 'x')]],
      ['conflicts with the snapshot', [command(4, 1, 'x'), command(5, 1, 'x'), command(6, 2, 'x')]],
    ])('drops a log that %s', (_, entries) => {
      const raft = raftOf({ hardState, snapshot, entries });
      expect(raft.takeWrite()).toEqual({ sequence: 1, resetTo: snapshot, entries: [] });
    });

    it('adopts the term of a snapshot that was received just before a crash', () => {
      const old = { ...hardState, term: 1 };
      const raft = raftOf({ hardState: old, snapshot, entries: [] });
      expect(raft.status(0).term).toBe(2);
    });

    it('does not count its own vote before that is durable', () => {
      const alone = { ...snapshot, configuration: voters('a') };
      const raft = raftOf({ hardState, snapshot: alone, entries: [command(1, 1, 'x')] });
      expect(raft.takeWrite()).toMatchObject({ sequence: 1, resetTo: alone });
      raft.tick(10);
      raft.written(1, 10);
      expect(raft.status(10).role).toBe('candidate');
      expect(raft.takeWrite()).toMatchObject({
        sequence: 2,
        hardState: { term: 3, votedFor: 'a' },
      });
      raft.written(2, 10);
      expect(raft.status(10).role).toBe('leader');
    });

    it('refuses a log that starts behind a gap, or with terms that it never saw', () => {
      const gap = [command(7, 2, 'x')];
      expect(() => raftOf({ hardState, snapshot, entries: gap })).toThrow('nothing covers');
      const future = [command(1, 3, 'x')];
      expect(() => raftOf({ hardState, snapshot: undefined, entries: future })).toThrow(
        'older than',
      );
    });
  });

  it('notices a peer that has lost what it acknowledged, and counts it no more', () => {
    const raft = raftOf(durableOf(voters('a', 'b')), { ...defaultRaftSettings, preVote: false });
    raft.tick(1000);
    raft.tick(1100);
    const [request] = drain(raft, 1100).messages;
    const answer = (rpcId = 0) => ({ ...fromB, rpcId });
    raft.step({ ...answer(request?.rpcId), type: 'requestVoteResponse', granted: true }, 1100);
    const [noop] = drain(raft, 1100).messages;
    const response = { type: 'appendEntriesResponse', lastLogIndex: 1 } as const;
    const ok = { success: true, noRetryBackoff: false };
    raft.step({ ...answer(noop?.rpcId), ...response, ...ok }, 1100);
    const [told] = drain(raft, 1100).messages;
    expect(raft.status(1100)).toMatchObject({ commitIndex: 2, peers: [{ matchIndex: 2 }] });
    const no = { success: false, noRetryBackoff: true };
    raft.step({ ...answer(told?.rpcId), ...response, ...no }, 1100);
    expect(drain(raft, 1100).events).toContainEqual({
      type: 'peerLostEntries',
      peer: 'b',
      acknowledgedIndex: 2,
      lastIndex: 1,
    });
    expect(raft.status(1100).peers).toMatchObject([{ matchIndex: 0, state: 'probe' }]);
  });
});

describe('a follower whose leader disconnects', () => {
  function follower(settings = defaultRaftSettings): Raft {
    const raft = raftOf(durableOf(voters('a', 'b', 'c')), settings);
    raft.step(append({ entries: [], heartbeat: false }), 100);
    drain(raft, 100);
    return raft;
  }

  it('asks for pre-votes soon, and campaigns only when a majority has lost the leader too', () => {
    const raft = follower();
    raft.peerDisconnected('b', 200);
    raft.tick(220);
    expect(drain(raft, 220).messages.map(({ type, to }) => [type, to])).toEqual([
      ['preVote', 'b'],
      ['preVote', 'c'],
    ]);
    expect(raft.status(220)).toMatchObject({ role: 'candidate', term: 2 });
  });

  it('follows on when the leader shows itself again', () => {
    const raft = follower();
    raft.peerDisconnected('b', 200);
    raft.step(append({ entries: [] }), 210);
    raft.tick(400);
    expect(drain(raft, 400).messages.filter(({ type }) => type === 'preVote')).toEqual([]);
    expect(raft.status(400).leader?.id).toBe('b');
  });

  it.each([
    ['somebody else disconnects', 'c', defaultRaftSettings],
    ['pre-votes are off', 'b', { ...defaultRaftSettings, preVote: false }],
  ])('waits for its election timeout when %s', (_, id, settings) => {
    const raft = follower(settings);
    raft.peerDisconnected(id, 200);
    raft.tick(400);
    expect(drain(raft, 400).messages).toEqual([]);
  });
});

it('gives a snapshot the configuration alone, not the index and term of the snapshot before', () => {
  const { hardState } = durableOf(voters('a'));
  const snapshot = { index: 5, term: 1, configuration: voters('a'), configurationIndex: 1 };
  const raft = raftOf({ hardState, snapshot, entries: [] });
  expect(raft.configurationAt(5)).toEqual({ configuration: voters('a'), configurationIndex: 1 });
});
