import { describe, expect, it } from 'vitest';
import { mokv } from '../api/gen/messages.js';
import { statusRecord, statusScreen } from './status-view.ts';

const now = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

const healthy: mokv.v1.IStatusResponse = {
  nodeId: 'n2',
  version: '0.1.0',
  role: 'follower',
  leaderId: 'n1',
  leaderAddr: '10.0.0.1:8400',
  term: 7,
  commitIndex: 48_213,
  appliedIndex: 48_213,
  lastIndex: 48_215,
  servers: [
    { id: 'n1', addr: '10.0.0.1:8400', voter: true },
    { id: 'n2', addr: '10.0.0.2:8400', voter: true },
    { id: 'n3', addr: '10.0.0.3:8400', voter: true },
    { id: 'n4', addr: '10.0.0.4:8400', voter: false },
  ],
  revision: 4000,
  keys: 20_114,
  storeBytes: 88_080_384,
  logBytes: 1536,
  snapshotIndex: 40_000,
  uptimeMs: 76 * 3_600_000,
  certificateExpiryMs: now + 21.5 * dayMs,
  ready: true,
  storeBytesMax: 1_073_741_824,
  rssBytes: 104_857_600,
  operationsPerSecond: 1200,
};

describe('statusScreen', () => {
  it('shows a healthy cluster', () => {
    expect(screenOf({})).toMatchInlineSnapshot(`
      "node:        n2 (follower), mokv 0.1.0, up 3d4h
      state:       ready
      leader:      n1 at 10.0.0.1:8400
      term:        7
      quorum:      3 voters, needs 2, can lose 1
      log:         last 48215, commit 48213, applied 48213, snapshot 40000, 1.5 KiB
      store:       20114 keys, 84.0 MiB of 1.0 GiB, revision 4000
      load:        1200 ops/s, memory 100.0 MiB
      certificate: ends in 21 days, on 2026-01-22
      server:      n1 at 10.0.0.1:8400, leader
      server:      n2 at 10.0.0.2:8400, voter
      server:      n3 at 10.0.0.3:8400, voter
      server:      n4 at 10.0.0.4:8400, non-voter"
    `);
  });

  it('shows a new node that knows no leader', () => {
    const screen = screenOf({
      leaderId: '',
      leaderAddr: '',
      role: 'candidate',
      servers: [],
      snapshotIndex: 0,
      logBytes: 0,
      storeBytes: 0,
      uptimeMs: 4999,
      certificateExpiryMs: 0,
    });
    expect(screen).toMatchInlineSnapshot(`
      "node:        n2 (candidate), mokv 0.1.0, up 4s
      state:       ready
      leader:      none
      term:        7
      quorum:      0 voters, needs 1, can lose 0 when all are in contact
      log:         last 48215, commit 48213, applied 48213, no snapshot, 0 B
      store:       20114 keys, 0 B of 1.0 GiB, revision 4000
      load:        1200 ops/s, memory 100.0 MiB
      certificate: none"
    `);
  });

  it.each([
    [0.5, '! ends in 0 days, on 2026-01-01'],
    [1.5, '! ends in 1 day, on 2026-01-02'],
    [13.9, '! ends in 13 days, on 2026-01-14'],
    [14, 'ends in 14 days, on 2026-01-15'],
    [-1, '! ended on 2025-12-31'],
  ])('says of a certificate with %d days left: %s', (days, text) => {
    const screen = screenOf({ certificateExpiryMs: now + days * dayMs });
    expect(screen.split('\n')[8]).toBe(`certificate: ${text}`);
  });

  it.each([
    [1, '1 voter, needs 1, can lose 0'],
    [2, '2 voters, needs 2, can lose 0'],
    [3, '3 voters, needs 2, can lose 1'],
    [4, '4 voters, needs 3, can lose 1'],
    [5, '5 voters, needs 3, can lose 2'],
  ])('knows what %d voters mean', (count, text) => {
    const servers = Array.from({ length: count }, () => ({ id: 'n', addr: 'a', voter: true }));
    expect(screenOf({ servers }).split('\n')[4]).toBe(`quorum:      ${text}`);
  });

  it.each<[string, (id: string) => number | undefined, string]>([
    ['n3', (id) => (id === 'n3' ? 2000 : 10), '2 of 3 voters in contact, needs 2, can lose 0 more'],
    ['n2 and n3', () => undefined, '1 of 3 voters in contact, needs 2, can lose 0 more'],
    ['the non-voter', (id) => (id === 'n4' ? 9000 : 10), '3 voters, needs 2, can lose 1'],
  ])('says what is left when the leader does not hear from %s', (_who, contactMs, text) => {
    const screen = screenOf({}, leaderOf(healthy.servers ?? [], contactMs));
    expect(screen.split('\n')[4]).toBe(`quorum:      ${text}`);
  });

  it('does not claim that all are in contact when no leader says so', () => {
    const leaderless = statusScreen(
      { status: mokv.v1.StatusResponse.create(healthy), leader: undefined },
      now,
    );
    expect(leaderless.split('\n')[4]).toBe(
      'quorum:      3 voters, needs 2, can lose 1 when all are in contact',
    );
  });

  it.each([
    [59_000, '59s'],
    [60_000, '1m'],
    [3_600_000, '1h0m'],
    [90_000_000, '1d1h'],
  ])('writes an age of %d ms as %s', (uptimeMs, text) => {
    expect(screenOf({ uptimeMs }).split('\n')[0]).toMatch(new RegExp(`up ${text}$`));
  });

  it('shows nothing that a terminal would obey', () => {
    expect(screenOf({ nodeId: '\x1b[2J' })).toContain('\\x1b[2J');
  });
});

