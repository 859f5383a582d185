import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeIdentities } from '../../test/support/fake-server.ts';
import { frameOf } from '../api/message-frame.ts';
import { kvService } from '../api/services.ts';
import { Connection } from './connection.ts';
import { type Credentials, readCredentials } from './credentials.ts';

let home: string;
let credentials: Credentials;
let server: Http2SecureServer;
let connection: Connection;
let sessions = 0;

/** What the server does with the call that is made next. */
let answer: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

beforeAll(async () => {
  home = await makeIdentities();
  credentials = await readCredentials({
    cacert: file('ca.pem'),
    cert: file('root-client.pem'),
    key: file('root-client-key.pem'),
  });
});

beforeEach(async () => {
  sessions = 0;
  server = createSecureServer({
    ca: readFileSync(file('ca.pem')),
    cert: readFileSync(file('server.pem')),
    key: readFileSync(file('server-key.pem')),
    requestCert: true,
  });
  server.on('session', () => {
    sessions += 1;
  });
  server.on('stream', (stream, headers) => answer(stream, headers));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  connection = new Connection({ host: '127.0.0.1', port }, credentials);
});

afterEach(() => {
  connection.close();
  server.close();
});

afterAll(() => rm(home, { recursive: true }));

describe('a call', () => {
  it('says where it goes, and how long its caller waits', async () => {
    let seen: IncomingHttpHeaders = {};
    answer = (stream, headers) => {
      seen = headers;
      succeed(stream, []);
    };
    await list(Date.now() + 60_000);
    expect(seen).toMatchObject({
      ':method': 'POST',
      ':path': '/api.KV/List',
      ':authority': connection.address,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    expect(Number(/^(\d+)m$/.exec(`${seen['grpc-timeout']}`)?.[1])).toBeGreaterThan(50_000);
  });

  it('gives every message of an answer that is longer than what may be unread', async () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `key-${index}`);
    answer = (stream) => succeed(stream, keys);
    expect(await list()).toEqual(keys);
  });

  it('fails with the status that comes without a message', async () => {
    answer = (stream) => {
      stream.respond(
        { 'content-type': 'application/grpc', 'grpc-status': '5', 'grpc-message': 'no%20key' },
        { endStream: true },
      );
    };
    await expect(list()).rejects.toMatchObject({ code: 5, details: 'no key', source: 'server' });
  });

  it('was lost when its stream ends without a status', async () => {
    answer = (stream) => {
      stream.respond({ 'content-type': 'application/grpc' });
      stream.end(messageOf('k'));
    };
    await expect(list()).rejects.toMatchObject({ code: 14, source: 'connection' });
  });

  it('was lost when the server ends the connection', async () => {
    answer = (stream) => stream.session?.destroy();
    await expect(list()).rejects.toMatchObject({ code: 14, source: 'connection' });
  });

  it('fails when the answer ends within a message', async () => {
    answer = (stream) => succeed(stream, [], messageOf('k').subarray(0, 6));
    await expect(list()).rejects.toMatchObject({
      code: 13,
      details: 'malformed answer: it ends within a message',
    });
  });

  it('fails when a message cannot be read', async () => {
    answer = (stream) => succeed(stream, [], frameOf(Buffer.of(0x0a, 0x7f)));
    await expect(list()).rejects.toMatchObject({ code: 13 });
  });

  it('fails at a server that does not speak gRPC', async () => {
    answer = (stream) => {
      stream.respond({ ':status': 404 });
      stream.end('nothing here');
    };
    await expect(list()).rejects.toMatchObject({
      code: 12,
      details: 'the server answers with HTTP 404',
    });
  });

  it('ends at its deadline, and tells the server', async () => {
    const closed = Promise.withResolvers<number>();
    answer = (stream) => {
      stream.on('error', () => undefined);
      stream.on('close', () => closed.resolve(stream.rstCode));
    };
    await expect(list(Date.now() + 200)).rejects.toMatchObject({ code: 4, source: 'caller' });
    expect(await closed.promise).toBe(8); // CANCEL
    expect(connection.inFlight).toBe(0);
  });
});

describe('a server that goes away', () => {
  it('finishes the calls that it has, and gets the next ones on another connection', async () => {
    let first: ServerHttp2Stream | undefined;
    answer = (stream) => {
      first = stream;
      stream.session?.goaway();
    };
    const waiting = list();
    await expect.poll(() => first).toBeDefined();
    answer = (stream) => succeed(stream, ['second']);
    await expect.poll(() => list()).toEqual(['second']);
    if (first !== undefined) succeed(first, ['first']);
    expect(await waiting).toEqual(['first']);
    expect(sessions).toBe(2);
  });
});

async function list(deadline = Date.now() + 5000): Promise<string[]> {
  const call = { deadline };
  await connection.ready(call);
  const keys: string[] = [];
  for await (const { key } of connection.stream(kvService.list, {}, call)) keys.push(key);
  return keys;
}

/** Answers with messages, and what else `rest` is, and the status OK. */
function succeed(
  stream: ServerHttp2Stream,
  keys: readonly string[],
  rest: Uint8Array = Buffer.alloc(0),
): void {
  stream.respond({ 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(Buffer.concat([...keys.map(messageOf), rest]));
}

function messageOf(key: string): Buffer {
  return frameOf(kvService.get.responseSerialize({ key }));
}

function file(name: string): string {
  return join(home, '.mokv', name);
}
