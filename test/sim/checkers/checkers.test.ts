import { describe, expect, it } from 'vitest';
import { encodeCommands } from '../../../src/node/kv/command-codec.ts';
import { Store } from '../../../src/node/kv/store.ts';
import type { Configuration } from '../../../src/node/raft/configuration.ts';
import { encodeConfiguration } from '../../../src/node/raft/configuration-codec.ts';
import { type Entry, type EntryType, entryTypes, noBytes } from '../../../src/node/raft/entry.ts';
import type { AppendEntries, RaftMessage } from '../../../src/node/raft/messages.ts';
import { byteStringOfText } from '../../../src/shared/byte-string.ts';
import { Commits } from './commits.ts';
import { CommittedLog } from './committed-log.ts';
import { Elections } from './elections.ts';
import { LogMatching } from './log-matching.ts';
import { LogView } from './log-view.ts';
import { ProcessView } from './process-view.ts';
import { Promises } from './promises.ts';

function entry(
  index: number,
  term: number,
  text = '',
  type: EntryType = entryTypes.command,
): Entry {
  return { index, term, type, data: Buffer.from(text), extensions: noBytes, appendedAt: noBytes };
}

function set(index: number, key: string, value: string): Entry {
  const command = { type: 'set', key: byteStringOfText(key), value: Buffer.from(value) } as const;
  return { ...entry(index, 1), data: encodeCommands('round', [command], 0) };
}

function voters(...ids: string[]): Configuration {
  return { servers: ids.map((id) => ({ id, address: `${id}:1`, suffrage: 'voter' })) };
}

function configurationEntry(index: number, configuration: Configuration): Entry {
  return {
    ...entry(index, 1, '', entryTypes.configuration),
    data: encodeConfiguration(configuration),
  };
}

function logOf(...terms: number[]): LogView {
  const view = new LogView();
  view.apply({ entries: terms.map((term, position) => entry(position + 1, term)) });
  return view;
}

const nobody = { term: 0, votedFor: '', votedForAddress: '' };

describe('Elections', () => {
  it('notices two leaders of one term (I1)', () => {
    const elections = new Elections();
    elections.led('n1', 2);
    elections.led('n2', 3);
    expect(() => elections.led('n3', 3)).toThrow('I1: n2 and n3 both lead in term 3');
  });

  it('notices a second vote of one voter in one term (I7)', () => {
    const elections = new Elections();
    elections.voted('n3', 2, 'n1');
    elections.voted('n3', 2, 'n1');
    expect(() => elections.voted('n3', 2, 'n2')).toThrow(
      'I7: n3 voted for n1 and for n2 in term 2',
    );
  });

  it('counts the votes of distinct voters of the configuration (I7, I11)', () => {
    const elections = new Elections();
    elections.voted('n1', 2, 'n1');
    elections.voted('n4', 2, 'n1');
    const lost = 'I7: n1 won term 2 with 1 votes of 3 voters';
    expect(() => elections.won('n1', 2, voters('n1', 'n2', 'n3'))).toThrow(lost);
    elections.voted('n2', 2, 'n1');
    expect(() => elections.won('n1', 2, voters('n1', 'n2', 'n3'))).not.toThrow();
  });
});

describe('LogMatching (I3)', () => {
  it('notices other bytes under the same index and term', () => {
    const matching = new LogMatching();
    matching.wrote('n1', entry(5, 2, 'a'), 1);
    matching.wrote('n2', entry(5, 3, 'b'), 1);
    expect(() => matching.wrote('n2', entry(5, 2, 'b'), 1)).toThrow(/I3: .* other bytes/);
  });

  it('notices the same entry behind another one', () => {
    const matching = new LogMatching();
    matching.wrote('n1', entry(5, 3, 'a'), 1);
    matching.wrote('n2', entry(5, 3, 'a'), undefined);
    expect(() => matching.wrote('n3', entry(5, 3, 'a'), 2)).toThrow(/I3: .* follows another entry/);
  });
});

