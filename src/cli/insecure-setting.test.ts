import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../test/support/command-run.ts';
import { FakeServer } from '../../test/support/fake-server.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { environmentFor } from './repl/shell-environment.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-insecure-'));
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
});

beforeEach(async () => {
  server = await new FakeServer().start(undefined);
  server.items.set('a', Buffer.from('1'));
  await save('contexts: {}\n');
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

describe('a command without TLS', () => {
  it.each([
    ['by a flag', 'get a -e SERVER --insecure', {}],
    ['by a flag in front', '--insecure -e SERVER get a', {}],
    ['by a variable', 'get a -e SERVER', { insecure: 'true' }],
    ['by a context', 'get a -c lab', {}],
    ['by a flag, in spite of a variable', 'get a -e SERVER --insecure', { cert: 'c.pem' }],
    ['by a shell', 'repl -e SERVER --insecure --commands get\ta', { cert: 'c.pem' }],
  ])('is one %s, and needs no certificates', async (_, line, environment) => {
    await save(`contexts:\n  lab: { endpoints: ['${server.endpoint}'], insecure: true }\n`);
    expect(await mokv(line, environment)).toMatchObject({ exit: 0, stderr: '' });
  });

  it.each([
    ['get a --insecure --cert c.pem', {}, 'flag --insecure and flag --cert'],
    ['get a --insecure --server-name kv', {}, 'flag --insecure and flag --server-name'],
    ['get a', { insecure: 'true', cacert: 'ca.pem' }, 'env MOKV_INSECURE and env MOKV_CACERT'],
  ])('is refused: %s with %j', async (line, environment, both) => {
    expect(await mokv(line, environment)).toEqual({
      exit: 2,
      stdout: '',
      stderr: `mokv: ${both} contradict each other\nhint: without TLS there are no certificates: give the one or the other\n`,
    });
  });

  it('is none that a variable does not clearly ask for', async () => {
    expect(await mokv('get a', { insecure: 'yes' })).toMatchObject({
      exit: 2,
      stderr: 'mokv: MOKV_INSECURE: expected true or false, got "yes"\n',
    });
  });
});

describe('whether there is TLS', () => {
  it.each<[string, Partial<Environment>, boolean, string]>([
    ['', {}, false, 'default'],
    ['--insecure', {}, true, 'flag --insecure'],
    ['', { insecure: 'true' }, true, 'env MOKV_INSECURE'],
    ['', { insecure: 'false' }, false, 'default'],
    ['--cert c.pem', { insecure: 'true' }, false, 'flag --cert'],
    ['--insecure', { cert: 'c.pem' }, true, 'flag --insecure'],
    ['-c lab', {}, true, 'context lab'],
    ['-c lab --cert c.pem', {}, false, 'flag --cert'],
    ['-c prod', { insecure: 'true' }, false, 'default'],
    ['', { insecure: 'true', context: 'prod' }, true, 'env MOKV_INSECURE'],
  ])('with %s and %j is: without %s, says %s', async (flags, environment, insecure, source) => {
    await save("contexts:\n  lab: { insecure: true }\n  prod: { endpoints: ['h:1'] }\n");
    const line = `context show --resolved -j ${flags}`.trim();
    const shown = JSON.parse((await mokv(line, environment)).stdout);
    expect([shown.insecure?.value ?? false, shown.cert.source]).toEqual([insecure, source]);
  });
});

describe('a context without TLS', () => {
  it('is added, shown and listed', async () => {
    expect((await mokv('context add lab -e h:1 --insecure')).exit).toBe(0);
    expect(JSON.parse((await mokv('context show lab -j')).stdout)).toMatchObject({
      insecure: true,
      cert: null,
    });
    expect((await mokv('context list')).stdout).toBe('lab*\th:1\tinsecure\t\n');
  });

  it('has no certificates', async () => {
    expect(await mokv('context add lab --insecure --key k.pem')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('mokv: --insecure and --key contradict each other\n'),
    });
    await save('contexts:\n  lab: { insecure: true, cacert: ca.pem }\n');
    expect(await mokv('get a -c lab')).toMatchObject({
      stderr: expect.stringContaining(
        'contexts.lab: insecure contradicts cacert, cert, key and serverName',
      ),
    });
  });
});

it('flags of a shell and variables do not contradict each other', () => {
  const variables = { ...readEnvironment(), cert: 'v.pem', insecure: undefined };
  expect(environmentFor(variables, { insecure: true })).toMatchObject({
    cert: undefined,
    insecure: 'true',
  });
  expect(environmentFor({ ...variables, insecure: 'true' }, { key: 'f.pem' })).toMatchObject({
    key: 'f.pem',
    insecure: undefined,
  });
});

async function save(text: string): Promise<void> {
  await writeFile(join(home, '.config', 'mokv', 'config.yaml'), text, { mode: 0o600 });
}

function mokv(line: string, environment: Partial<Environment> = {}): Promise<CommandResult> {
  const words = line
    .replace('SERVER', server.endpoint)
    .split(' ')
    .map((word) => word.replace('\t', ' '));
  return runCommand(words, { environment: { home, ...environment } });
}
