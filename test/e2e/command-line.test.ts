import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeServer, makeIdentities } from '../support/fake-server.ts';
import { mokv } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));
let home: string;
let server: FakeServer;
let env: Record<string, string>;

beforeAll(async () => {
  home = await makeIdentities();
  server = await new FakeServer().start(home);
  for (let index = 0; index < 20_000; index += 1)
    server.items.set(`key-${index}`, Buffer.from('v'));
  env = { HOME: home, MOKV_ENDPOINTS: server.endpoint };
});

afterAll(async () => {
  server.stop();
  await rm(home, { recursive: true });
});

it('carries bytes through stdin and stdout unchanged', async () => {
  const value = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  expect(await mokv(['set', 'bytes'], { env, stdin: value })).toEqual({
    code: 0,
    stdout: 'OK\n',
    stderr: '',
  });
  expect(await mokv(['get', 'bytes'], { env })).toEqual({
    code: 0,
    stdout: value.toString('latin1'),
    stderr: '',
  });
});

it('ends quietly when nobody reads its output any more', async () => {
  const child = spawn(process.execPath, [binary, 'list'], { env: { ...process.env, ...env } });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends with the exit code of %s', async (signal, code) => {
  server.behaviour = () => 'silence';
  const calls = server.calls.length;
  const child = spawn(process.execPath, [binary, 'get', 'a'], { env: { ...process.env, ...env } });
  await until('the call to arrive', () => (server.calls.length > calls ? true : undefined));
  child.kill(signal);
  expect(await once(child, 'close')).toEqual([code, null]);
  server.behaviour = () => 'answer';
});