describe('Promises (I8)', () => {
  const envelope = { rpcId: 1, from: 'n1', fromAddress: '', to: 'n2', toAddress: '', term: 2 };
  const votes: readonly RaftMessage[] = [
    {
      ...envelope,
      type: 'requestVote',
      lastLogIndex: 0,
      lastLogTerm: 0,
      leadershipTransfer: false,
    },
    { ...envelope, type: 'requestVoteResponse', granted: true },
  ];

  it.each(votes)('notices that $type leaves before term and vote are on disk', (message) => {
    const disk = new LogView();
    const promises = new Promises('n1');
    expect(() => promises.leaves(message, disk)).toThrow(/I8: n1 sends .* with term 0 on disk/);
    disk.apply({ hardState: { ...nobody, term: 2 }, entries: [] });
    expect(() => promises.leaves(message, disk)).toThrow(/I8: n1 sends .* vote is on disk/);
    const votedFor = message.type === 'requestVote' ? 'n1' : 'n2';
    disk.apply({ hardState: { term: 2, votedFor, votedForAddress: '' }, entries: [] });
    expect(() => promises.leaves(message, disk)).not.toThrow();
  });

  it('notices an acknowledged entry that is not on disk', () => {
    const request: AppendEntries = {
      ...envelope,
      type: 'appendEntries',
      prevLogIndex: 1,
      prevLogTerm: 1,
      entries: [entry(2, 2)],
      leaderCommit: 0,
      heartbeat: false,
    };
    const answer: RaftMessage = {
      ...envelope,
      type: 'appendEntriesResponse',
      lastLogIndex: 1,
      success: true,
      noRetryBackoff: false,
    };
    const disk = logOf(1);
    disk.apply({ hardState: { ...nobody, term: 2 }, entries: [] });
    const promises = new Promises('n1');
    promises.received(request);
    expect(() => promises.leaves(answer, disk)).toThrow(/before entry 2 of term 2 is on disk/);
    promises.received(request);
    disk.apply({ entries: [entry(2, 2)] });
    expect(() => promises.leaves(answer, disk)).not.toThrow();
  });
});

describe('Commits', () => {
  const three = voters('n1', 'n2', 'n3');

  it('wants synced copies on a quorum of voters (I9)', () => {
    const disks = new Map([
      ['n1', logOf(1, 2)],
      ['n2', logOf(1)],
      ['n4', logOf(1, 2)],
    ]);
    const commits = new Commits(disks);
    const commit = { node: 'n1', term: 2, commitIndex: 2, configuration: three };
    expect(() => commits.committed(commit)).toThrow('synced on 1 of 3 voters');
    disks.set('n2', logOf(1, 2));
    expect(() => commits.committed(commit)).not.toThrow();
  });

  it('does not let entries of older terms commit by counting (I10)', () => {
    const commits = new Commits(
      new Map([
        ['n1', logOf(1, 1)],
        ['n2', logOf(1, 1)],
      ]),
    );
    const commit = { node: 'n1', term: 2, commitIndex: 2, configuration: three };
    expect(() => commits.committed(commit)).toThrow(/I9: n1 commits entry 2 in term 2/);
  });

  it('notices a follower that applies what no leader committed (I9)', () => {
    const commits = new Commits(new Map());
    expect(() => commits.learned('n2', 1)).toThrow('I9: n2 applies entry 1');
  });

  it('notices a leader without a committed entry (I4)', () => {
    const commits = new Commits(
      new Map([
        ['n1', logOf(1, 1)],
        ['n2', logOf(1, 1)],
      ]),
    );
    commits.committed({ node: 'n1', term: 1, commitIndex: 2, configuration: three });
    expect(() => commits.leads('n3', 2, logOf(1))).toThrow('I4: n3 leads in term 2 without');
    expect(() => commits.leads('n3', 2, logOf(1, 1, 1))).not.toThrow();
  });
});

