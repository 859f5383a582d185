import { beforeEach, describe, expect, it } from 'vitest';
import { ReplicaHarness } from '../../../test/support/replica-harness.ts';
import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import { decodeCommands, encodeRound, encodeSet } from '../kv/command-codec.ts';
import { encodeSnapshot } from '../kv/encode-snapshot.ts';
import { Store } from '../kv/store.ts';
import { type Entry, entryTypes, noBytes } from '../raft/entry.ts';
import type { Done } from './ports.ts';

/** What became of each call, in the order of the answers. */
type Answers = [name: string, answer: unknown][];

describe('a replica that is the only voter', () => {
  let harness: ReplicaHarness;
  let answers: Answers;

  beforeEach(() => {
    harness = new ReplicaHarness(['n1']);
    answers = [];
    harness.tick();
    harness.settle();
  });

  function answer(name: string): Done<unknown> {
    return (error, result) => answers.push([name, error?.message ?? result]);
  }

  function set(key: string, value = ''): void {
    harness.replica.propose(
      { type: 'set', key: bytes(key), value: Buffer.from(value) },
      answer(key),
    );
  }

  it('answers a write when it is durable and applied, not before', () => {
    set('a', '1');
    harness.turn();
    expect(harness.write?.entries).toHaveLength(1);
    expect(answers).toEqual([]);
    expect(harness.replica.store.get(bytes('a'))).toBeUndefined();
    harness.finishWrite();
    expect(answers).toEqual([['a', { type: 'set', revision: 1, created: true }]]);
    expect(harness.replica.store.get(bytes('a'))?.value).toBe('1');
  });

  it('applies a log of many bytes step by step, in order, and hears others in between', () => {
    const large = 'v'.repeat(400 * 1024);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) set(key, large);
    harness.turn();
    harness.finishWrite();
    expect(answers.map(([name]) => name)).toEqual(['a']);
    set('h');
    harness.settle();
    expect(answers.map(([name]) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(harness.replica.store.keys).toBe(8);
  });

  it('puts everything that arrives during a write into one entry of the next', () => {
    set('a');
    harness.turn();
    for (const key of ['b', 'c', 'd']) {
      set(key);
      harness.turn();
    }
    harness.finishWrite();
    harness.turn();
    expect(harness.write?.entries.map(({ data }) => decodeCommands(data).commands.length)).toEqual([
      3,
    ]);
    harness.settle();
    expect(answers.map(([name]) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('splits a round whose commands are too large for one entry', () => {
    for (const key of ['a', 'b', 'c']) set(key, 'x'.repeat(300 * 1024));
    harness.turn();
    expect(harness.write?.entries).toHaveLength(3);
    harness.settle();
    expect(answers).toHaveLength(3);
  });

  it('shares one read index among the reads of a round, and waits for what is acknowledged', () => {
    set('a', '1');
    harness.settle();
    for (const name of ['r1', 'r2']) harness.replica.readBarrier(answer(name));
    harness.settle();
    expect(answers.slice(1)).toEqual([
      ['r1', undefined],
      ['r2', undefined],
    ]);
  });

  it('ends keys in their time though its wall clock went back', () => {
    const value = Buffer.from('1');
    const write = { type: 'set', key: bytes('a'), value, ttlMs: 1000 } as const;
    harness.replica.propose(write, answer('a'));
    harness.settle();
    harness.wallOriginMs = 0;
    harness.tick(990);
    harness.settle();
    expect(harness.replica.store.get(bytes('a'))?.expiresAtMs).toBe(1_001_020);
    // A tick later than its time: the clock goes on when it is first seen to be behind.
    harness.tick(1000);
    harness.settle();
    expect(harness.replica.store.keys).toBe(0);
  });

  it('frees what an unfinished restore has staged when it begins to lead', () => {
    const keys = [{ key: bytes('a'), value: Buffer.from('1'), expiresAtMs: 0 }];
    const stage = { type: 'stageRestore', restoreId: bytes('r'), keys } as const;
    harness.replica.propose(stage, answer('stage'));
    harness.settle();
    expect(harness.replica.store.stagedBytes).toBe(2);
    harness.replica.stepDown('a test');
    for (let ticks = 0; harness.replica.status().role !== 'leader'; ticks += 1) {
      if (ticks > 200) throw new Error('it was not elected');
      harness.tick();
      harness.settle();
    }
    harness.settle();
    expect(harness.replica.store.stagedBytes).toBe(0);
  });

  it('stops for good at the first failed write and acknowledges nothing of it', () => {
    set('a');
    harness.turn();
    harness.failWrite();
    set('b');
    harness.tick();
    harness.turn();
    expect(harness.failures).toHaveLength(1);
    expect(answers).toEqual([
      [
        'a',
        'leadership was lost before the write was acknowledged: it may or may not be in effect',
      ],
    ]);
  });

  it('answers everybody when it stops', () => {
    set('pending');
    harness.turn();
    set('waiting');
    harness.replica.stop();
    expect(answers).toEqual([
      ['waiting', 'the node is stopping'],
      ['pending', expect.stringContaining('may or may not')],
    ]);
  });

  it('saves a snapshot when the log is long enough, with writes going on', () => {
    harness = new ReplicaHarness(['n1'], { logEntriesMax: 3 });
    harness.tick();
    harness.settle();
    for (const key of ['a', 'b', 'c']) {
      set(key);
      harness.settle();
    }
    expect(harness.disk.snapshot?.index).toBe(3);
    expect(harness.replica.status().snapshotIndex).toBe(3);
    set('d');
    harness.settle();
    expect(answers.at(-1)).toEqual(['d', { type: 'set', revision: 4, created: true }]);
  });
});

describe('a replica among three', () => {
  let harness: ReplicaHarness;

  beforeEach(() => {
    harness = new ReplicaHarness(['n1', 'n2', 'n3']);
  });

  const envelope = { from: 'n2', fromAddress: 'host:2', to: 'n1', toAddress: 'host:1', term: 2 };

  function append(prevLogIndex: number, entries: readonly Entry[], leaderCommit: number): void {
    const prevLogTerm = prevLogIndex === 1 ? 1 : 2;
    const log = { prevLogIndex, prevLogTerm, entries, leaderCommit, heartbeat: false };
    harness.replica.receive({ ...envelope, ...log, type: 'appendEntries', rpcId: 7 });
    harness.settle();
  }

  it.each([
    ['', { ttlMs: 0 }],
    [' that not all members may read, as far as it knows', { ttlMs: 1000 }],
  ])('refuses a write%s and names the leader it follows', (_, { ttlMs }) => {
    append(1, [], 1);
    harness.peersReadRounds = false;
    const answers: unknown[] = [];
    const command = { type: 'set', key: bytes('a'), value: noBytes, ttlMs } as const;
    harness.replica.propose(command, (error) => answers.push(error));
    harness.settle();
    expect(answers).toMatchObject([
      { code: 'NOT_LEADER', metadata: { leader_id: 'n2', leader_addr: 'host:2' } },
    ]);
  });

  it.each([
    ['as one entry where every member reads rounds', true, [2]],
    ['as an entry each while a member does not', false, [0, 1]],
  ])('writes two commands of one turn %s', (_, peersReadRounds, formats) => {
    harness.peersReadRounds = peersReadRounds;
    lead(harness);
    const before = harness.disk.entries.length;
    const value = Buffer.from('1');
    harness.replica.propose({ type: 'set', key: bytes('a'), value }, () => {});
    harness.replica.propose({ type: 'delete', key: bytes('a') }, () => {});
    harness.settle();
    expect(harness.disk.entries.slice(before).map(({ data }) => data[0])).toEqual(formats);
  });

  it('goes on with rounds where they were written before, though it has not reached all members yet', () => {
    const value = Buffer.from('1');
    const round = encodeRound(1, [{ type: 'set', key: bytes('a'), value }]);
    append(1, [{ ...setEntry(2, 'a', '1'), data: round }], 2);
    harness.peersReadRounds = false;
    lead(harness);
    const before = harness.disk.entries.length;
    harness.replica.propose({ type: 'set', key: bytes('b'), value }, () => {});
    harness.replica.propose({ type: 'delete', key: bytes('b') }, () => {});
    harness.settle();
    expect(harness.disk.entries.slice(before).map(({ data }) => data[0])).toEqual([2]);
  });

  it('acknowledges entries only when they are on its disk', () => {
    const entry = setEntry(2, 'a', '1');
    const log = { prevLogIndex: 1, prevLogTerm: 1, entries: [entry], leaderCommit: 1 };
    const message = { ...envelope, ...log, type: 'appendEntries', rpcId: 8 } as const;
    harness.replica.receive({ ...message, heartbeat: false });
    harness.turn();
    expect(harness.sent).toEqual([]);
    harness.finishWrite();
    expect(harness.sent).toMatchObject([
      { type: 'appendEntriesResponse', rpcId: 8, success: true },
    ]);
  });

  it('loads snapshots one after the other when a second arrives during the first', () => {
    const configuration = harness.replica.status().configuration;
    for (const index of [3, 6]) {
      const store = new Store();
      store.noteApplied(1);
      for (let at = 2; at <= index; at += 1) store.apply(setEntry(at, 'k', `${at}`));
      const snapshot = { index, term: 2, configuration, configurationIndex: 1 };
      harness.saveSnapshot(snapshot, [...encodeSnapshot(store.image().state)]);
      harness.replica.receive({ ...envelope, type: 'installSnapshot', rpcId: index, snapshot });
      harness.turn();
      harness.finishWrite();
    }
    harness.settle();
    expect(harness.failures).toEqual([]);
    expect(harness.replica.store.get(bytes('k'))?.value).toBe('6');
    expect(harness.restored.at(-1)).toBe(6);
  });

  it('answers the reads that waited for what a snapshot brought, though nothing comes behind it', () => {
    append(1, [], 1);
    const answers: unknown[] = [];
    harness.replica.readBarrier((error) => answers.push(error?.message ?? 'read'));
    harness.settle();
    const question = harness.sent.find(({ type }) => type === 'readIndex');
    const { configuration } = harness.replica.status();
    const store = new Store();
    for (const index of [1, 2, 3]) store.noteApplied(index);
    const snapshot = { index: 3, term: 2, configuration, configurationIndex: 1 };
    const rpcId = question?.rpcId ?? 0;
    harness.replica.receive({ ...envelope, type: 'readIndexResponse', rpcId, index: 3 });
    harness.settle();
    expect(answers).toEqual([]);
    harness.saveSnapshot(snapshot, [...encodeSnapshot(store.image().state)]);
    harness.replica.receive({ ...envelope, type: 'installSnapshot', rpcId: 9, snapshot });
    harness.settle();
    expect(answers).toEqual(['read']);
  });

  it('replaces its store by a received snapshot and goes on behind it', () => {
    const store = new Store();
    store.noteApplied(1);
    store.apply(setEntry(2, 'old', '1'));
    store.apply(setEntry(3, 'old', '2'));
    const servers = harness.replica.status().configuration;
    const snapshot = { index: 3, term: 2, configuration: servers, configurationIndex: 1 };
    harness.saveSnapshot(snapshot, [...encodeSnapshot(store.image().state)]);
    harness.replica.receive({ ...envelope, type: 'installSnapshot', rpcId: 9, snapshot });
    harness.settle();
    append(3, [setEntry(4, 'new', '3')], 4);
    expect(harness.restored).toEqual([3]);
    expect(harness.replica.store.get(bytes('old'))?.value).toBe('2');
    expect(harness.replica.store.get(bytes('new'))?.value).toBe('3');
  });
});

/** Wins an election: the others grant whatever they are asked for. */
function lead(harness: ReplicaHarness): void {
  for (let ticks = 0; harness.replica.status().role !== 'leader'; ticks += 1) {
    if (ticks > 200) throw new Error('it was not elected');
    harness.tick();
    harness.settle();
    for (const message of harness.sent.splice(0)) {
      if (message.type !== 'preVote' && message.type !== 'requestVote') continue;
      const { rpcId, to, toAddress, from, fromAddress, term } = message;
      const back = {
        rpcId,
        from: to,
        fromAddress: toAddress,
        to: from,
        toAddress: fromAddress,
        term,
      };
      harness.replica.receive({ ...back, type: `${message.type}Response`, granted: true });
    }
    harness.settle();
  }
}

function setEntry(index: number, key: string, value: string): Entry {
  return {
    index,
    term: 2,
    type: entryTypes.command,
    data: encodeSet(bytes(key), Buffer.from(value)),
    extensions: noBytes,
    appendedAt: noBytes,
  };
}

function bytes(text: string): ByteString {
  return byteStringOfText(text);
}
