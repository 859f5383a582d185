import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';
import type { MokvError } from '../shared/errors.ts';
import { connect } from './connect.ts';
import type { KvClient } from './kv-client.ts';

let home: string;
let server: FakeServer;
const clients: KvClient[] = [];

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(undefined);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  server.stop();
});

afterAll(() => rm(home, { recursive: true }));

describe('a client without TLS', () => {
  it('speaks HTTP/2 in plain text', async () => {
    const client = await plainClient(server.endpoint);
    await client.set('k', Buffer.from('v'));
    expect((await client.get('k')).value).toEqual(Buffer.from('v'));
  });

  it('says that a server requires TLS', async () => {
    const secure = await new FakeServer().start(home);
    expect(await failureOf(await plainClient(secure.endpoint))).toMatchObject({
      code: 'UNAVAILABLE',
      message: `cannot connect to ${secure.endpoint}: it requires TLS`,
      hint: 'leave out --insecure, and name your certificates',
    });
    secure.stop();
  });

  it.each([
    ['answers something else', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'it does not speak HTTP/2'],
    ['says nothing', '', 'it closes the connection'],
  ])('says that a server %s', async (_, answer, reason) => {
    const { endpoint, close } = await serverThatSays(answer);
    expect(await failureOf(await plainClient(endpoint))).toMatchObject({
      code: 'UNAVAILABLE',
      message: `cannot connect to ${endpoint}: ${reason}`,
    });
    close();
  });

  it('says that nobody listens', async () => {
    const { endpoint, close } = await serverThatSays('');
    close();
    expect(await failureOf(await plainClient(endpoint))).toMatchObject({
      code: 'UNAVAILABLE',
      message: `cannot connect to ${endpoint}: connection refused`,
    });
  });

  it('takes no certificates beside', async () => {
    const both = JSON.parse('{ "tls": false, "ca": "ca.pem" }'); // as only JavaScript can
    await expect(connect(server.endpoint, both)).rejects.toMatchObject({
      code: 'USAGE',
      message: 'the options "tls: false" and "ca" contradict each other',
    });
  });
});

it('a client with TLS says that a server runs without', async () => {
  const client = await connect(server.endpoint, {
    ca: join(home, '.mokv', 'ca.pem'),
    cert: join(home, '.mokv', 'root-client.pem'),
    key: join(home, '.mokv', 'root-client-key.pem'),
  });
  clients.push(client);
  expect(await failureOf(client)).toMatchObject({
    code: 'UNAVAILABLE',
    message: `cannot connect to ${server.endpoint}: it runs without TLS`,
    hint: 'if that is meant to be, give --insecure',
  });
});

async function plainClient(endpoint: string): Promise<KvClient> {
  const client = await connect(endpoint, { tls: false });
  clients.push(client);
  return client;
}

async function failureOf(client: KvClient): Promise<MokvError> {
  return client.get('k').then(
    () => expect.unreachable('there was no failure'),
    (error) => error,
  );
}

async function serverThatSays(text: string): Promise<{ readonly endpoint: string; close(): void }> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: `127.0.0.1:${port}`, close: () => server.close() };
}
