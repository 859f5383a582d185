import { describe, expect, it } from 'vitest';
import { findDeadServer } from './dead-server.ts';
import type { Member, MemberStatus } from './gossip/member.ts';
import type { Server } from './raft/configuration.ts';
import type { PeerStatus, RaftStatus } from './raft/output.ts';

const afterMs = 600_000;

/** Four voters of which n4 died long ago. */
const usual = {
  voters: 4,
  dead: ['n4'],
  suffrage: 'voter' as Server['suffrage'],
  member: 'failed' as MemberStatus,
  failedMs: afterMs,
  contactMs: afterMs as number | undefined,
  leadingMs: afterMs,
  role: 'leader' as RaftStatus['role'],
  configurationIndex: 5,
};

const verdict = {
  id: 'n4',
  reason: 'without n4 3 of 4 voters would be up and caught up; a quorum needs 3; 3 voters stay',
};

describe('the next dead server to remove', () => {
  it.each<[what: string, changes: Partial<typeof usual>, found: typeof verdict | undefined]>([
    ['is one that gossip and Raft have not heard from for long enough', {}, verdict],
    ['is one that never answered this leader', { contactMs: undefined }, verdict],
    ['is none on a follower', { role: 'follower' }, undefined],
    ['is none that gossip failed just now', { failedMs: afterMs - 1 }, undefined],
    ['is none that still answers the leader', { contactMs: afterMs - 1 }, undefined],
    [
      'is none when the leader is too new to know',
      { contactMs: undefined, leadingMs: afterMs - 1 },
      undefined,
    ],
    ['is none that gossip sees alive', { member: 'alive' }, undefined],
    ['is none that is about to leave', { member: 'leaving' }, undefined],
    ['is none while another change is under way', { configurationIndex: 11 }, undefined],
    ['is none of three voters', { voters: 3, dead: ['n3'] }, undefined],
    [
      'is none when the others are no healthy quorum',
      { voters: 5, dead: ['n3', 'n4', 'n5'] },
      undefined,
    ],
    [
      'is one of two in five, and so the second is next',
      { voters: 5, dead: ['n4', 'n5'] },
      {
        id: 'n4',
        reason:
          'without n4 3 of 5 voters would be up and caught up; a quorum needs 3; 4 voters stay',
      },
    ],
    [
      'may be a non-voter of a small cluster',
      { suffrage: 'nonvoter' },
      {
        id: 'n4',
        reason:
          'without n4 3 of 3 voters would be up and caught up; a quorum needs 2; 3 voters stay',
      },
    ],
  ])('%s', (_, changes, found) => {
    const situation = { ...usual, ...changes };
    const { failedMs, leadingMs } = situation;
    const silence = { failedMs: () => failedMs, leadingMs };
    const { members, status } = clusterOf(situation);
    expect(findDeadServer(members, status, silence, afterMs)).toEqual(found);
  });
});

function clusterOf(situation: typeof usual): {
  readonly members: readonly Member[];
  readonly status: RaftStatus;
} {
  const ids = Array.from({ length: situation.voters }, (_, number) => `n${number + 1}`);
  const isDead = (id: string) => situation.dead.includes(id);
  const servers = ids.map((id): Server => {
    return { id, address: `${id}:8400`, suffrage: isDead(id) ? situation.suffrage : 'voter' };
  });
  const { role, configurationIndex, contactMs } = situation;
  const [leader] = servers;
  const status = {
    ...{ role, leader, configurationIndex, configuration: { servers }, isBlank: false },
    ...{ term: 2, leaderContactMs: 0, commitIndex: 10, lastIndex: 10, durableIndex: 10 },
    ...{ snapshotIndex: 0, logBytes: 0 },
    peers: ids.slice(1).map((id) => peerOf(id, isDead(id) ? contactMs : 10)),
  };
  const members = ids.map((id) => memberOf(id, isDead(id) ? situation.member : 'alive'));
  return { members, status };
}

function peerOf(id: string, lastContactMs: number | undefined): PeerStatus {
  const place = { state: 'pipeline', matchIndex: 10, nextIndex: 11, inflight: 0 } as const;
  return { id, ...place, lastContactMs, acceptsHeartbeats: true };
}

function memberOf(name: string, status: MemberStatus): Member {
  const place = { address: Uint8Array.of(127, 0, 0, 1), port: 8401, tags: new Map() };
  return { name, status, ...place, statusLTime: 1, incarnation: 1, vsn: new Uint8Array(6) };
}
