import { describe, expect, it } from 'vitest';
import { mokv } from '../api/gen/messages.js';
import { raftRecord, raftScreen } from './raft-view.ts';

const leader = mokv.v1.StatusResponse.create({
  nodeId: 'n1',
  role: 'leader',
  leaderId: 'n1',
  leaderAddr: '10.0.0.1:8400',
  term: 7,
  commitIndex: 120,
  appliedIndex: 119,
  lastIndex: 121,
  logBytes: 1536,
  snapshotIndex: 100,
  configurationIndex: 12,
  servers: ['n1', 'n2', 'n3'].map((id) => ({ id, addr: `${id}:8400`, voter: true })),
  peers: [
    { id: 'n2', state: 'pipeline', matchIndex: 120, nextIndex: 122, inFlight: 1, lastContactMs: 7 },
    { id: 'n3', state: 'probe', matchIndex: 0, nextIndex: 121, inFlight: 0 },
  ].map((peer) => mokv.v1.PeerProgress.create(peer)),
});

describe('raftScreen', () => {
  it('shows a leader and how far it is with each other server', () => {
    expect(raftScreen(leader)).toMatchInlineSnapshot(`
      "node:     n1 (leader), term 7
      leader:   n1 at 10.0.0.1:8400
      index:    commit 120, applied 119, last 121
      log:      1.5 KiB
      snapshot: through entry 100
      members:  3 voters, needs 2, can lose 1, since entry 12

      PEER  STATE     MATCH  NEXT  IN FLIGHT  CONTACT
      n2    pipeline  120    122   1          7ms
      n3    probe     0      121   0          never"
    `);
  });

  it('shows a candidate, which knows nobody', () => {
    const candidate = mokv.v1.StatusResponse.create({
      nodeId: 'n\n2',
      role: 'candidate',
      term: 8,
      snapshotIndex: 0,
    });
    expect(raftScreen(candidate)).toMatchInlineSnapshot(`
      "node:     n\\x0a2 (candidate), term 8
      leader:   none
      index:    commit 0, applied 0, last 0
      log:      0 B
      snapshot: none
      members:  0 voters, needs 1, can lose 0, since entry 0"
    `);
  });
});

it('raftRecord has the same for programs', () => {
  expect(raftRecord(leader)).toEqual({
    node: { id: 'n1', role: 'leader' },
    term: 7,
    leader: { id: 'n1', addr: '10.0.0.1:8400' },
    commit_index: 120,
    applied_index: 119,
    last_index: 121,
    log_bytes: 1536,
    snapshot_index: 100,
    configuration_index: 12,
    peers: [
      {
        ...{ id: 'n2', state: 'pipeline', match_index: 120, next_index: 122 },
        ...{ in_flight: 1, contact_ms: 7 },
      },
      {
        ...{ id: 'n3', state: 'probe', match_index: 0, next_index: 121 },
        ...{ in_flight: 0, contact_ms: null },
      },
    ],
  });
});
