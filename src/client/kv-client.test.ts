import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';
import { freePorts } from '../../test/support/free-port.ts';
import { MokvError } from '../shared/errors.ts';
import { type Credentials, readCredentials } from './credentials.ts';
import { parseEndpoint } from './endpoint.ts';
import { KvClient } from './kv-client.ts';

let home: string;
let otherHome: string;
let a: FakeServer;
let b: FakeServer;
const clients: KvClient[] = [];

beforeAll(async () => {
  [home, otherHome] = await Promise.all([makeIdentities(), makeIdentities()]);
});

beforeEach(async () => {
  [a, b] = await Promise.all([new FakeServer().start(home), new FakeServer().start(home)]);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  a.stop();
  b.stop();
});

afterAll(() => Promise.all([home, otherHome].map((path) => rm(path, { recursive: true }))));

describe('KvClient', () => {
  it('sets, gets, lists and deletes', async () => {
    const client = await clientOf([a.endpoint]);
    await client.set('k', Buffer.from([0, 255]), within(5000));
    await client.set('empty', Buffer.alloc(0), within(5000));
    expect([...(await client.get('k', within(5000))).value]).toEqual([0, 255]);
    expect([...(await client.get('empty', within(5000))).value]).toEqual([]);
    await client.delete('k', within(5000));
    expect(await keysOf(client)).toEqual(['empty']);
    await expect(client.get('k', within(5000))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells the servers and the status', async () => {
    a.servers = [
      { id: 'n1', rpcAddr: 'h:1', isLeader: true },
      { id: 'n2', rpcAddr: 'h:2' },
    ];
    a.status = { nodeId: 'n1', term: 7 };
    const client = await clientOf([a.endpoint]);
    expect(await client.getServers(within(5000))).toEqual([
      { id: 'n1', address: 'h:1', isLeader: true },
      { id: 'n2', address: 'h:2', isLeader: false },
    ]);
    expect(await client.cluster.status(within(5000))).toMatchObject({ nodeId: 'n1', term: 7 });
  });

  it('follows NOT_LEADER to the leader, and starts there the next time', async () => {
    a.behaviour = () => notLeader(b.endpoint);
    const client = await clientOf([a.endpoint]);
    await client.set('k', Buffer.from('1'), within(5000));
    await client.set('k', Buffer.from('2'), within(5000));
    expect(a.calls).toEqual(['set']);
    expect(b.calls).toEqual(['set', 'set']);
  });

  it('goes on to the next endpoint when one refuses connections', async () => {
    const [port] = await freePorts(1);
    const client = await clientOf([`127.0.0.1:${port}`, b.endpoint]);
    await client.set('k', Buffer.from('1'), within(5000));
    expect(b.calls).toEqual(['set']);
  });

  it('asks another server when a read loses its connection', async () => {
    a.behaviour = () => 'silence';
    b.items.set('k', Buffer.from('v'));
    const client = await clientOf([a.endpoint, b.endpoint]);
    const answer = client.get('k', within(5000));
    await expect.poll(() => a.calls).toEqual(['get']);
    a.stop();
    expect(Buffer.from((await answer).value).toString()).toBe('v');
  });

  it('asks another server for a list that has not begun', async () => {
    a.behaviour = () => new MokvError('NO_LEADER', 'no leader');
    b.items.set('k', Buffer.from('v'));
    expect(await keysOf(await clientOf([a.endpoint, b.endpoint]))).toEqual(['k']);
  });

  it('does not send a write again when its connection was lost', async () => {
    a.behaviour = () => 'silence';
    const client = await clientOf([a.endpoint, b.endpoint]);
    const written = client.set('k', Buffer.from('1'), within(5000));
    const outcome = expect(written).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: 'the connection was lost; the write may have been applied',
    });
    await expect.poll(() => a.calls).toEqual(['set']);
    a.stop();
    await outcome;
    expect(b.calls).toEqual([]);
  });

  it('does not know the outcome of a write that the deadline cut off', async () => {
    a.behaviour = () => 'silence';
    const client = await clientOf([a.endpoint]);
    await expect(client.delete('k', within(300))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: 'no answer before the deadline; the write may have been applied',
    });
    await expect(client.get('k', within(300))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it.each(['NO_LEADER', 'UNAVAILABLE', 'RESOURCE_EXHAUSTED', 'PERMISSION_DENIED'] as const)(
    'believes a server that answers a write with %s',
    async (code) => {
      a.behaviour = () => new MokvError(code, 'as it is', { hint: 'wait' });
      const client = await clientOf([a.endpoint]);
      await expect(client.set('k', Buffer.from('1'), within(300))).rejects.toMatchObject({
        code,
        message: 'as it is',
        hint: 'wait',
      });
    },
  );

  it('does not know the outcome of a write that the server failed at', async () => {
    a.behaviour = () => new MokvError('INTERNAL', 'internal error, see the log');
    const client = await clientOf([a.endpoint]);
    await expect(client.set('k', Buffer.from('1'), within(300))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: 'internal error, see the log; the write may have been applied',
    });
  });

  it('ends the call when the reader of a list stops', async () => {
    for (let index = 0; index < 2000; index += 1) a.items.set(`k${index}`, Buffer.alloc(1000));
    const client = await clientOf([a.endpoint]);
    for await (const { key } of client.list(within(5000))) {
      expect(key).toBe('k0');
      break;
    }
    await expect.poll(() => a.calls).toEqual(['list', 'list cancelled']);
  });

  it('stops at an abort, while it connects and while it waits', async () => {
    a.behaviour = () => 'silence';
    const interruption = new AbortController();
    const call = { deadline: Date.now() + 5000, signal: interruption.signal };
    const client = await clientOf([a.endpoint]);
    const waiting = client.get('k', call);
    await expect.poll(() => a.calls).toEqual(['get']);
    interruption.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(client.get('k', call)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a connection that does not come about', () => {
  it('names the endpoint that refuses it', async () => {
    const [port] = await freePorts(1);
    await expectFailure([`127.0.0.1:${port}`], {
      code: 'UNAVAILABLE',
      message: `cannot connect to 127.0.0.1:${port}: connection refused`,
    });
  });

  it('says that the host is not known', async () => {
    await expectFailure(['no-such-host.invalid:1'], {
      code: 'UNAVAILABLE',
      message: 'cannot connect to no-such-host.invalid:1: the host name is not known',
    });
  });

  it('says that it does not trust the server', async () => {
    const files = filesOf(home);
    const credentials = await readCredentials({ ...files, cacert: filesOf(otherHome).cacert });
    const failure = await failureOf([a.endpoint], credentials);
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
    expect(failure.message).toMatch(/: its certificate is not trusted \([A-Z_]+\)$/);
  });

  it('says which names the certificate of the server has', async () => {
    const credentials = await readCredentials(filesOf(home), 'kv.example.com');
    const failure = await failureOf([a.endpoint], credentials);
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
    expect(failure.message).toContain('its certificate is for other names');
    expect(failure.message).toContain('DNS:localhost');
  });

  it('says that the server refused the client certificate', async () => {
    const strict = await new FakeServer().start(home, otherHome);
    try {
      const failure = await failureOf([strict.endpoint], await readCredentials(filesOf(home)));
      expect(failure).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(failure.message).toContain(`${strict.endpoint} refused ${filesOf(home).cert}`);
    } finally {
      strict.stop();
    }
  });

  it('says that the other side speaks no TLS', async () => {
    const { server, endpoint } = await plainServer();
    try {
      const failure = await failureOf([endpoint], await readCredentials(filesOf(home)));
      expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
      expect(failure.message).toContain('it does not speak TLS');
    } finally {
      server.close();
    }
  });

  it('takes the name of --server-name in place of the host', async () => {
    const client = await clientOf([a.endpoint], await readCredentials(filesOf(home), 'localhost'));
    await client.set('k', Buffer.from('1'), within(5000));
    expect(a.calls).toEqual(['set']);
  });
});

async function clientOf(endpoints: string[], credentials?: Credentials): Promise<KvClient> {
  const own = credentials ?? (await readCredentials(filesOf(home)));
  const client = new KvClient(endpoints.map(parseEndpoint), own);
  clients.push(client);
  return client;
}

function filesOf(of: string): { cacert: string; cert: string; key: string } {
  const file = (name: string): string => join(of, '.mokv', name);
  return {
    cacert: file('ca.pem'),
    cert: file('root-client.pem'),
    key: file('root-client-key.pem'),
  };
}

function within(ms: number): { deadline: number } {
  return { deadline: Date.now() + ms };
}

async function keysOf(client: KvClient): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of client.list(within(5000))) keys.push(key);
  return keys;
}

async function failureOf(endpoints: string[], credentials: Credentials): Promise<MokvError> {
  const client = await clientOf(endpoints, credentials);
  const failure: unknown = await client.get('k', within(5000)).catch((error: unknown) => error);
  if (failure instanceof MokvError) return failure;
  throw new Error('there was no failure', { cause: failure });
}

async function expectFailure(endpoints: string[], expected: object): Promise<void> {
  const failure = await failureOf(endpoints, await readCredentials(filesOf(home)));
  expect(failure).toMatchObject(expected);
}

function notLeader(address: string): MokvError {
  return new MokvError('NOT_LEADER', 'another server leads', {
    metadata: { leader_addr: address },
  });
}

async function plainServer(): Promise<{ server: Server; endpoint: string }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return { server, endpoint: `127.0.0.1:${port}` };
}
