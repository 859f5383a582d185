import { describe, expect, it } from 'vitest';
import type { Configuration } from './raft/configuration.ts';
import type { RaftEvent } from './raft/output.ts';
import { raftJournal } from './raft-journal.ts';
import { Journal } from './server/journal.ts';

const n1 = { id: 'n1', address: 'host:1', suffrage: 'voter' } as const;
const n2 = { id: 'n2', address: 'host:2', suffrage: 'nonvoter' } as const;

function toldOf(events: readonly RaftEvent[]): unknown {
  const journal = new Journal(() => 1);
  const tell = raftJournal('n1', journal);
  for (const event of events) tell(event);
  return journal.after(0).map(({ type, text, cause }) => [type, text, cause]);
}

function configured(index: number, ...servers: Configuration['servers']): RaftEvent {
  return { type: 'configurationChanged', configuration: { servers }, index };
}

describe('the journal of the consensus', () => {
  it('says who stands, who leads, and why', () => {
    const cause = 'no heartbeat for 1200 ms';
    const leader = { id: 'n1', address: 'host:1' };
    expect(
      toldOf([
        { type: 'roleChanged', role: 'candidate', term: 2, cause },
        { type: 'leaderChanged', leader: undefined, term: 2 },
        { type: 'roleChanged', role: 'leader', term: 2, cause: 'elected by n1, n2' },
        { type: 'leaderChanged', leader, term: 2 },
        { type: 'roleChanged', role: 'follower', term: 3, cause: 'a higher term' },
        { type: 'leaderChanged', leader: { id: 'n2', address: 'host:2' }, term: 3 },
      ]),
    ).toEqual([
      ['election', 'n1 stands for election in term 2', cause],
      ['leader', 'no leader is known in term 2', undefined],
      ['leader', 'n1 leads term 2', 'elected by n1, n2'],
      ['step-down', 'n1 leads no more', 'a higher term'],
      ['leader', 'n2 leads term 3', undefined],
    ]);
  });

  it('says what changed in the configuration', () => {
    const moved = { ...n1, address: 'host:9' };
    const promoted = { ...n2, suffrage: 'voter' } as const;
    expect(
      toldOf([
        configured(1, n1),
        configured(2, n1, n2),
        configured(3, n1, promoted),
        configured(4, moved, promoted),
        configured(5, promoted),
      ]),
    ).toEqual([
      ['configuration', 'the configuration is n1 (voter)', undefined],
      ['configuration', 'n2 (non-voter) was added', undefined],
      ['configuration', 'n2 (voter) now', undefined],
      ['configuration', 'n1 is at host:9', undefined],
      ['configuration', 'n1 was removed', undefined],
    ]);
  });

  it('raises an alarm when a peer lost what it had acknowledged', () => {
    expect(
      toldOf([{ type: 'peerLostEntries', peer: 'n2', acknowledgedIndex: 9, lastIndex: 4 }]),
    ).toEqual([['alarm', 'n2 lost entries: it had acknowledged 9 and ends at 4', undefined]]);
  });
});
