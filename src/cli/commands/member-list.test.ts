import { beforeEach, describe, expect, it } from 'vitest';
import { fourServersForEachTest } from '../../../test/support/four-servers.ts';
import { MokvError } from '../../shared/errors.ts';

const cluster = fourServersForEachTest();
const { run: mokv } = cluster;

describe('member list', () => {
  beforeEach(() => {
    cluster.server.status = { ...cluster.server.status, version: '1.2.0', certificateExpiryMs: 0 };
    const member = (name: string, status = 'alive') => ({
      name,
      status,
      addr: `127.0.0.${name.slice(1)}:10`,
      tags: { rpc_addr: `127.0.0.${name.slice(1)}:9`, mokv: '1.2.0' },
      incarnation: 1,
    });
    cluster.server.pool = {
      nodeId: 'n1',
      encrypted: true,
      members: [
        { ...member('n1'), rttMs: 0 },
        { ...member('n2'), rttMs: 0.44 },
        { ...member('n3', 'failed'), rttMs: 12.6 },
        { ...member('n5'), tags: { rpc_addr: '127.0.0.5:9', mokv: '1.1.0' } },
        member('n6', 'left'),
      ],
    };
  });

  it('is one table of raft and gossip with the arithmetic of the quorum on a terminal', async () => {
    const { stdout } = await mokv('member list', { isTerminal: true });
    expect(stdout).toBe(
      'NODE  RAFT       GOSSIP  ADDR         MATCH  LAG  CONTACT  RTT    VERSION  CERT\n' +
        'n1*   leader     alive   127.0.0.1:9  121    0    -        0.0ms  1.2.0    -\n' +
        'n2    voter      alive   127.0.0.2:9  121    0    12ms     0.4ms  1.2.0    -\n' +
        'n3    voter      failed  127.0.0.3:9  20     100  9.4s     13ms   1.2.0    -     ! unreachable\n' +
        'n4    non-voter  -       127.0.0.4:9  0      120  never    -      -        -     ! unreachable\n' +
        '(n5)  -          alive   127.0.0.5:9  -      -    -        -      1.1.0    -     ! in gossip, not in raft\n' +
        '2 of 3 voters in contact, needs 2, can lose 0 more; without contact: n3, n4; next: mokv doctor\n',
    );
  });

  it('is one line for each member in a pipe', async () => {
    expect((await mokv('member list')).stdout.split('\n')).toEqual([
      'n1*\tleader\talive\t127.0.0.1:9\t121\t0\t-\t0.0ms\t1.2.0\t-\t',
      'n2\tvoter\talive\t127.0.0.2:9\t121\t0\t12ms\t0.4ms\t1.2.0\t-\t',
      'n3\tvoter\tfailed\t127.0.0.3:9\t20\t100\t9.4s\t13ms\t1.2.0\t-\t! unreachable',
      'n4\tnon-voter\t-\t127.0.0.4:9\t0\t120\tnever\t-\t-\t-\t! unreachable',
      '(n5)\t-\talive\t127.0.0.5:9\t-\t-\t-\t-\t1.1.0\t-\t! in gossip, not in raft',
      '',
    ]);
  });

  it('is JSON for programs', async () => {
    const n3 = {
      id: 'n3',
      raft: 'voter',
      match_index: 20,
      lag: 100,
      contact_ms: 9400,
      gossip: 'failed',
      addr: '127.0.0.3:9',
      announced_addr: '127.0.0.3:9',
      gossip_addr: '127.0.0.3:10',
      applied_index: null,
      rtt_ms: 12.6,
      version: '1.2.0',
      certificate_expiry_ms: null,
      ready: null,
      drained: null,
      operations_per_second: null,
      rss_bytes: null,
      problem: 'unreachable',
    };
    const { stdout } = await mokv('member list -j');
    const { leader, quorum, members } = JSON.parse(stdout);
    expect({ leader, quorum, third: members[2] }).toEqual({
      leader: 'n1',
      quorum: { voters: 3, needed: 2, can_lose: 1 },
      third: n3,
    });
    const lines = (await mokv('member list -o ndjson')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(members);
  });

  it('names nobody when all are in contact', async () => {
    const two = <Item>(items: Item[] | null | undefined) => items?.slice(0, 2) ?? [];
    cluster.server.status = {
      ...cluster.server.status,
      servers: two(cluster.server.status.servers),
    };
    cluster.server.pool = { ...cluster.server.pool, members: two(cluster.server.pool.members) };
    const { stdout } = await mokv('member list -o table');
    expect(stdout.split('\n').at(-2)).toBe('2 voters, needs 2, can lose 0');
  });

  it('asks each node for itself, and waits for none', async () => {
    const n2 = await cluster.another();
    const expiry = Date.now() + 21.5 * 86_400_000;
    n2.status = { nodeId: 'n2', version: '1.0.0', certificateExpiryMs: expiry, appliedIndex: 119 };
    const silent = await cluster.another();
    silent.behaviour = () => 'silence';
    cluster.server.status = {
      ...cluster.server.status,
      servers: [
        { id: 'n1', addr: cluster.server.endpoint, voter: true },
        { id: 'n2', addr: n2.endpoint, voter: true },
        { id: 'n3', addr: silent.endpoint, voter: true },
      ],
    };
    const startedAt = performance.now();
    const { stdout } = await mokv('member list');
    const tookMs = performance.now() - startedAt;
    n2.stop();
    silent.stop();
    expect(tookMs).toBeLessThan(3000);
    expect(stdout.split('\n').map((line) => line.split('\t').slice(8))).toEqual([
      ['1.2.0', '-', expect.any(String)],
      ['1.0.0', '21d', expect.any(String)],
      ['1.2.0', '-', '! unreachable'],
      ['1.1.0', '-', '! in gossip, not in raft'],
      [],
    ]);
  });

  it('says who is drained', async () => {
    cluster.server.status = { ...cluster.server.status, drained: true };
    const { stdout } = await mokv('member list -j');
    expect(JSON.parse(stdout).members[0]).toMatchObject({
      ...{ id: 'n1', ready: false, drained: true, problem: 'drained' },
    });
  });

  it('says what it can without gossip', async () => {
    cluster.server.behaviour = (method) =>
      method === 'members' ? new MokvError('UNIMPLEMENTED', 'no such service') : 'answer';
    const { exit, stdout } = await mokv('member list');
    expect({ exit, second: stdout.split('\n')[1] }).toEqual({
      exit: 0,
      second: 'n2\tvoter\t-\t127.0.0.2:9\t121\t0\t12ms\t-\t-\t-\t',
    });
  });

  it('shows who belongs to the cluster without a leader too', async () => {
    cluster.server.status = {
      ...cluster.server.status,
      role: 'candidate',
      leaderId: '',
      peers: [],
    };
    const { exit, stdout } = await mokv('member list -o table');
    const lines = stdout.split('\n');
    expect({ exit, first: lines[1], last: lines.at(-2) }).toEqual({
      exit: 0,
      first: 'n1    voter      alive   127.0.0.1:9  -      -    -        0.0ms  1.2.0    -',
      last: '3 voters, needs 2, can lose 1; there is no leader; next: mokv doctor',
    });
  });
});
