import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeanConnection } from './lean-connection.ts';
import { messagesOfPieces } from './message-pieces.ts';

/** Sends back every message as it comes, unless the path says that the call fails. */
function answer(stream: ServerHttp2Stream, path: string | undefined): void {
  if (path === '/fails') {
    stream.respond({ ':status': 200, 'grpc-status': 5 }, { endStream: true });
    return;
  }
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': 0 }));
  stream.pipe(stream);
}

describe('a connection of the load generator', () => {
  let server: Http2Server;
  let socket: Socket;
  let connection: LeanConnection;

  beforeEach(async () => {
    server = createServer();
    server.on('stream', (stream, headers) => answer(stream, headers[':path']));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    socket = connect({ host: '127.0.0.1', port });
    connection = new LeanConnection(socket, 'http', () => undefined);
    await connection.ready;
  });

  afterEach(async () => {
    socket.destroy();
    server.close();
    await once(server, 'close');
  });

  function echoOf(path: string, message: Uint8Array): Promise<Buffer[]> {
    return new Promise((resolve) => {
      const messages: Buffer[] = [];
      const data = messagesOfPieces((echo) => messages.push(Buffer.from(echo)));
      connection.call(path, message, { data, ended: () => resolve(messages) });
      connection.flush();
    });
  }

  it('makes calls of any size that a window takes, one beside the other', async () => {
    const sizes = [0, 1, 128, 16_379, 16_380, 40_000];
    const messages = sizes.map((size) => Buffer.alloc(size, `${size}`));
    const echoes = await Promise.all(messages.map((message) => echoOf('/echo', message)));
    expect(echoes).toEqual(messages.map((message) => [message]));
  });

  it('makes more calls than the window of the connection takes at once', async () => {
    const messages = Array.from({ length: 100 }, (_, at) => Buffer.alloc(10_000, at));
    const echoes = await Promise.all(messages.map((message) => echoOf('/echo', message)));
    expect(echoes).toEqual(messages.map((message) => [message]));
  });

  it('ends a call that fails without any answer', async () => {
    expect(await echoOf('/fails', Buffer.from('a'))).toEqual([]);
  });

  it('sends on a stream more than its window takes at once, in order', async () => {
    const messages = Array.from({ length: 100 }, (_, at) => Buffer.alloc(10_000, at));
    const echoes = await new Promise<Buffer[]>((resolve) => {
      const found: Buffer[] = [];
      const data = messagesOfPieces((echo) => {
        found.push(Buffer.from(echo));
        if (found.length === messages.length) resolve(found);
      });
      const stream = connection.stream('/echo', { data, ended: () => resolve(found) });
      for (const message of messages) stream.send(message);
      connection.flush();
    });
    expect(echoes).toEqual(messages);
  });

  it('refuses a message that would never fit', () => {
    const stream = connection.stream('/echo', { data: () => undefined, ended: () => undefined });
    expect(() => stream.send(Buffer.alloc(70_000))).toThrow(
      'a message of 70000 bytes is larger than the window',
    );
  });
});
