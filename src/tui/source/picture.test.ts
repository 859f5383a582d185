import { describe, expect, it } from 'vitest';
import { mokv } from '../../api/gen/messages.js';
import { type Heard, type NodeAnswers, pictureOf } from './picture.ts';

const nowMs = Date.UTC(2026, 0, 1);
const server = (id: string, voter = true) => ({ id, addr: `10.0.0.${id.slice(1)}:8400`, voter });
const member = (name: string, status = 'alive') => ({
  name,
  status,
  tags: { rpc_addr: server(name).addr, mokv: '1.2.0' },
});
const servers = [server('n1'), server('n10'), server('n2')];
const leader: mokv.v1.IStatusResponse = {
  nodeId: 'n1',
  role: 'leader',
  leaderId: 'n1',
  version: '1.2.0',
  ...{ term: 7, commitIndex: 100, appliedIndex: 100, lastIndex: 100, operationsPerSecond: 5 },
  certificateExpiryMs: nowMs + 90 * 86_400_000,
  servers,
  peers: [
    { id: 'n2', state: 'pipeline', matchIndex: 100, nextIndex: 101, lastContactMs: 12 },
    { id: 'n10', state: 'snapshot', matchIndex: 25, nextIndex: 26, lastContactMs: 2400 },
  ],
};
const follower = {
  ...{ nodeId: 'n2', role: 'follower', leaderId: 'n1', version: '1.2.0', term: 7 },
  ...{ appliedIndex: 98, commitIndex: 98, servers },
} satisfies mokv.v1.IStatusResponse;

function answered(status: mokv.v1.IStatusResponse, rttMs = 3): NodeAnswers {
  const value = mokv.v1.StatusResponse.create(status);
  return { last: { value, atMs: nowMs - 500 }, attempt: { type: 'answered', rttMs } };
}

function failed({ last }: NodeAnswers): NodeAnswers {
  return { last, attempt: { type: 'failed' } };
}

function heardOf(change: {
  readonly first?: mokv.v1.IStatusResponse;
  readonly nodes?: Readonly<Record<string, NodeAnswers>>;
  readonly members?: readonly mokv.v1.IPoolMember[];
}): Heard {
  const {
    first = follower,
    nodes = {},
    members = ['n1', 'n2', 'n10'].map((id) => member(id)),
  } = change;
  const pool = { nodeId: 'n1', encrypted: true, members: [...members] };
  return {
    first: { value: mokv.v1.StatusResponse.create(first), atMs: nowMs - 1000 },
    nodes: new Map(Object.entries({ n1: answered(leader), n2: answered(follower), ...nodes })),
    pool: { value: mokv.v1.MembersResponse.create(pool), atMs: nowMs - 2000 },
  };
}

describe('pictureOf', () => {
  it('takes what the leader says of the others and what each says of itself', () => {
    const picture = pictureOf(heardOf({}), nowMs);
    expect(picture).toMatchObject({
      connectedId: 'n2',
      leaderId: 'n1',
      term: 7,
      commitIndex: 100,
      quorum: { voters: 3, healthy: 2, needed: 2, canLose: 0 },
      heard: { statusAtMs: nowMs - 1000, leaderAtMs: nowMs - 500, poolAtMs: nowMs - 2000 },
    });
    expect(picture.nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n10']);
    expect(picture.nodes[1]).toEqual({
      id: 'n2',
      addr: '10.0.0.2:8400',
      raft: 'voter',
      ghost: undefined,
      gossip: 'alive',
      role: 'follower',
      appliedIndex: 98,
      lag: 2,
      contactMs: 12,
      rtt: { type: 'measured', ms: 3 },
      operationsPerSecond: 0,
      rssBytes: 0,
      keys: 0,
      uptimeMs: 0,
      certificateExpiryMs: undefined,
      version: '1.2.0',
      ready: false,
      drained: false,
      seenAtMs: nowMs - 500,
      problem: undefined,
    });
  });

  it('knows of a silent node what the leader knows, and what it said last of itself', () => {
    const silent = failed(answered({ ...follower, nodeId: 'n10', certificateExpiryMs: 77 }));
    const { nodes, alarms } = pictureOf(heardOf({ nodes: { n10: silent } }), nowMs);
    expect(nodes[2]).toMatchObject({
      ...{ appliedIndex: 25, lag: 75, rtt: { type: 'timeout' }, contactMs: 2400 },
      ...{ keys: undefined, certificateExpiryMs: 77, problem: 'unreachable' },
    });
    expect(alarms).toEqual(['one more failure stops the cluster', 'n10, a voter, is unreachable']);
  });

  it('shows how far each follower is', () => {
    expect(pictureOf(heardOf({}), nowMs).peers).toEqual([
      expect.objectContaining({ id: 'n2', state: 'pipeline', lag: 0, progress: 1 }),
      expect.objectContaining({ id: 'n10', state: 'snapshot', lag: 75, progress: 0.25 }),
    ]);
  });

  it('marks who is in the pool only and who is in the configuration only', () => {
    const members = [member('n1'), member('n2'), member('n4')];
    const { nodes } = pictureOf(heardOf({ members }), nowMs);
    expect(nodes.map(({ id, ghost, problem }) => [id, ghost, problem])).toEqual([
      ['n1', undefined, undefined],
      ['n2', undefined, undefined],
      ['n4', 'gossip-only', 'in gossip, not in raft'],
      ['n10', 'raft-only', 'unreachable'],
    ]);
  });

  it('believes the leader of the newest term, and counts who answers when there is none', () => {
    const deposed = answered({ ...leader, nodeId: 'n10', term: 6, leaderId: 'n10' });
    expect(pictureOf(heardOf({ nodes: { n10: deposed } }), nowMs).leaderId).toBe('n1');
    const lost = { ...follower, leaderId: '', role: 'candidate', term: 9 };
    const without = { n1: failed(answered(leader)), n2: answered(lost) };
    expect(pictureOf(heardOf({ first: lost, nodes: without }), nowMs)).toMatchObject({
      ...{ leaderId: undefined, term: 9, peers: [] },
      quorum: { voters: 3, healthy: 1, needed: 2, canLose: -1 },
      heard: { leaderAtMs: undefined },
    });
  });
});
