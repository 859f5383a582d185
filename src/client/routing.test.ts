import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { MokvError } from '../shared/errors.ts';
import type { KvClient } from './kv-client.ts';
import type { AttemptTrace } from './routed-calls.ts';

const context = clusterForEachTest(3);

describe('a client that was given one address', () => {
  it('learns the other servers, and spreads linearizable reads over the followers', async () => {
    const client = await knowingClient();
    const reads = context.cluster.servers.map((server) => countOf(server.calls, 'get'));
    for (let count = 0; count < 20; count += 1) await client.get('k');
    const after = context.cluster.servers.map((server) => countOf(server.calls, 'get'));
    expect(after[0]).toBe(reads[0]);
    expect(
      Math.min((after[1] ?? 0) - (reads[1] ?? 0), (after[2] ?? 0) - (reads[2] ?? 0)),
    ).toBeGreaterThan(0);
  });

  it('reads from the leader when there is no follower', async () => {
    const client = await knowingClient();
    context.server(1).stop();
    context.server(2).stop();
    expect(await client.get('k')).toMatchObject({ key: 'k' });
  });

  it('goes on when all addresses changed, one after the other', async () => {
    const client = await knowingClient();
    context.cluster.leader = context.server(1);
    context.server(0).stop();
    expect(await client.set('k', Buffer.from('2'))).toMatchObject({ created: false });
    expect(await client.get('k')).toMatchObject({ version: 2 });
  });

  it('asks another server when one does not answer a read in half of its time', async () => {
    const client = await knowingClient();
    for (const server of [1, 2]) context.server(server).fate = () => 'silence';
    const item = await client.get('k', { deadline: Date.now() + 4500 });
    expect(item).toMatchObject({ key: 'k' });
  });

  it('tells of each attempt', async () => {
    const attempts: AttemptTrace[] = [];
    context.cluster.leader = context.server(1);
    const client = context.client([0], { trace: (attempt) => attempts.push(attempt) });
    await client.set('k', Buffer.from('1'));
    expect(attempts).toMatchObject([
      { server: context.server(0).endpoint, failure: { code: 'NOT_LEADER' } },
      { server: context.server(1).endpoint, failure: undefined },
    ]);
  });

  it('fails at once when nobody was ever there', async () => {
    context.cluster.stop();
    const refused = context.client([0, 1]).get('k', { deadline: Date.now() + 60_000 });
    await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('close', () => {
  it('ends what is under way, and calls that come after it', async () => {
    const client = context.client();
    context.server(0).fate = () => new MokvError('NO_LEADER', 'no leader');
    const waiting = client.get('k', { consistency: 'stale' });
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect.poll(() => context.server(0).calls.length).toBeGreaterThan(1);
    client.close();
    await outcome;
    await expect(client.get('k')).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('lets the process end by itself', async () => {
    const program = fileURLToPath(
      new URL('../../test/support/closing-program.ts', import.meta.url),
    );
    const { endpoint, home } = { endpoint: context.server(0).endpoint, home: context.home };
    const child = spawn(process.execPath, ['--no-warnings', program, endpoint, home], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
  });
});

/** One that has learned who the servers are. */
async function knowingClient(): Promise<KvClient> {
  const client = context.client([0], { pipeline: false });
  await client.set('k', Buffer.from('1'));
  await expect
    .poll(() => context.cluster.servers.every(({ calls }) => calls.includes('getServers')), {
      timeout: 4000,
    })
    .toBe(true);
  await client.get('k', { consistency: 'stale' });
  return client;
}

function countOf(calls: readonly string[], method: string): number {
  return calls.filter((call) => call === method).length;
}
