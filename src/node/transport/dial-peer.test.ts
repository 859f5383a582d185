import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat } from '../../../test/support/example-messages.ts';
import { until } from '../../../test/support/poll.ts';
import { peersOnly, some, TestPeers, testPki } from '../../../test/support/test-transport.ts';

let peers: TestPeers;

beforeAll(async () => {
  peers = await TestPeers.create();
});

afterEach(async () => {
  await peers.close();
});

describe('the identity of a dialled server', () => {
  it('must be that of the peer', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    one.transport.send(heartbeat(one, { id: 'n3', address: two.address }, 1));
    await until('the failure', () => some(one.failed));
    expect(one.events).toContainEqual(
      expect.objectContaining({ type: 'peerFailed', reason: 'the server is "n2", not "n3"' }),
    );
    expect(two.messages).toEqual([]);
  });

  it('may be that of a Go node: a server certificate for its host', async () => {
    const server = await peers.pki.issue({ type: 'server', hosts: [] });
    const go = await peers.startWith('go', peersOnly(server));
    const one = await peers.start('n1');
    one.transport.send(heartbeat(one, go, 1));
    const [request] = await until('the request', () => some(go.requests));
    expect(request?.to).toBe('go');
  });

  it('must be signed by the CA', async () => {
    const one = await peers.start('n1');
    const stranger = await peers.startWith('n2', peersOnly(await (await testPki()).peer('n2')));
    one.transport.send(heartbeat(one, stranger, 1));
    await until('the failure', () => some(one.failed));
    expect(stranger.messages).toEqual([]);
  });

  it('shows within the time of a request, or the request fails', async () => {
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const one = await peers.start('n1', { settings: { rpcTimeoutMs: 50 } });
    const to = { id: 'n2', address: `127.0.0.1:${port}` };
    one.transport.send(heartbeat(one, to, 1));
    await until('the failure', () => some(one.failed));
    silent.close();
  });
});

describe('a peer address', () => {
  it.each(['nowhere', 'host:0', 'host:65536', '::1:8400', ''])(
    'of %j fails the request',
    async (address) => {
      const one = await peers.start('n1');
      one.transport.send(heartbeat(one, { id: 'n2', address }, 1));
      await until('the failure', () => some(one.failed));
      expect(one.events).toContainEqual(
        expect.objectContaining({
          type: 'peerFailed',
          reason: `peer address "${address}" is no host:port`,
        }),
      );
    },
  );
});
