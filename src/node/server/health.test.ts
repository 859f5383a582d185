import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeNode } from '../../../test/support/fake-node.ts';
import { call, GrpcFront, readAll } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import { clusterService, healthService } from '../../api/services.ts';

const [serviceUnknown, serving, notServing] = [3, 1, 2];

describe('grpc.health.v1.Health', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy: 'p, op, cluster, observe\n' });
  });

  afterEach(() => front.stop());

  it('serves only while a leader is known', async () => {
    const client = await front.connectAs('anybody');
    const check = async (service: string) =>
      (await call(client, healthService.check, { service })).response?.status;
    for (const service of ['', 'api.KV', 'mokv.v1.Cluster']) {
      await until(
        `${service} to serve`,
        async () => (await check(service)) === serving || undefined,
      );
      front.node.hasLeader = false;
      expect(await check(service)).toBe(notServing);
      front.node.hasLeader = true;
    }
  });

  it('does not serve before the node has caught up once', async () => {
    const client = await front.connectAs('anybody');
    front.node.hasLeader = false;
    const node = new FakeNode();
    let caughtUp = () => {};
    node.readBarrier = () =>
      new Promise((resolve) => {
        caughtUp = resolve;
      });
    const late = await GrpcFront.start({ policy: '', node });
    const lateClient = await late.connectAs('anybody');
    const check = () => call(lateClient, healthService.check, {});
    expect((await check()).response?.status).toBe(notServing);
    expect(late.readiness.state()).toEqual({
      type: 'notReady',
      reason: 'catching up: applied 0 of at least 0',
    });
    await until('the node to serve', async () => {
      caughtUp();
      return (await check()).response?.status === serving || undefined;
    });
    await late.stop();
    client.close();
  });

  it('streams every change to a watcher', async () => {
    const client = await front.connectAs('anybody');
    await until('the node to serve', () => front.readiness.state().type === 'ready' || undefined);
    const seen: unknown[] = [];
    const { path, requestSerialize, responseDeserialize } = healthService.watch;
    const watch = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {});
    watch.on('data', ({ status }) => seen.push(status));
    watch.on('error', () => {}); // it is cancelled below
    await until('the first status', () => seen.length > 0 || undefined);
    front.node.hasLeader = false;
    await until('the loss of the leader', () => seen.length > 1 || undefined);
    front.node.hasLeader = true;
    await until('the new leader', () => seen.length > 2 || undefined);
    watch.cancel();
    expect(seen).toEqual([serving, notServing, serving]);
  });

  it('knows its services', async () => {
    const client = await front.connectAs('anybody');
    const request = { service: 'api.Kv' };
    expect(await call(client, healthService.check, request)).toMatchObject({
      code: 'NOT_FOUND',
      details: 'no service "api.Kv"',
    });
    const { response } = await readAll(client, healthService.watch, request, 300);
    expect(response?.map(({ status }) => status)).toEqual([serviceUnknown]);
  });

  it('is no reason to know the state of the cluster', async () => {
    const client = await front.connectAs('anybody');
    expect((await call(client, clusterService.status, {})).code).toBe('PERMISSION_DENIED');
  });
});

describe('mokv.v1.Cluster', () => {
  it('tells how the node sees itself and the cluster', async () => {
    const front = await GrpcFront.start({ policy: 'p, op, cluster, observe\n' });
    front.node.put('a', '1');
    const client = await front.connectAs('op');
    const { response } = await call(client, clusterService.status, {});
    const { uptimeMs, rssBytes, ...rest } = JSON.parse(JSON.stringify(response));
    expect(uptimeMs).toBeGreaterThan(0);
    expect(rssBytes).toBeGreaterThan(0);
    expect(rest).toEqual({
      nodeId: 'n1',
      version: '0.0.0-test',
      role: 'leader',
      leaderId: 'n1',
      leaderAddr: '127.0.0.1:8400',
      term: 3,
      commitIndex: 1,
      appliedIndex: 1,
      lastIndex: 1,
      servers: [{ id: 'n1', addr: '127.0.0.1:8400', voter: true }],
      revision: 1,
      keys: 1,
      certificateExpiryMs: 42,
      storeBytes: 2,
      storeBytesMax: 0,
      leaderContactMs: 0,
      ready: true,
      drained: false,
      compactedRevision: 0,
      operationsPerSecond: 0,
      logBytes: 0,
      snapshotIndex: 0,
      configurationIndex: 1,
      peers: [],
    });
    await front.stop();
  });
});
