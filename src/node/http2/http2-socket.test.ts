import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import {
  type AddressInfo,
  connect as connectTcp,
  createServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { frame, greeting, requestHeaders } from '../../../test/support/http2-frames.ts';
import { until } from '../../../test/support/poll.ts';
import { TestAuthority } from '../../../test/support/tls-identities.ts';
import { headerBlock } from './header-block.ts';
import { Http2Socket } from './http2-socket.ts';
import { frameType } from './protocol.ts';
import type { RequestFields } from './request-fields.ts';
import type { ServerStream } from './server-stream.ts';

const head = headerBlock([
  [':status', '200'],
  ['content-type', 'application/grpc'],
]);
const trailers = headerBlock([['grpc-status', '0']]);

/** Sends back what it gets, and tells of every request. */
class Echo {
  readonly requests: { path: string | undefined; timeout: string | undefined }[] = [];
  readonly served: Http2Socket[] = [];
  readonly sockets: Socket[] = [];
  readonly streams: ServerStream[] = [];
  settled = 0;

  readonly accept = (socket: Socket): void => {
    this.sockets.push(socket);
    socket.on('error', () => {}); // clients that are cut off
    const opened = (stream: ServerStream, fields: RequestFields) => this.#open(stream, fields);
    const settled = () => {
      this.settled += 1;
    };
    this.served.push(new Http2Socket(socket, { opened, settled }));
  };

  #open(stream: ServerStream, { path, timeout }: RequestFields): void {
    this.requests.push({ path, timeout });
    this.streams.push(stream);
    if (path === '/wait') return;
    stream.sendHead(head);
    stream.reader = {
      received: (bytes) => stream.sendData(bytes, () => stream.read(bytes.length)),
      ended: () => stream.sendEnd(trailers),
      aborted: () => {},
    };
  }
}

describe.each(['plain text', 'TLS'] as const)('Http2Socket over %s', (security) => {
  let echo: Echo;
  let server: Server;
  let session: ClientHttp2Session;

  beforeEach(async () => {
    echo = new Echo();
    const authority = await TestAuthority.create();
    server =
      security === 'TLS'
        ? createTlsServer({ ...(await authority.server()), ALPNProtocols: ['h2'] }, echo.accept)
        : createServer({ noDelay: true }, echo.accept);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const scheme = security === 'TLS' ? 'https' : 'http';
    session = connect(`${scheme}://127.0.0.1:${port}`, await authority.client('root'));
    session.on('error', () => {}); // the answer to what some of them do
  });

  afterEach(async () => {
    session.destroy();
    for (const socket of echo.sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });

  it('carries bodies of any size both ways at once', async () => {
    const sizes = [0, 1, 5, 16_384, 16_385, 70_000, 3_000_000];
    const bodies = sizes.map((size) => Buffer.alloc(size, `${size} bytes`));
    const echoes = await Promise.all(bodies.map((body) => echoOf(body)));
    expect(echoes.map((one, index) => bodies[index]?.equals(one))).toEqual(bodies.map(() => true));
    expect(echo.settled).toBe(1);
  });

  it('holds little of an answer that nobody reads, and goes on when it is read', async () => {
    const stream = session.request({ ':method': 'POST' });
    const response = once(stream, 'response');
    const body = Buffer.alloc(2_000_000, 'body');
    stream.end(body);
    await response;
    await new Promise<void>((resolve) => void session.ping(() => resolve()));
    expect(echo.sockets[0]?.writableLength).toBeLessThan(512 * 1024);
    expect(body.equals(await bodyOf(stream))).toBe(true);
  });

  it('ends its connection when its last call has ended, once it is closed', async () => {
    const body = Buffer.from('late');
    const stream = session.request({ ':method': 'POST' });
    stream.write(body);
    await once(stream, 'response');
    const goAway = once(session, 'goaway');
    for (const served of echo.served) served.close();
    await goAway;
    const closed = once(session, 'close');
    stream.end();
    expect(await bodyOf(stream)).toEqual(body);
    await closed;
  });

  it('tells a caller to stop that sends on behind its answer', async () => {
    const stream = session.request({ ':method': 'POST', ':path': '/wait' });
    stream.write('more');
    const waiting = await until('the stream', () => echo.streams[0]);
    waiting.sendEnd(headerBlock([[':status', '200']]));
    stream.resume();
    await once(stream, 'close');
    expect(stream.rstCode).toBe(constants.NGHTTP2_NO_ERROR);
  });

  it("reads what the encoder of Node's own HTTP/2 writes", async () => {
    const path = fc.stringMatching(/^\/[a-z/._~A-Z0-9-]{0,100}$/);
    const timeout = fc.option(fc.stringMatching(/^[0-9]{1,8}[HMSmun]$/), { nil: undefined });
    const more = fc.dictionary(
      fc.stringMatching(/^x-[a-z0-9-]{1,20}$/),
      fc.stringMatching(/^[!-~]{0,200}$/),
      { maxKeys: 10 },
    );
    const requests = fc.sample(fc.tuple(path, timeout, more), 200);
    for (const [one, at, fields] of requests) {
      const headers = { ':method': 'POST', ':path': one, ...fields };
      const stream = session.request(
        at === undefined ? headers : { ...headers, 'grpc-timeout': at },
      );
      stream.end();
      await bodyOf(stream);
    }
    expect(echo.requests).toEqual(requests.map(([one, at]) => ({ path: one, timeout: at })));
  });

  async function echoOf(body: Buffer): Promise<Buffer> {
    const stream = session.request({ ':method': 'POST', ':path': '/' });
    stream.end(body);
    return await bodyOf(stream);
  }
});

describe('Http2Socket', () => {
  it('reads no more from a client that takes no answers to its pings', async () => {
    const echo = new Echo();
    const server = createServer(echo.accept);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = connectTcp(port, '127.0.0.1');
    client.pause();
    client.on('error', () => {}); // it is cut off at the end
    client.write(greeting);
    const ping = frame(frameType.ping, 0, 0, Buffer.alloc(8));
    const pings = Buffer.concat(new Array(60_000).fill(ping));
    for (let count = 0; count < 24; count += 1) client.write(pings); // more than the kernel holds
    await until('the server to stop reading', () => echo.sockets[0]?.isPaused() || undefined);
    expect(echo.sockets[0]?.writableLength).toBeLessThan(512 * 1024);
    client.resume();
    client.write(requestHeaders(1));
    await until('the server to read on', () => echo.requests[0]);
    client.destroy();
    server.close();
  });
});

async function bodyOf(stream: ClientHttp2Stream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
