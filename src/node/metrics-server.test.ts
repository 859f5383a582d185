import { once } from 'node:events';
import { connect } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../test/support/captured-log.ts';
import { FakeNode } from '../../test/support/fake-node.ts';
import { createMetrics } from './metrics.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import type { ReadinessState } from './server/readiness.ts';

describe('the metrics server', () => {
  const node = new FakeNode();
  let readiness: ReadinessState;
  let failure: string | undefined;
  let server: MetricsServer;

  beforeEach(async () => {
    readiness = { type: 'ready' };
    failure = undefined;
    const metrics = createMetrics('1.2.3');
    metrics.observe({ node, certificateExpiryMs: () => 1_800_000_000_000 });
    metrics.callEnded({ method: '/api.KV/Get', code: status.NOT_FOUND, durationMs: 2 });
    metrics.writeDurable(0.3);
    metrics.aclReloadFailed();
    server = await startMetricsServer({
      host: '127.0.0.1',
      port: 0,
      registry: metrics.registry,
      failure: () => failure,
      readiness: () => readiness,
      log: new CapturedLog(),
    });
  });

  afterEach(() => server.close());

  it('shows the calls, the log, the state of the node and of the process', async () => {
    node.put('somekey', 'somevalue');
    const answer = await get('/metrics');
    expect(answer.type).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = answer.body.split('\n');
    for (const line of [
      'mokv_build_info{version="1.2.3"} 1',
      'mokv_rpc_duration_seconds_count{method="/api.KV/Get",code="NOT_FOUND"} 1',
      'mokv_rpc_duration_seconds_bucket{le="0.0025",method="/api.KV/Get",code="NOT_FOUND"} 1',
      'mokv_log_sync_duration_seconds_bucket{le="0.0005"} 1',
      'mokv_acl_reload_failures_total 1',
      'mokv_raft_term 3',
      'mokv_raft_leader_known 1',
      'mokv_raft_role{role="leader"} 1',
      'mokv_raft_role{role="follower"} 0',
      'mokv_raft_commit_index 1',
      'mokv_raft_voters 1',
      'mokv_store_keys 1',
      'mokv_certificate_expiry_timestamp_seconds 1800000000',
    ]) {
      expect(lines).toContain(line);
    }
    expect(answer.body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(answer.body).not.toMatch(/somekey|somevalue/);
  });

  it('is alive until the node has failed', async () => {
    expect(await get('/livez')).toMatchObject({ code: 200, body: 'ok\n' });
    failure = 'the disk failed';
    expect(await get('/livez')).toMatchObject({ code: 503, body: 'the disk failed\n' });
    expect(await get('/readyz')).toMatchObject({ code: 503, body: 'the disk failed\n' });
  });

  it('is ready only when the node is, and says why not', async () => {
    expect(await get('/readyz')).toMatchObject({ code: 200, body: 'ok\n' });
    readiness = { type: 'notReady', reason: 'no leader is known in term 9' };
    expect(await get('/readyz')).toMatchObject({
      code: 503,
      body: 'no leader is known in term 9\n',
    });
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/metrics/', 404],
    ['GET', '/metrics?x=1', 200],
    ['HEAD', '/livez', 200],
    ['POST', '/metrics', 405],
    ['DELETE', '/nothing', 405],
  ])('answers %s %s with %i', async (method, path, code) => {
    expect((await get(path, method)).code).toBe(code);
  });

  it('closes a connection that never sends a request, within 7 seconds', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {}); // being reset is one way to be closed
    socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n');
    socket.resume();
    const started = performance.now();
    await once(socket, 'close');
    expect(performance.now() - started).toBeLessThan(7000);
  }, 10_000);

  async function get(path: string, method = 'GET') {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return {
      code: answer.status,
      type: answer.headers.get('content-type'),
      body: await answer.text(),
    };
  }
});
