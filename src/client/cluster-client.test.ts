import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';
import { MokvError } from '../shared/errors.ts';
import { readCredentials } from './credentials.ts';
import { parseEndpoint } from './endpoint.ts';
import { KvClient } from './kv-client.ts';

let home: string;
let a: FakeServer;
let b: FakeServer;
const clients: KvClient[] = [];

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  [a, b] = await Promise.all([new FakeServer().start(home), new FakeServer().start(home)]);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  a.stop();
  b.stop();
});

afterAll(() => rm(home, { recursive: true }));

describe('changes of the cluster', () => {
  it('reach the leader that another server names, as they were asked for', async () => {
    a.behaviour = (method) => (method === 'check' ? 'answer' : notLeader(b.endpoint));
    const { cluster } = await clientOf([a.endpoint]);
    await cluster.addMember({ id: 'n2', addr: 'h:2', nonVoter: true }, within(5000));
    await cluster.promoteMember('n2', within(5000));
    await cluster.demoteMember('n2', within(5000));
    await cluster.removeMember('n2', within(5000));
    expect(await cluster.transferLeadership('n3', within(5000))).toBe('n3');
    expect(await cluster.transferLeadership(undefined, within(5000))).toBe('n2');
    await cluster.stepDown(within(5000));
    expect(a.calls).toEqual(['addMember']);
    expect(b.changes).toEqual([
      ['addMember', { id: 'n2', addr: 'h:2', nonVoter: true }],
      ['promoteMember', { id: 'n2' }],
      ['demoteMember', { id: 'n2' }],
      ['removeMember', { id: 'n2' }],
      ['stepDown', {}],
    ]);
  });

  it('have an unknown outcome without an answer, and are not sent again', async () => {
    a.behaviour = () => 'silence';
    const { cluster } = await clientOf([a.endpoint, b.endpoint]);
    await expect(cluster.removeMember('n2', within(300))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: 'no answer before the deadline; the change may have been applied',
      hint: "'mokv member list' shows what came of it",
    });
    expect(b.calls).toEqual([]);
  });

  it.each(['CONDITION_FAILED', 'DEADLINE_EXCEEDED', 'NOT_FOUND'] as const)(
    'end with %s as the server says it',
    async (code) => {
      a.behaviour = () => new MokvError(code, 'as it is', { hint: 'then this' });
      const { cluster } = await clientOf([a.endpoint]);
      await expect(cluster.promoteMember('n2', within(5000))).rejects.toMatchObject({
        code,
        message: 'as it is',
        hint: 'then this',
      });
    },
  );
});

describe('the status', () => {
  beforeEach(() => {
    const servers = [
      { id: 'n1', addr: a.endpoint, voter: true },
      { id: 'n2', addr: b.endpoint, voter: true },
    ];
    const leader = { leaderId: 'n2', leaderAddr: b.endpoint };
    a.status = { nodeId: 'n1', role: 'follower', ...leader, servers, term: 3 };
    b.status = { nodeId: 'n2', role: 'leader', ...leader, servers, term: 4 };
  });

  it('of the leader comes from the leader, whoever is asked', async () => {
    for (const endpoint of [a.endpoint, b.endpoint]) {
      const { cluster } = await clientOf([endpoint]);
      expect(await cluster.leaderStatus(within(5000))).toMatchObject({ nodeId: 'n2' });
    }
    expect(b.calls).toEqual(['status', 'status']);
  });

  it('of the leader is NO_LEADER when none is known, or the one that is named leads no more', async () => {
    const { cluster } = await clientOf([a.endpoint]);
    b.status = { ...b.status, role: 'follower' };
    await expect(cluster.leaderStatus(within(5000))).rejects.toMatchObject({
      code: 'NO_LEADER',
      message: 'n2 knows no leader in term 4',
    });
    a.status = { ...a.status, leaderId: '', leaderAddr: '' };
    await expect(cluster.leaderStatus(within(5000))).rejects.toMatchObject({
      code: 'NO_LEADER',
      message: 'n1 knows no leader in term 3',
    });
  });

  it('of a member comes from that member alone', async () => {
    const { cluster } = await clientOf([a.endpoint]);
    expect(await cluster.statusOf('n2', within(5000))).toMatchObject({ nodeId: 'n2' });
    await expect(cluster.statusOf('n9', within(5000))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: '"n9" is no member; there are n1, n2',
    });
    b.stop();
    await expect(cluster.statusOf('n2', within(5000))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});

it('checkReady names the first endpoint that is not ready', async () => {
  const { cluster } = await clientOf([a.endpoint, b.endpoint]);
  await cluster.checkReady(within(5000));
  b.isReady = false;
  await expect(cluster.checkReady(within(5000))).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: `${b.endpoint} is not ready`,
  });
});

async function clientOf(endpoints: string[]): Promise<KvClient> {
  const file = (name: string): string => join(home, '.mokv', name);
  const credentials = await readCredentials({
    cacert: file('ca.pem'),
    cert: file('root-client.pem'),
    key: file('root-client-key.pem'),
  });
  const client = new KvClient(endpoints.map(parseEndpoint), credentials);
  clients.push(client);
  return client;
}

function within(ms: number): { deadline: number } {
  return { deadline: Date.now() + ms };
}

function notLeader(address: string): MokvError {
  return new MokvError('NOT_LEADER', 'another server leads', {
    metadata: { leader_addr: address },
  });
}
