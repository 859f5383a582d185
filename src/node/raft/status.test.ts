import { expect, it } from 'vitest';
import { bootstrapWrite } from './bootstrap.ts';
import type { AppendEntries, RaftMessage } from './messages.ts';
import { Raft } from './raft.ts';
import { defaultRaftSettings } from './settings.ts';

const { electionTimeoutMs, leaderLeaseTimeoutMs } = defaultRaftSettings;

const heartbeat: AppendEntries = {
  ...{ rpcId: 1, from: 'b', fromAddress: 'b:1', to: 'a', toAddress: 'a:1', term: 2 },
  ...{ type: 'appendEntries', prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0 },
  heartbeat: true,
};

it('a node that never heard from a leader has no contact', () => {
  const raft = raftIn(['a', 'b', 'c']);
  raft.tick(100);
  expect(raft.status(100).leaderContactMs).toBeUndefined();
});

it('the contact of a follower is its last message of the leader, and stays so when it campaigns', () => {
  const raft = raftIn(['a', 'b', 'c']);
  raft.step(heartbeat, 50);
  expect(raft.status(80).leaderContactMs).toBe(30);
  // Small steps: after a gap the node would give the leader time to show itself.
  const campaignMs = 50 + 2 * electionTimeoutMs;
  for (let now = 60; now <= campaignMs; now += 10) raft.tick(now);
  expect(raft.status(campaignMs)).toMatchObject({
    role: 'candidate',
    leader: undefined,
    leaderContactMs: campaignMs - 50,
  });
});

it('the only voter always has contact with the leader that it is', () => {
  const raft = raftIn(['a']);
  raft.tick(10);
  settle(raft, 10);
  expect(raft.status(20)).toMatchObject({ role: 'leader', leaderContactMs: 0 });
});

it('a leader has contact for its lease, then none since a quorum last answered, also when it leads no more', () => {
  const raft = raftIn(['a', 'b', 'c']);
  let now = 0;
  for (; raft.status(now).role !== 'leader'; now += 10) {
    raft.tick(now);
    for (const message of settle(raft, now)) grant(raft, message, now);
  }
  const electedAt = now - 10;
  expect(raft.status(electedAt + leaderLeaseTimeoutMs - 1).leaderContactMs).toBe(0);
  expect(raft.status(electedAt + leaderLeaseTimeoutMs).leaderContactMs).toBe(leaderLeaseTimeoutMs);
  for (; raft.status(now).role === 'leader'; now += 10) raft.tick(now);
  expect(raft.status(now)).toMatchObject({ role: 'follower', leaderContactMs: now - electedAt });
});

function raftIn(ids: readonly string[]): Raft {
  const servers = ids.map((id) => ({ id, address: `${id}:1`, suffrage: 'voter' as const }));
  const { hardState, entries } = bootstrapWrite({ servers });
  return new Raft({
    id: 'a',
    address: 'a:1',
    settings: defaultRaftSettings,
    random: () => 0,
    durable: {
      hardState: hardState ?? { term: 0, votedFor: '', votedForAddress: '' },
      snapshot: undefined,
      entries,
    },
    now: 0,
  });
}

/** Makes everything durable that waits for it, and gives what may be sent then. */
function settle(raft: Raft, now: number): RaftMessage[] {
  const messages = [...raft.takeOutput().messages];
  for (let write = raft.takeWrite(); write !== undefined; write = raft.takeWrite()) {
    raft.written(write.sequence, now);
    messages.push(...raft.takeOutput().messages);
  }
  return messages;
}

/** The other node votes for whoever asks, and answers nothing else. */
function grant(raft: Raft, message: RaftMessage, now: number): void {
  if (message.type !== 'preVote' && message.type !== 'requestVote') return;
  const { rpcId, term, from, fromAddress, to, toAddress } = message;
  const type = message.type === 'preVote' ? 'preVoteResponse' : 'requestVoteResponse';
  const envelope = { from: to, fromAddress: toAddress, to: from, toAddress: fromAddress };
  raft.step({ rpcId, term, ...envelope, type, granted: true }, now);
}
