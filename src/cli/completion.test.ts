import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';
import { freePorts } from '../../test/support/free-port.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
  server = await new FakeServer().start(home);
  server.status = { servers: [{ id: 'n1' }, { id: 'n2' }] };
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
  const config = `contexts:\n  prod: { endpoints: ['${server.endpoint}'] }\n  dev: {}\n`;
  await writeFile(join(home, '.config', 'mokv', 'config.yaml'), config, { mode: 0o600 });
});

afterAll(async () => {
  server.stop();
  await rm(home, { recursive: true });
});

describe('completion', () => {
  it.each([
    ['', ['get', 'set', 'help', 'context']],
    ['ge', ['get']],
    ['-c prod ge', ['get']],
    ['help ex', ['exit-codes']],
    ['member p', ['promote']],
    ['gossip keys ', ['list', 'install', 'use', 'remove']],
    ['list --val', ['--values']],
    ['member list -', ['--output', '--context', '--help']],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['list -o n', ['ndjson']],
    ['-o t', ['table']],
    ['list --output=nd', ['--output=ndjson']],
    ['get k --consistency s', ['stale']],
    ['context use ', ['prod', 'dev']],
    ['get k -c ', ['prod', 'dev']],
    ['schema mem', ['member']],
    ['context show --context=p', ['--context=prod']],
  ])('of "%s" offers %j', async (line, words) => {
    const { offered } = await complete(line);
    expect(offered).toEqual(expect.arrayContaining(words));
    const last = line.split(' ').at(-1) ?? '';
    expect(offered.filter((word) => !word.startsWith(last))).toEqual([]);
  });

  it.each([
    ['get cfz cfg/', ':done', []],
    ['set cfz cfg/', ':done', []],
    ['member remove ', ':done', ['n1', 'n2']],
    ['leader transfer n', ':done', ['n1', 'n2']],
    ['get k --cacert ', ':files', []],
    ['cert inspect ', ':files', []],
    ['frobnicate ', ':done', []],
    ['member frobnicate ', ':done', []],
    ['get -- -', ':done', []],
  ])('of "%s" is %s %j', async (line, next, words) => {
    expect(await complete(`-c prod ${line}`)).toEqual({ next, offered: words });
  });

  it.each(['get ', 'member remove '])('of "%s" is silent when nobody answers', async (line) => {
    const [port] = await freePorts(1);
    expect(await complete(`-e 127.0.0.1:${port} ${line}`)).toEqual({ next: ':done', offered: [] });
    expect(await complete(`-c none ${line}`)).toEqual({ next: ':done', offered: [] });
  });
});

async function complete(line: string) {
  const argv = ['__complete', '--', ...line.split(' ')];
  const { exit, stdout, stderr } = await runCommand(argv, { environment: { home } });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const [next, ...lines] = stdout.trimEnd().split('\n');
  return { next, offered: lines.map((text) => text.split('\t')[0] ?? '') };
}
