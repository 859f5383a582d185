import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clusterService, kvService } from '../../src/api/services.ts';
import { freePorts } from '../support/free-port.ts';
import { buildGoProgram, hasGo } from '../support/go-program.ts';
import { untilLogged } from '../support/gossip-cluster.ts';
import { goDirectory } from '../support/mixed-cluster.ts';
import { mokv, NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { RaftProcess } from '../support/raft-process.ts';
import { RawClient } from '../support/raw-client.ts';

describe.runIf(hasGo())('mokv serve in a cluster of Go nodes', () => {
  let home: string;
  let program: ReturnType<typeof buildGoProgram>;
  let go1: RaftProcess;
  let go2: RaftProcess;
  let node: NodeProcess;
  let client: RawClient;

  beforeEach(async () => {
    program = buildGoProgram(goDirectory);
    home = await mkdtemp(join(tmpdir(), 'mokv-interop-'));
    await run('cert', 'init', '--node-name', 'mokv1');
    const ports = await freePorts(2);
    go1 = await goNode('go1', ports[0]);
    go2 = await goNode('go2', ports[1]);
    node = await NodeProcess.create(home, ['--node-name', 'mokv1', '--bootstrap=false']);
    client = new RawClient(`localhost:${node.ports.rpc}`, home);
  });

  afterEach(async () => {
    client.close();
    await Promise.all([go1.kill(), go2.kill(), node.end('SIGKILL')]);
    await rm(home, { recursive: true });
    program.remove();
  });

  it('joins by snapshot, leads, writes what Go reads, and comes back after kill -9', async () => {
    const expected = new Map<string, string>();
    await go1.start('--bootstrap');
    await go1.until('leads', ({ role }) => role === 'leader');
    for (let count = 0; count < 100; count += 1) {
      expected.set(`go ${count}`, `value ${count}`);
      await go1.set(`go ${count}`, Buffer.from(`value ${count}`));
    }
    await go1.until('has a snapshot', ({ snapshotIndex }) => snapshotIndex > 40);
    node.spawn();
    const mokv1 = { id: 'mokv1', address: node.endpoint };
    await go1.addVoter(mokv1);
    await go2.start();
    await go1.addVoter(go2);
    // A Go leader gives a transfer one election timeout, which a node that still starts would miss.
    await untilLogged(node, 'this node votes from now on');
    await go1.transferTo(mokv1);
    await leads();
    await until(
      'the snapshot in the log',
      () => node.log.includes('snapshot restored') || undefined,
    );
    expect(await client.list()).toEqual(expected);

    await Promise.all(
      Array.from({ length: 100 }, async (_, count) => {
        await client.set(`mokv ${count}`, `value ${count}`);
        expected.set(`mokv ${count}`, `value ${count}`);
      }),
    );
    await client.unary(kvService.delete, { key: 'go 7' });
    expected.delete('go 7');
    await expectContents(go1, expected);
    await expectContents(go2, expected);

    await client.unary(clusterService.demoteMember, { id: 'go2' });
    await go2.until('is a non-voter', ({ servers }) =>
      servers.some(({ id, suffrage }) => id === 'go2' && suffrage === 'nonvoter'),
    );
    await client.unary(clusterService.promoteMember, { id: 'go2' });
    await node.end('SIGKILL');
    const leader = await goLeader();
    await leader.set('after the crash', Buffer.from('x'));
    expected.set('after the crash', 'x');
    node.spawn();
    await until('the mokv node to follow', async () => (await statusNow())?.leaderId || undefined);
    await leader.transferTo(mokv1);
    await leads();
    expect(await client.list()).toEqual(expected);

    await client.unary(clusterService.removeMember, { id: 'go2' });
    await client.unary(clusterService.transferLeadership, { targetId: 'go1' });
    const { servers } = await go1.until('leads', ({ role }) => role === 'leader');
    expect(servers.map(({ id }) => id).sort()).toEqual(['go1', 'mokv1']);
  });

  it('does not let a Go node join a log of rounds, which it could not read', async () => {
    await node.end('SIGKILL');
    node = await NodeProcess.create(home, ['--node-name', 'mokv1']);
    await node.start();
    client.close();
    client = new RawClient(`localhost:${node.ports.rpc}`, home);
    await client.set('a', '1');
    await go1.start();
    const member = { id: 'go1', addr: go1.address };
    await expect(client.unary(clusterService.addMember, member)).rejects.toMatchObject({
      code: status.FAILED_PRECONDITION,
      details: expect.stringContaining('go1 is a node of mökv'),
    });
    const { servers } = await client.unary(clusterService.status, {});
    expect(servers.map(({ id }) => id)).toEqual(['mokv1']);
  });

  async function goNode(id: string, port: number | undefined): Promise<RaftProcess> {
    await run('cert', 'peer', id);
    const file = (name: string) => join(home, '.mokv', name);
    const address = `127.0.0.1:${port}`;
    const args = [
      ...['--id', id, '--addr', address, '--dir', join(home, id)],
      ...['--cert', file(`${id}-peer.pem`), '--key', file(`${id}-peer-key.pem`)],
      ...['--ca', file('ca.pem'), '--snapshot-interval', '100ms'],
      ...['--snapshot-threshold', '32', '--trailing-logs', '8'],
    ];
    return new RaftProcess(id, address, { command: program.path, args });
  }

  async function goLeader(): Promise<RaftProcess> {
    return until('a Go node to lead', async () => {
      if ((await go1.state()).role === 'leader') return go1;
      return (await go2.state()).role === 'leader' ? go2 : undefined;
    });
  }

  async function leads(): Promise<void> {
    await until('the mokv node to lead', async () => {
      return (await statusNow())?.role === 'leader' || undefined;
    });
  }

  /** Undefined while the node does not answer. */
  function statusNow() {
    return client.unary(clusterService.status, {}).catch(() => undefined);
  }

  function expectContents(go: RaftProcess, expected: ReadonlyMap<string, string>) {
    const base64 = ([key, value]: readonly [string, string]) => [key, btoa(value)] as const;
    return expect
      .poll(() => go.dump(), { timeout: 10_000 })
      .toEqual(Object.fromEntries([...expected].map(base64)));
  }

  async function run(...args: readonly string[]): Promise<void> {
    const result = await mokv(args, { env: { HOME: home } });
    if (result.code !== 0) throw new Error(`mokv ${args.join(' ')}: ${result.stderr}`);
  }
});
