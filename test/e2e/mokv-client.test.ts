import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { credentials, loadPackageDefinition, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeProcess } from '../support/mokv-process.ts';

const proto = fileURLToPath(new URL('fixtures/go-mokv.proto', import.meta.url));
let home: string;
let node: NodeProcess;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-e2e-'));
  node = await NodeProcess.create(home);
  await node.start();
});

afterAll(async () => {
  await node.end('SIGTERM');
  await rm(home, { recursive: true });
});

describe("a generic client that loads mökv's own kv.proto", () => {
  it('sets, gets, lists, deletes and asks for the servers as root', async () => {
    const client = await clientOf('root');
    const value = Buffer.from([0, 255, 10, 13]);
    expect(await client.call('Set', { key: 'clé', value })).toEqual({ ok: true });
    expect(await client.call('Set', { key: 'b', value: Buffer.alloc(0) })).toEqual({ ok: true });
    expect(await client.call('Get', { key: 'clé' })).toEqual({ key: 'clé', value });
    expect(await client.list()).toEqual([
      { key: 'b', value: Buffer.alloc(0) },
      { key: 'clé', value },
    ]);
    expect(await client.call('Delete', { key: 'b' })).toEqual({ ok: true });
    await expect(client.call('Get', { key: 'b' })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
    const { servers } = (await client.call('GetServers', {})) as { servers: unknown[] };
    expect(servers).toEqual([{ id: expect.any(String), rpc_addr: node.endpoint, is_leader: true }]);
    client.close();
  });

  it.each([
    ['Set', { key: 'a', value: Buffer.from('1') }],
    ['Get', { key: 'a' }],
    ['Delete', { key: 'a' }],
    ['GetServers', {}],
  ])('is denied %s as nobody', async (method, request) => {
    const client = await clientOf('nobody');
    await expect(client.call(method, request)).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
      details: expect.stringContaining('"nobody"'),
    });
    client.close();
  });
});

interface GenericClient {
  call(method: string, request: object): Promise<unknown>;
  list(): Promise<unknown[]>;
  close(): void;
}

async function clientOf(user: string): Promise<GenericClient> {
  const read = (file: string): Promise<Buffer> => readFile(join(home, '.mokv', file));
  const tls = credentials.createSsl(
    await read('ca.pem'),
    await read(`${user}-client-key.pem`),
    await read(`${user}-client.pem`),
  );
  const { api } = loadPackageDefinition(loadSync(proto, { keepCase: true, defaults: true }));
  const { KV } = api as unknown as { KV: new (address: string, tls: unknown) => Stub };
  const stub = new KV(node.endpoint, tls);
  return {
    call: (method, request) =>
      new Promise((resolve, reject) => {
        stub[method]?.(request, (error: unknown, response: unknown) =>
          error === null ? resolve(response) : reject(error),
        );
      }),
    async list() {
      const items: unknown[] = [];
      for await (const item of stub.List({})) items.push(item);
      return items;
    },
    close: () => stub.close(),
  };
}

type Stub = Record<
  string,
  (request: object, done: (error: unknown, response: unknown) => void) => void
> & {
  List(request: object): AsyncIterable<unknown>;
  close(): void;
};
