import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../../test/support/captured-log.ts';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import { kvService } from '../../api/services.ts';
import { listenRpc, type RpcListener } from './rpc-listener.ts';

describe('listenRpc', () => {
  const log = new CapturedLog();
  let listener: RpcListener;
  const raft: { socket: Socket; established: () => void }[] = [];

  beforeEach(async () => {
    log.lines.length = 0;
    raft.length = 0;
    listener = await listenRpc({
      host: '127.0.0.1',
      port: 0,
      log,
      tls: (socket) => socket.end('tls'),
      raft: (socket, established) => raft.push({ socket, established }),
    });
  });

  afterEach(() => listener.close());

  it('hands TLS over unread and Raft without its first byte', async () => {
    const tls = connect(listener.port, '127.0.0.1').setEncoding('latin1');
    tls.write(Buffer.from([0x16, 3, 1]));
    expect(await once(tls, 'data')).toEqual(['tls']);
    const peer = connect(listener.port, '127.0.0.1');
    peer.write(Buffer.from([1, 0x16, 3]));
    const { socket } = await until('the Raft connection', () => raft[0]);
    expect(await once(socket, 'data')).toEqual([Buffer.from([0x16, 3])]);
    peer.destroy();
    tls.destroy();
  });

  it.each([
    ['GET / HTTP/1.1\r\n\r\n', 'connection closed: neither TLS nor Raft'],
    [
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'connection closed: it speaks HTTP in plain text, and this node requires TLS',
    ],
    ['\0\0\0', 'connection closed: neither TLS nor Raft'],
  ])('closes a connection that begins with %j, with one log line', async (text, message) => {
    await closed(connect(listener.port, '127.0.0.1'), text);
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([
      {
        level: 'warn',
        facts: { peer: '127.0.0.1', first: text.charCodeAt(0) },
        message,
      },
    ]);
  });

  it('warns once a second at most, and counts the rest', async () => {
    for (let count = 0; count < 20; count += 1) {
      await closed(connect(listener.port, '127.0.0.1'), 'GET /');
    }
    expect(log.lines.filter(({ level }) => level === 'warn').length).toBeLessThan(3);
  });

  it('refuses an address that is taken, with its name', async () => {
    await expect(
      listenRpc({ host: '127.0.0.1', port: listener.port, log, tls: () => {} }),
    ).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot listen on 127.0.0.1:${listener.port}: another process listens there`,
    });
    await expect(
      listenRpc({ host: '192.0.2.1', port: 0, log, tls: () => {} }),
    ).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'cannot listen on 192.0.2.1:0: this machine has no such address',
    });
  });

  it('gives the place of a closed connection to the next one', async () => {
    const front = await GrpcFront.start({ policy: 'p, root, *, consume\n' });
    const { ca, cert, key } = await front.authority.client('root');
    for (let round = 0; round < 3; round += 1) {
      const sockets = Array.from({ length: 100 }, () =>
        connectTls({ port: front.port, host: '127.0.0.1', ca, cert, key, ALPNProtocols: ['h2'] }),
      );
      await Promise.all(sockets.map((socket) => once(socket, 'secureConnect')));
      for (const socket of sockets) socket.destroy();
      await Promise.all(sockets.map((socket) => once(socket, 'close')));
    }
    expect(front.log.lines.filter(({ message }) => message.includes('too many'))).toEqual([]);
    await front.stop();
  }, 20_000);
});

describe.concurrent('the handshake deadline', () => {
  it('closes what says nothing, and what never proves who it is, after 5 seconds', async () => {
    const raft: (() => void)[] = [];
    const listener = await listenRpc({
      host: '127.0.0.1',
      port: 0,
      log: new CapturedLog(),
      tls: () => {},
      raft: (_, established) => raft.push(established),
    });
    const silent = connect(listener.port, '127.0.0.1');
    const stalled = connect(listener.port, '127.0.0.1');
    stalled.write(Buffer.from([1]));
    await until('the first Raft connection', () => raft[0]);
    const proven = connect(listener.port, '127.0.0.1');
    proven.write(Buffer.from([1]));
    const established = await until('the second Raft connection', () => raft[1]);
    established();
    const started = performance.now();
    await Promise.all([closed(silent), closed(stalled)]);
    expect(performance.now() - started).toBeGreaterThan(4500);
    expect(performance.now() - started).toBeLessThan(6000);
    expect(proven.readyState).toBe('open');
    proven.destroy();
    await listener.close();
  }, 10_000);

  it('closes 3000 idle connections within 6 seconds and serves others meanwhile', async () => {
    const front = await GrpcFront.start({ policy: 'p, root, *, consume\n', host: '0.0.0.0' });
    const root = await front.authority.client('root');
    const idle = Array.from({ length: 3000 }, () =>
      connect({ port: front.port, host: '127.0.0.2', localAddress: '127.0.0.2' }),
    );
    const lifetimes = Promise.all(idle.map(lifetimeMs));
    const answer = await call(front.connect(root), kvService.get, { key: 'a' });
    expect(answer.code).toBe('NOT_FOUND');
    expect(Math.max(...(await lifetimes))).toBeLessThan(6000);
    await front.stop();
  }, 20_000);
});

async function closed(socket: Socket, text?: string): Promise<void> {
  socket.on('error', () => {}); // being reset is one way to be closed
  socket.resume();
  if (text !== undefined) socket.write(text);
  if (!socket.closed) await once(socket, 'close');
}

/** From connect to close. */
async function lifetimeMs(socket: Socket): Promise<number> {
  const end = closed(socket);
  await once(socket, 'connect');
  const started = performance.now();
  await end;
  return performance.now() - started;
}
