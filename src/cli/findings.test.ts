import { describe, expect, it } from 'vitest';
import { mokv } from '../api/gen/messages.js';
import type { ClusterView } from '../client/cluster-view.ts';
import { findings, isHealthy } from './findings.ts';

const now = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

interface Picture {
  readonly status: mokv.v1.IStatusResponse;
  readonly pool: mokv.v1.IMembersResponse | undefined;
  readonly nodes: Record<string, mokv.v1.IStatusResponse>;
}

const server = (number: number, voter = true) => ({
  id: `n${number}`,
  addr: `10.0.0.${number}:8400`,
  voter,
});
const peer = (number: number, more: mokv.v1.IPeerProgress = {}) => ({
  id: `n${number}`,
  state: 'pipeline',
  matchIndex: 5000,
  lastContactMs: 10,
  ...more,
});
const member = (number: number, more: mokv.v1.IPoolMember = {}) => ({
  name: `n${number}`,
  addr: `10.0.0.${number}:8401`,
  status: 'alive',
  tags: { rpc_addr: `10.0.0.${number}:8400`, mokv: '1.2.0' },
  ...more,
});
const node = (number: number, more: mokv.v1.IStatusResponse = {}) => ({
  nodeId: `n${number}`,
  version: '1.2.0',
  appliedIndex: 5000,
  certificateExpiryMs: now + 100 * dayMs,
  ...more,
});

const status: mokv.v1.IStatusResponse = {
  ...node(1),
  role: 'leader',
  leaderId: 'n1',
  leaderAddr: '10.0.0.1:8400',
  term: 7,
  commitIndex: 5000,
  lastIndex: 5000,
  servers: [server(1), server(2), server(3)],
  peers: [peer(2), peer(3)],
};
const pool = { nodeId: 'n1', encrypted: true, members: [member(1), member(2), member(3)] };
const nodes = { n1: status, n2: node(2), n3: node(3) };

function viewOf(change: Partial<Picture>): ClusterView {
  const picture: Picture = { status, pool, nodes, ...change };
  const seen = Object.entries(picture.nodes);
  return {
    status: mokv.v1.StatusResponse.create(picture.status),
    pool: picture.pool && mokv.v1.MembersResponse.create(picture.pool),
    nodes: new Map(seen.map(([id, one]) => [id, mokv.v1.StatusResponse.create(one)])),
    now,
  };
}

