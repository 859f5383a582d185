import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Client, credentials } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { closeOf } from '../../../test/support/test-transport.ts';
import { kvService } from '../../api/services.ts';
import { type PlainGrpcServer, startPlainGrpcServer } from './grpc-server.ts';
import { listenRpc, type RpcListener } from './rpc-listener.ts';

let front: GrpcFront;
let server: PlainGrpcServer;
let listener: RpcListener;
let client: Client;

beforeEach(async () => {
  front = await GrpcFront.start({ policy: 'p, anybody, *, consume\np, anybody, *, produce\n' });
  const { rpcs, log, authorization } = front;
  server = startPlainGrpcServer({
    rpcs,
    log,
    gate: {
      authentication: { userOf: () => 'anybody' },
      authorization,
      record: (one) => front.calls.push(one),
    },
  });
  listener = await listenRpc({ host: '127.0.0.1', port: 0, log, http2: server.accept });
  client = new Client(`127.0.0.1:${listener.port}`, credentials.createInsecure());
});

afterEach(async () => {
  client.close();
  await listener.close();
  await server.close(0);
  await front.stop();
});

it('answers gRPC on HTTP/2 that begins in plain text, for the user that everybody is', async () => {
  const set = { key: 'a', value: Buffer.from('1') };
  expect(await call(client, kvService.set, set)).toMatchObject({ code: 'OK' });
  expect(await call(client, kvService.get, { key: 'none' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(front.calls.map(({ user }) => user)).toEqual(['anybody', 'anybody']);
});

it('refuses TLS with one line that says why', async () => {
  const socket = connectTls({ port: listener.port, host: '127.0.0.1', rejectUnauthorized: false });
  await closed(socket);
  expect(front.log.lines.filter(({ level }) => level === 'warn')).toEqual([
    {
      level: 'warn',
      facts: { peer: '127.0.0.1', first: 0x16 },
      message: 'connection closed: it speaks TLS, and this node runs without (--insecure)',
    },
  ]);
});

it.each(['PRI * HTTP/1.1\r\nHost: a\r\n\r\n', 'POST / HTTP/1.1\r\nHost: a\r\n\r\n'])(
  'closes a connection that begins with %j',
  async (text) => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.write(text);
    await closed(socket);
    expect(await call(client, kvService.get, { key: 'a' })).toMatchObject({ code: 'NOT_FOUND' });
  },
);

it('closes what begins as HTTP/2 and does not go on, and keeps who did, after 5 seconds', async () => {
  await call(client, kvService.get, { key: 'a' });
  const stalled = connect(listener.port, '127.0.0.1');
  stalled.write('PRI * HTTP/2.0\r\n');
  await closed(stalled);
  expect(front.log.lines.filter(({ level }) => level === 'warn')).toMatchObject([
    { message: 'connection closed: no handshake in time' },
  ]);
  expect(client.getChannel().getConnectivityState(false)).toBe(2);
}, 10_000);

async function closed(socket: Socket): Promise<void> {
  socket.on('error', () => {}); // being reset is one way to be closed
  socket.resume();
  await closeOf(socket);
}
