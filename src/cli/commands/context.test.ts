import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import type { Environment } from '../environment.ts';

let home: string;
let file: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
  file = join(home, '.config', 'mokv', 'config.yaml');
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  server.items.set('a', Buffer.from('1'));
});

afterEach(async () => {
  server.stop();
  await rm(join(home, '.config'), { recursive: true, force: true });
});

afterAll(() => rm(home, { recursive: true }));

describe('context add, use, rename and remove', () => {
  it('keep a file that its owner alone can read', async () => {
    const ok = { exit: 0, stdout: 'OK\n', stderr: '' };
    expect(await mokv('context add dev -e 127.0.0.1:1')).toEqual(ok);
    expect(
      await mokv('context add prod -e 10.0.0.1:8400,n2:8400 --cert c.pem --production'),
    ).toEqual(ok);
    expect(await readFile(file, 'utf8')).toBe(
      [
        'contexts:',
        '  dev:',
        '    endpoints:',
        '      - 127.0.0.1:1',
        '  prod:',
        '    endpoints:',
        '      - 10.0.0.1:8400',
        '      - n2:8400',
        `    cert: ${join(process.cwd(), 'c.pem')}`,
        '    production: true',
        'current: dev',
        '',
      ].join('\n'),
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await mokv('context rename dev old')).toEqual(ok);
    expect(await mokv('context use prod')).toEqual(ok);
    expect((await mokv('context list')).stdout).toBe(
      `prod*\t10.0.0.1:8400,n2:8400\t${join(process.cwd(), 'c.pem')}\tproduction\nold\t127.0.0.1:1\t-\t\n`,
    );
    expect(await mokv('context remove prod')).toEqual(ok);
    expect(await readFile(file, 'utf8')).toBe(
      'contexts:\n  old:\n    endpoints:\n      - 127.0.0.1:1\n',
    );
  });

  it('keep comments, and a link to the file', async () => {
    const real = join(home, '.config', 'dotfile.yaml');
    await mkdir(join(home, '.config', 'mokv'), { recursive: true });
    await writeFile(real, '# mine\ncontexts:\n  dev: {} # the defaults\n', { mode: 0o600 });
    await symlink(real, file);
    await mokv('context use dev');
    expect(await readFile(real, 'utf8')).toBe(
      '# mine\ncontexts:\n  dev: {} # the defaults\ncurrent: dev\n',
    );
  });

  it.each([
    ['add dev', 4, 'there is a context "dev" already'],
    ['add a/b', 2, 'the name "a/b" of a context must be 1 to 63 letters, digits, dots, - or _'],
    ['use none', 3, 'there is no context "none"'],
    ['remove none', 3, 'there is no context "none"'],
    ['rename none x', 3, 'there is no context "none"'],
    ['rename dev other', 4, 'there is a context "other" already'],
    ['frobnicate', 2, 'unknown command "context frobnicate"'],
  ])('%s changes nothing', async (words, exit, message) => {
    const text = 'contexts:\n  dev: {}\n  other: {}\n';
    await save(text);
    const result = await mokv(`context ${words}`);
    expect({ exit: result.exit, line: result.stderr.split('\n')[0] }).toEqual({
      exit,
      line: `mokv: ${message}`,
    });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('a file of contexts', () => {
  it.each([
    [
      'contexts: [',
      'Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['contexts: 1', 'contexts: Invalid input: expected record, received number'],
    ['contexts: {a: {endpoint: x}}', 'contexts.a: Unrecognized key: "endpoint"'],
    [
      'contexts: {a: {endpoints: [x]}}',
      'contexts.a.endpoints.0: must be an address of the form host:port',
    ],
    ['current: a', 'current names "a", and there is no such context'],
  ])('that is wrong is named: %s', async (text, what) => {
    await save(text);
    const { exit, stderr } = await mokv('get a');
    expect({ exit, stderr: stderr.split('\n')[0] }).toEqual({
      exit: 2,
      stderr: expect.stringContaining(`mokv: ${file}: ${what}`),
    });
  });

  it('is refused when others can read it', async () => {
    await save('contexts: {}');
    await chmod(file, 0o644);
    expect(await mokv('get a')).toEqual({
      exit: 2,
      stdout: '',
      stderr: `mokv: ${file} is open to others (mode 0644)\nhint: chmod 600 ${file}\n`,
    });
  });
});

describe('where a command goes', () => {
  beforeEach(() =>
    save(
      `current: dev\ncontexts:\n  dev: { endpoints: ['${server.endpoint}'] }\n  dead: { endpoints: ['127.0.0.1:1'], cert: ~/c.pem, key: k.pem }\n`,
    ),
  );

  it.each<[string, Partial<Environment>, string]>([
    ['', {}, 'dev'],
    ['-c dead', {}, 'dead'],
    ['', { context: 'dead' }, 'dead'],
    ['-c dev', { context: 'dead' }, 'dev'],
    ['-c dev', { endpoints: '127.0.0.1:1' }, 'dev'],
    ['', { endpoints: '127.0.0.1:1' }, 'dead'],
    ['-c dead -e SERVER', {}, 'dev'],
    ['-c dead', { endpoints: 'SERVER' }, 'dead'],
  ])('%s with %j is %s', async (flags, environment, expected) => {
    const { endpoints } = environment;
    const own =
      endpoints === 'SERVER' ? { ...environment, endpoints: server.endpoint } : environment;
    const line = `${flags} context show --resolved -j`.trim().replace('SERVER', server.endpoint);
    const resolved = JSON.parse((await mokv(line, { environment: own })).stdout);
    expect(resolved.endpoints.value).toEqual([
      expected === 'dev' ? server.endpoint : '127.0.0.1:1',
    ]);
  });

  it('is told with who says so', async () => {
    const environment = { serverName: 'kv', timeout: '2s' };
    const line = 'context show --resolved -c dead --key other.pem';
    expect((await mokv(line, { environment })).stdout).toBe(
      [
        'context\tdead\tflag --context',
        'production\tfalse\tcontext dead',
        'endpoints\t127.0.0.1:1\tcontext dead',
        `cacert\t${join(home, '.mokv', 'ca.pem')}\tdefault`,
        `cert\t${join(home, 'c.pem')}\tcontext dead`,
        'key\tother.pem\tflag --key',
        'server_name\tkv\tenv MOKV_SERVER_NAME',
        'timeout_ms\t2000\tenv MOKV_TIMEOUT',
        '',
      ].join('\n'),
    );
  });

  it.each<[string, Partial<Environment>, boolean]>([
    ['', {}, true],
    ['', { endpoints: 'h:1' }, true],
    ['', { endpoints: 'h:1', cacert: 'a', cert: 'b', key: 'c' }, false],
    ['-c prod', { endpoints: 'h:1', cacert: 'a', cert: 'b', key: 'c' }, true],
    ['-c dev', {}, false],
  ])('%s with %j is production: %s', async (flags, environment, production) => {
    await save(
      "current: prod\ncontexts:\n  prod: { endpoints: ['h:1'], production: true }\n  dev: {}\n",
    );
    const line = `${flags} context show --resolved -j`.trim();
    const { stdout } = await mokv(line, { environment });
    expect(JSON.parse(stdout).production.value).toBe(production);
  });

  it('is what get and context test use', async () => {
    server.status = { nodeId: 'n1', role: 'leader', leaderId: 'n1', version: '1.0.0' };
    expect(await mokv('get a')).toEqual({ exit: 0, stdout: '1', stderr: '' });
    expect((await mokv('context test')).stdout).toBe('OK n1 answers, n1 leads\n');
    expect(JSON.parse((await mokv('context test dev -j')).stdout)).toEqual({
      context: 'dev',
      production: false,
      node: 'n1',
      leader: 'n1',
      version: '1.0.0',
    });
    expect((await mokv('context test none')).exit).toBe(3);
  });

  it('is shown by name', async () => {
    expect(JSON.parse((await mokv('context show dead -j')).stdout)).toEqual({
      name: 'dead',
      current: false,
      endpoints: ['127.0.0.1:1'],
      cacert: null,
      cert: join(home, 'c.pem'),
      key: join(home, '.config', 'mokv', 'k.pem'),
      server_name: null,
      insecure: false,
      production: false,
    });
    expect((await mokv('context list -o name')).stdout).toBe('dev\ndead\n');
    expect(JSON.parse((await mokv('context list -j')).stdout).contexts).toHaveLength(2);
  });
});

async function save(text: string): Promise<void> {
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
  await writeFile(file, text, { mode: 0o600 });
}

function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  return runCommand(line.split(' '), {
    ...options,
    environment: { home, ...options.environment },
  });
}