describe('CommittedLog', () => {
  it('notices another entry at an index that was applied before (I5)', () => {
    const log = new CommittedLog();
    log.applied('n1', set(1, 'k', 'a'));
    log.applied('n2', set(1, 'k', 'a'));
    expect(() => log.applied('n2', set(1, 'k', 'b'))).toThrow('I5: n2 applies another entry 1');
    expect(() => log.applied('n2', set(3, 'k', 'b'))).toThrow('I5: n2 applies another entry 3');
  });

  it('notices a store that is not what the log makes (I18)', () => {
    const log = new CommittedLog();
    log.applied('n1', set(1, 'k', 'a'));
    const right = new Store();
    right.apply(set(1, 'k', 'a'));
    expect(() => log.compare('n1', right.image())).not.toThrow();
    const wrong = new Store();
    wrong.apply(set(1, 'k', 'b'));
    expect(() => log.compare('n1', wrong.image())).toThrow(/I18/);
  });

  it('notices a snapshot with another term, configuration or content (I12)', () => {
    const log = new CommittedLog();
    const store = new Store();
    const configuration = voters('n1');
    log.applied('n1', configurationEntry(1, configuration));
    store.noteApplied(1);
    log.applied('n1', set(2, 'k', 'a'));
    store.apply(set(2, 'k', 'a'));
    const meta = { index: 2, term: 1, configuration, configurationIndex: 1 };
    const compare = (change: object) => () =>
      log.compareSnapshot('n1', { ...meta, ...change }, store.image());
    expect(compare({})).not.toThrow();
    expect(compare({ term: 2 })).toThrow(/I12: .* the entry has term 1/);
    expect(compare({ configuration: voters('n2') })).toThrow(/I12: .* has configuration/);
    expect(compare({ configurationIndex: 0 })).toThrow(/I12: .* has configuration 0/);
    expect(compare({ index: 1, term: 1 })).toThrow(/I12: .* is not the state/);
  });

  it('notices two changed voters at once (I11)', () => {
    const log = new CommittedLog();
    log.applied('n1', configurationEntry(1, voters('n1', 'n2', 'n3')));
    log.applied('n1', configurationEntry(2, voters('n1', 'n2', 'n3', 'n4')));
    const next = configurationEntry(3, voters('n2', 'n3', 'n4', 'n5'));
    expect(() => log.applied('n1', next)).toThrow('I11: configuration 3 changes 2 voters at once');
  });
});

describe('ProcessView', () => {
  it('notices entries that are applied twice or out of order (I5)', () => {
    const view = new ProcessView('n1', new LogView());
    view.applies(entry(4, 1));
    expect(() => view.applies(entry(4, 1))).toThrow('I5: n1 applies entry 4 after entry 4');
    expect(() => view.applies(entry(6, 1))).toThrow('I5: n1 applies entry 6 after entry 4');
  });

  it('notices what goes back: snapshot, commit index and term (I6, I12)', () => {
    const view = new ProcessView('n1', new LogView());
    view.restores(10);
    expect(() => view.restores(9)).toThrow('I12: n1 goes back from 10 to snapshot 9');
    view.commits(12);
    expect(() => view.commits(11)).toThrow('I6: the commit index of n1 goes back from 12 to 11');
    view.issued.apply({ hardState: { term: 3, votedFor: 'n2', votedForAddress: '' }, entries: [] });
    expect(() => view.adopts({ ...nobody, term: 2 })).toThrow('I6: n1 goes back from term 3 to 2');
    const other = { term: 3, votedFor: 'n1', votedForAddress: '' };
    expect(() => view.adopts(other)).toThrow('I7: n1 votes for n1 after n2 in term 3');
  });

  it('remembers what was answered before a read was asked for (I21)', () => {
    const view = new ProcessView('n1', new LogView());
    view.readAsked(1, 7);
    expect([view.readAnswered(1), view.readAnswered(1)]).toEqual([7, 0]);
  });
});

describe('LogView', () => {
  it('follows truncation, compaction and reset with their configurations', () => {
    const view = new LogView();
    view.apply({ entries: [configurationEntry(1, voters('n1')), entry(2, 1), entry(3, 1)] });
    view.apply({ truncateFrom: 3, entries: [configurationEntry(3, voters('n1', 'n2'))] });
    expect([view.lastIndex, view.latestConfiguration?.index]).toEqual([3, 3]);
    view.apply({ truncateFrom: 3, entries: [], compactTo: 1 });
    expect([view.baseIndex, view.has(1, 9), view.has(2, 1), view.has(3, 1)]).toEqual([
      1,
      true,
      true,
      false,
    ]);
    expect(view.latestConfiguration).toEqual({ index: 1, configuration: voters('n1') });
    const snapshot = { index: 8, term: 2, configuration: voters('n3'), configurationIndex: 5 };
    view.apply({ resetTo: snapshot, entries: [entry(9, 2)] });
    expect([view.baseIndex, view.lastIndex, view.latestConfiguration?.index]).toEqual([8, 9, 5]);
  });
});
