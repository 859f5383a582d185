import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import {
  type AddressInfo,
  connect as connectTcp,
  createServer,
  type Server,
  type Socket,
} from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { greeting } from '../../../test/support/http2-frames.ts';
import { Http2Socket } from './http2-socket.ts';

const minuteMs = 60_000;

describe('Http2Socket in the course of time', () => {
  let server: Server;
  let port: number;
  let settled: Promise<Socket>;

  beforeEach(async () => {
    const { promise, resolve } = Promise.withResolvers<Socket>();
    settled = promise;
    server = createServer((socket) => {
      socket.on('error', () => {}); // clients that are cut off
      new Http2Socket(socket, { opened: () => {}, settled: () => resolve(socket) });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });

  afterEach(() => {
    vi.useRealTimers();
    server.close();
  });

  it('closes the connection of a client that answers no ping within 20 seconds', async () => {
    const client = connectTcp(port, '127.0.0.1');
    client.resume();
    client.write(greeting);
    const socket = await settled;
    vi.advanceTimersByTime(minuteMs + 19_999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
    await once(client, 'close');
  });

  it('keeps one whose client answers, and asks it to go after 54 to 66 minutes', async () => {
    const session = connect(`http://127.0.0.1:${port}`);
    const gone = once(session, 'close');
    let hasGone = false;
    session.once('goaway', () => {
      hasGone = true;
    });
    await settled;
    let minutes = 0;
    for (; minutes < 66 && !hasGone; minutes += 1) {
      vi.advanceTimersByTime(minuteMs);
      await roundTrip(session);
    }
    expect(minutes).toBeGreaterThanOrEqual(54);
    await gone;
    expect(hasGone).toBe(true);
  });
});

/** What was sent before has arrived, both ways. */
function roundTrip(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => {
    if (session.destroyed || !session.ping(() => resolve())) resolve();
  });
}