it('gives programs the same numbers', () => {
  const leader = leaderOf(healthy.servers ?? [], (id) => (id === 'n3' ? 5000 : 10));
  const status = mokv.v1.StatusResponse.create(healthy);
  expect(statusRecord({ status, leader })).toMatchInlineSnapshot(`
    {
      "certificate_expiry_ms": 1769083200000,
      "leader": {
        "addr": "10.0.0.1:8400",
        "id": "n1",
      },
      "log": {
        "applied_index": 48213,
        "bytes": 1536,
        "commit_index": 48213,
        "last_index": 48215,
        "snapshot_index": 40000,
      },
      "node": {
        "drained": false,
        "id": "n2",
        "leader_contact_ms": null,
        "operations_per_second": 1200,
        "ready": true,
        "role": "follower",
        "rss_bytes": 104857600,
        "uptime_ms": 273600000,
        "version": "0.1.0",
      },
      "quorum": {
        "can_lose": 1,
        "can_lose_now": 0,
        "in_contact": 2,
        "needed": 2,
        "voters": 3,
      },
      "servers": [
        {
          "addr": "10.0.0.1:8400",
          "id": "n1",
          "voter": true,
        },
        {
          "addr": "10.0.0.2:8400",
          "id": "n2",
          "voter": true,
        },
        {
          "addr": "10.0.0.3:8400",
          "id": "n3",
          "voter": true,
        },
        {
          "addr": "10.0.0.4:8400",
          "id": "n4",
          "voter": false,
        },
      ],
      "store": {
        "bytes": 88080384,
        "bytes_max": 1073741824,
        "compacted_revision": 0,
        "keys": 20114,
        "revision": 4000,
      },
      "term": 7,
    }
  `);
});

function screenOf(changes: mokv.v1.IStatusResponse, leader = wellLeader(changes)): string {
  const status = mokv.v1.StatusResponse.create({ ...healthy, ...changes });
  return statusScreen({ status, leader }, now);
}

/** Hears from everybody. */
function wellLeader({ leaderId, servers }: mokv.v1.IStatusResponse) {
  return leaderId === '' ? undefined : leaderOf(servers ?? healthy.servers ?? [], () => 10);
}

function leaderOf(
  servers: readonly mokv.v1.IRaftServer[],
  contactMs: (id: string) => number | undefined,
): mokv.v1.StatusResponse {
  const peers = servers.map(({ id }) => {
    const lastContactMs = contactMs(id ?? '');
    return {
      id: id ?? '',
      matchIndex: 1,
      ...(lastContactMs === undefined ? {} : { lastContactMs }),
    };
  });
  return mokv.v1.StatusResponse.create({
    ...{ ...healthy, nodeId: 'n1', role: 'leader', servers: [...servers] },
    peers: peers.filter(({ id }) => id !== 'n1'),
  });
}
