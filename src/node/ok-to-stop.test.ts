import { describe, expect, it } from 'vitest';
import { okToStop } from './ok-to-stop.ts';
import type { PeerStatus, RaftStatus } from './raft/output.ts';

/** A leader n1 with these other voters. */
function statusWith(peers: readonly Partial<PeerStatus>[]): RaftStatus {
  const ids = ['n1', ...peers.map((_, position) => `n${position + 2}`)];
  return {
    role: 'leader',
    term: 2,
    leader: { id: 'n1', address: 'host:1' },
    leaderContactMs: 0,
    isBlank: false,
    commitIndex: 5000,
    lastIndex: 5000,
    durableIndex: 5000,
    snapshotIndex: 0,
    logBytes: 0,
    configuration: {
      servers: ids.map((id) => ({ id, address: `${id}:1`, suffrage: 'voter' })),
    },
    configurationIndex: 1,
    peers: peers.map((peer, position) => ({
      id: `n${position + 2}`,
      state: 'pipeline',
      matchIndex: 5000,
      nextIndex: 5001,
      inflight: 0,
      lastContactMs: 10,
      acceptsHeartbeats: true,
      ...peer,
    })),
  };
}

describe('whether nodes may stop', () => {
  it.each([
    ['one of three healthy voters', [{}, {}], ['n2'], { ok: true, healthy: 2 }],
    ['the leader of three', [{}, {}], ['n1'], { ok: true, healthy: 2 }],
    ['two of three', [{}, {}], ['n2', 'n3'], { ok: false, healthy: 1 }],
    [
      'one while another is not reached',
      [{}, { lastContactMs: 2001 }],
      ['n2'],
      { ok: false, healthy: 1 },
    ],
    [
      'one while another never answered',
      [{}, { lastContactMs: undefined }],
      ['n2'],
      { ok: false, healthy: 1 },
    ],
    ['one while another lags', [{}, { matchIndex: 3999 }], ['n2'], { ok: false, healthy: 1 }],
    [
      'the one that is down already',
      [{}, { lastContactMs: undefined }],
      ['n3'],
      { ok: true, healthy: 2 },
    ],
    ['the only node', [], ['n1'], { ok: false, healthy: 0 }],
  ] as const)('is judged by who is left: %s', (_, peers, stopping, verdict) => {
    const voters = peers.length + 1;
    const quorum = Math.floor(voters / 2) + 1;
    expect(okToStop(statusWith(peers), stopping)).toEqual({
      ...verdict,
      voters,
      quorum,
      reason: `without ${stopping.join(', ')} ${verdict.healthy} of ${voters} voters would be up and caught up; a quorum needs ${quorum}`,
    });
  });
});