/** What is wrong in a cluster of three that is well but for the change. */
const table: readonly (readonly [name: string, change: Partial<Picture>, lines: string[]])[] = [
  ['nothing', {}, []],
  [
    'no leader, and no quorum',
    {
      status: { ...status, role: 'candidate', leaderId: '', peers: [] },
      nodes: { n1: status },
    },
    [
      'critical|there is no leader: nothing can be written|term 7, 1 of 3 voters answer, 2 are needed; silent: n2, n3|start mokv serve on n2, n3',
    ],
  ],
  [
    'no leader, with everybody there',
    { status: { ...status, role: 'candidate', leaderId: '', peers: [] } },
    [
      'critical|there is no leader: nothing can be written|term 7, 3 of 3 voters answer, 2 are needed|mokv wait --leader',
    ],
  ],
  [
    'no leader, and a voter that fails in gossip, of which nobody knows more',
    {
      status: { ...status, role: 'candidate', leaderId: '', peers: [] },
      pool: { ...pool, members: [member(1), member(2), member(3, { status: 'failed' })] },
    },
    [
      'critical|there is no leader: nothing can be written|term 7, 3 of 3 voters answer, 2 are needed|mokv wait --leader',
    ],
  ],
  [
    'a voter that is gone',
    { status: { ...status, peers: [peer(2), peer(3, { lastContactMs: 9400 })] } },
    [
      'critical|one more failure stops the cluster|2 of 3 voters are in contact, 2 are needed|start mokv serve on n3',
      'warning|n3, a voter, is unreachable|silent for 9.4s at 10.0.0.3:8400, though gossip reaches the node|start mokv serve on n3; if it is gone for good: mokv member remove n3',
    ],
  ],
  [
    'a voter that fails in gossip only',
    { pool: { ...pool, members: [member(1), member(2), member(3, { status: 'failed' })] } },
    [
      'warning|n3 fails in gossip and answers raft|gossip at 10.0.0.3:8401 does not answer|open the port of bind-addr for UDP and TCP between the nodes',
    ],
  ],
  [
    'a voter that has left the pool',
    { pool: { ...pool, members: [member(1), member(2), member(3, { status: 'left' })] } },
    [
      'warning|n3 has left the pool and is still in the cluster|its removal would cost the quorum, or did not succeed yet|mokv member remove n3',
    ],
  ],
  [
    'a voter that is not in the pool',
    { pool: { ...pool, members: [member(1), member(2)] } },
    [
      'warning|n3 is in the cluster and not in the gossip pool|raft has it at 10.0.0.3:8400; n1 sees no member of this name|mokv -e 10.0.0.3:8400 gossip join 10.0.0.1:8401',
    ],
  ],
  [
    'members that are not in the cluster',
    {
      pool: {
        ...pool,
        members: [
          ...pool.members,
          member(4),
          member(5, { status: 'failed' }),
          member(6, { status: 'left' }),
          member(7, { tags: {} }),
        ],
      },
    },
    [
      'warning|n4 is in the gossip pool and not in the cluster|alive at 10.0.0.4:8401|mokv member add n4 10.0.0.4:8400',
      'notice|n5 is in the gossip pool and no node of the cluster|failed at 10.0.0.5:8401|mokv gossip force-leave n5',
      'notice|n7 is in the gossip pool and no node of the cluster|alive at 10.0.0.7:8401|stop it if it is not yours',
    ],
  ],
  [
    'a voter that moved',
    {
      pool: {
        ...pool,
        members: [member(1), member(2), member(3, { tags: { rpc_addr: 'h:1', mokv: '1.2.0' } })],
      },
    },
    ['warning|n3 has moved|raft has it at 10.0.0.3:8400, it announces h:1|mokv member add n3 h:1'],
  ],
  [
    'a non-voter that lags',
    {
      status: {
        ...status,
        servers: [server(1), server(2), server(3), server(4, false)],
        peers: [peer(2), peer(3), peer(4, { matchIndex: 100 })],
      },
      pool: { ...pool, members: [...pool.members, member(4)] },
    },
    ['warning|n4, a non-voter, lags|4900 entries behind commit index 5000|mokv raft info n4'],
  ],
  [
    'a non-voter that has caught up',
    {
      status: {
        ...status,
        servers: [server(1), server(2), server(3), server(4, false)],
        peers: [peer(2), peer(3), peer(4)],
      },
      pool: { ...pool, members: [...pool.members, member(4)] },
    },
    [
      'notice|n4 has caught up and does not vote|a non-voter, 0 entries behind|mokv member promote n4',
    ],
  ],
  [
    'a voter that receives a snapshot, and one that does not apply',
    {
      status: { ...status, peers: [peer(2, { state: 'snapshot', matchIndex: 0 }), peer(3)] },
      nodes: { ...nodes, n3: node(3, { appliedIndex: 10 }) },
    },
    [
      'warning|n2, a voter, lags|5000 entries behind commit index 5000, and receives a snapshot|mokv raft info n2',
      'warning|n3, a voter, lags|4990 entries behind commit index 5000|mokv raft info n3',
    ],
  ],
  [
    'certificates that end',
    {
      nodes: {
        ...nodes,
        n2: node(2, { certificateExpiryMs: now + 13.5 * dayMs }),
        n3: node(3, { certificateExpiryMs: now - 1 }),
      },
    },
    [
      'critical|the server certificate of n3 has ended|valid until 2025-12-31|on n3: mokv cert server --force',
      'warning|the server certificate of n2 ends in 13d|valid until 2026-01-14|on n2: mokv cert server --force',
    ],
  ],
  [
    'plaintext gossip',
    { pool: { ...pool, encrypted: false } },
    [
      'warning|gossip is not encrypted: whoever reaches the port can join and evict|n1 has no gossip-key-file|start every node with the same --gossip-key-file',
    ],
  ],
  [
    'different versions',
    { nodes: { ...nodes, n3: node(3, { version: '1.3.0' }) } },
    [
      'notice|the nodes run different versions|n1, n2: 1.2.0; n3: 1.3.0|finish the upgrade, one node after the other, the leader last',
    ],
  ],
  [
    'an even number of voters',
    {
      status: { ...status, servers: [server(1), server(2)], peers: [peer(2)] },
      pool: { ...pool, members: [member(1), member(2)] },
    },
    [
      'notice|2 voters stand no more than 1 would|2 are needed, 0 can be lost|mokv member add NAME ADDR, or mokv member demote NAME',
    ],
  ],
  [
    'a pool that cannot be asked',
    { pool: undefined },
    [
      'notice|the gossip pool could not be asked|no answer to mokv.v1.Gossip/Members in time|mokv gossip members',
    ],
  ],
];

describe('findings', () => {
  it.each(table)('of %s', (_, change, lines) => {
    const found = findings(viewOf(change));
    expect(
      found.map(({ severity, what, evidence, remedy }) =>
        [severity, what, evidence, remedy].join('|'),
      ),
    ).toEqual(lines);
    expect(isHealthy(found)).toBe(lines.every((line) => line.startsWith('notice')));
  });

  it('come worst first', () => {
    const found = findings(
      viewOf({
        status: { ...status, peers: [peer(2), peer(3, { lastContactMs: 9400 })] },
        pool: { ...pool, encrypted: false },
        nodes: { ...nodes, n2: node(2, { version: '1.1.0', certificateExpiryMs: now - 1 }) },
      }),
    );
    expect(found.map(({ severity }) => severity)).toEqual([
      'critical',
      'critical',
      'warning',
      'warning',
      'notice',
    ]);
  });
});

it('reminds of a node that is drained, which is not unhealthy', () => {
  const found = findings(viewOf({ nodes: { ...nodes, n2: node(2, { drained: true }) } }));
  expect([isHealthy(found), found]).toEqual([
    true,
    [
      {
        severity: 'notice',
        what: 'n2 is drained',
        evidence: 'it does not lead, and says that it is not ready',
        remedy: 'mokv node undrain n2',
      },
    ],
  ]);
});
