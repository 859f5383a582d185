import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, type CommandRun, runCommand } from '../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';
import { freePorts } from '../../test/support/free-port.ts';
import { MokvError } from '../shared/errors.ts';
import type { Environment } from './environment.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  server.ageMs = 250;
  server.items.set('a', Buffer.from('1'));
  server.items.set('bin', Buffer.from([0, 0x1b, 255]));
  server.items.set('tab\there', Buffer.from('two\nlines'));
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

describe('get', () => {
  it.each<[string, string, CommandRun, string]>([
    ['exact bytes for a pipe', 'get bin', {}, '\0\x1b\xff'],
    ['no line end for a pipe', 'get a', {}, '1'],
    ['a line end for a terminal', 'get a', { isTerminal: true }, '1\n'],
    ['no control characters for a terminal', 'get bin', { isTerminal: true }, '\\x00\\x1b\\xff\n'],
    ['exact bytes for a terminal with --raw', 'get bin --raw', { isTerminal: true }, '\0\x1b\xff'],
    [
      'exact bytes for a terminal with -o raw',
      'get bin -o raw',
      { isTerminal: true },
      '\0\x1b\xff',
    ],
    ['Base64', 'get bin --base64', {}, 'ABv/\n'],
    ['hexadecimal', 'get bin --hex', {}, '001bff\n'],
    ['JSON', 'get a -j', {}, '{"key":"a","value":"1"}\n'],
    ['JSON of what is not UTF-8', 'get bin -o json', {}, '{"key":"bin","value_b64":"ABv/"}\n'],
    ['the default for a key that is absent', 'get none --default x', {}, 'x'],
    ['the value in spite of a default', 'get a --default x', {}, '1'],
    ['a stale value without its age', 'get a --consistency stale', {}, '1'],
    [
      'the age of a stale value in JSON',
      'get a --consistency stale -j',
      {},
      '{"key":"a","value":"1","age_ms":250}\n',
    ],
  ])('prints %s', async (_what, line, options, stdout) => {
    expect(await mokv(line, options)).toEqual({ exit: 0, stdout, stderr: '' });
  });

  it('says on stderr alone that a key is absent', async () => {
    expect(await mokv('get none')).toEqual({
      exit: 3,
      stdout: '',
      stderr: 'mokv: key "none" not found\n',
    });
  });
});

describe('set', () => {
  it.each<[string, CommandRun, string]>([
    ['set k v', {}, 'v'],
    ['put k v', {}, 'v'],
    ['set k -', { stdin: Buffer.from([0, 255]) }, '\0\xff'],
    ['set k', { stdin: 'in\n' }, 'in\n'],
    ['set k', { stdin: '' }, ''],
    ['set k -- -5', {}, '-5'],
    ['set -- k -', { stdin: 'unread' }, '-'],
    ['set k @@x', {}, '@x'],
    ['set k aGk= --base64', {}, 'hi'],
  ])('%s writes the value', async (line, options, value) => {
    expect(await mokv(line, options)).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
    expect(Buffer.from(server.items.get('k') ?? 'none').toString('latin1')).toBe(value);
  });

  it('prints nothing with -q, and a record with -j', async () => {
    expect((await mokv('set k v -q')).stdout).toBe('');
    expect((await mokv('set k v -j')).stdout).toBe('{"key":"k"}\n');
  });

  it('asks for a value when there is none but a terminal', async () => {
    expect(await mokv('set k', { stdin: 'terminal' })).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'mokv: there is no value, and stdin is a terminal\n' +
        'hint: give it as in: mokv set KEY VALUE, mokv set KEY @file, or mokv set KEY < file\n',
    });
    expect(server.calls).toEqual([]);
  });

  it('says that the outcome is unknown when the answer does not come', async () => {
    server.behaviour = () => 'silence';
    expect(await mokv('set k v --timeout 200ms')).toEqual({
      exit: 7,
      stdout: '',
      stderr: expect.stringMatching(
        /^mokv: no answer before the deadline; the write may have been applied\nhint: 'mokv outcome [0-9a-f-]{36}\/1' tells what became of it\n$/,
      ),
    });
  });
});

describe('delete', () => {
  it('deletes keys, absent ones too', async () => {
    expect(await mokv('delete a none')).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
    expect([...server.items.keys()]).toEqual(['bin', 'tab\there']);
    expect((await mokv('rm x y -j')).stdout).toBe('{"keys":["x","y"]}\n');
  });

  it('says how far it came', async () => {
    server.behaviour = () =>
      server.calls.length < 3 ? 'answer' : new MokvError('NO_LEADER', 'no leader');
    expect(await mokv('delete a b c d')).toEqual({
      exit: 6,
      stdout: '',
      stderr: 'mokv: no leader (2 of 4 keys were deleted before)\n',
    });
  });
});

describe('list', () => {
  it.each<[string, CommandRun, string]>([
    ['list', {}, 'a\nbin\ntab\there\n'],
    ['list', { isTerminal: true }, 'a\nbin\ntab\\x09here\n'],
    ['list -0', {}, 'a\0bin\0tab\there\0'],
    ['list b', {}, 'bin\n'],
    ['list none', {}, ''],
    ['list --after a', {}, 'bin\ntab\there\n'],
    ['list --limit 2', {}, 'a\nbin\n'],
    ['ls --values --limit 1', {}, 'a\t1\n'],
    ['list bin --values --base64', {}, 'bin\tABv/\n'],
    ['list bin --values', { isTerminal: true }, 'bin\t\\x00\\x1b\\xff\n'],
    ['list b -j', {}, '{"key":"bin"}\n'],
    ['list b -j --consistency stale', {}, '{"key":"bin","age_ms":250}\n'],
    [
      'list -o ndjson --values --limit 2',
      {},
      '{"key":"a","value":"1"}\n{"key":"bin","value_b64":"ABv/"}\n',
    ],
  ])('%s', async (line, options, stdout) => {
    expect(await mokv(line, options)).toEqual({ exit: 0, stdout, stderr: '' });
  });

  it('does not let the server send what nobody wants', async () => {
    for (let index = 0; index < 2000; index += 1) server.items.set(`z${index}`, Buffer.alloc(1000));
    expect((await mokv('list --limit 1')).stdout).toBe('a\n');
    await expect.poll(() => server.calls).toEqual(['list', 'list cancelled']);
  });
});

describe('servers', () => {
  beforeEach(() => {
    server.servers = [
      { id: 'n1', rpcAddr: '10.0.0.1:8400', isLeader: true },
      { id: 'node-2', rpcAddr: '10.0.0.2:8400', isLeader: false },
    ];
  });

  it.each<[string, CommandRun, string]>([
    ['servers', {}, 'n1\t10.0.0.1:8400\tleader\nnode-2\t10.0.0.2:8400\t\n'],
    [
      'servers',
      { isTerminal: true },
      'ID      ADDR           LEADER\nn1      10.0.0.1:8400  leader\nnode-2  10.0.0.2:8400\n',
    ],
    [
      'servers -j',
      {},
      '{"servers":[{"id":"n1","addr":"10.0.0.1:8400","leader":true},{"id":"node-2","addr":"10.0.0.2:8400","leader":false}]}\n',
    ],
  ])('%s', async (line, options, stdout) => {
    expect(await mokv(line, options)).toEqual({ exit: 0, stdout, stderr: '' });
  });
});

describe('status and version', () => {
  it('print what the server says', async () => {
    server.status = { nodeId: 'n1', version: '9.9.9', role: 'leader', leaderId: 'n1' };
    expect((await mokv('status')).stdout).toContain(
      'node:        n1 (leader), mokv 9.9.9, up 0s\n',
    );
    expect(JSON.parse((await mokv('status -j')).stdout)).toMatchObject({ node: { id: 'n1' } });
    expect((await mokv('version --server')).stdout).toMatch(/^mokv .*\nserver n1: mokv 9\.9\.9\n$/);
  });

  it('the version of the program needs no server', async () => {
    server.stop();
    expect((await mokv('--version')).stdout).toMatch(
      /^mokv \d+\.\d+\.\d+ \(node \d+\.\d+\.\d+\)\n$/,
    );
  });
});

describe('wrong usage', () => {
  it.each([
    [
      'frobnicate',
      'mokv: unknown command "frobnicate"',
      "hint: run 'mokv --help' for the commands",
    ],
    ['lits', 'mokv: unknown command "lits"', "hint: did you mean 'mokv list'?"],
    ['gte', 'mokv: unknown command "gte"', "hint: did you mean 'mokv get'?"],
    ['get', "mokv: missing required argument 'key'", "hint: run 'mokv get --help'"],
    [
      'get a b',
      "mokv: too many arguments for 'get'. Expected 1 argument but got 2: a, b.",
      "hint: run 'mokv get --help'",
    ],
    ['get a --ouptut json', "mokv: unknown option '--ouptut'", 'hint: did you mean --output?'],
    ['get a -q -q', "mokv: option '-q, --quiet' is given twice", "hint: run 'mokv get --help'"],
    ['-q get a -q', "mokv: option '-q, --quiet' is given twice", "hint: run 'mokv get --help'"],
    [
      'get a -o plain -j',
      '{"error":{"code":"USAGE","exit":2,"message":"option \'-j, --json\' cannot be used with option \'-o, --output <format>\'","hint":"run \'mokv get --help\'"}}',
    ],
    [
      'get a -e ::1:8400',
      'mokv: "::1:8400" is not an address of the form host:port',
      'hint: for example 127.0.0.1:8400, kv.example.com:8400 or [::1]:8400; ports are 1 to 65535',
    ],
    [
      'list --limit 0',
      "mokv: option '--limit <n>' argument '0' is invalid. It must be a whole number, 1 or more.",
      "hint: run 'mokv list --help'",
    ],
    ['-q', 'mokv: there is no command', "hint: run 'mokv --help' for the commands"],
  ])('%s', async (line, ...stderr) => {
    expect(await mokv(line)).toEqual({ exit: 2, stdout: '', stderr: `${stderr.join('\n')}\n` });
  });

  it.each([
    ['', 'the key is empty'],
    ['k'.repeat(4097), 'the key has 4097 bytes'],
    ['k\uFFFD', 'the key is not valid UTF-8'],
  ])('a bad key does not reach the network (%#)', async (key, message) => {
    for (const argv of [
      ['get', key],
      ['set', key, 'v'],
      ['delete', 'a', key],
    ]) {
      const { exit, stdout, stderr } = await runCommand(argv, { environment: environment() });
      expect({ exit, stdout, line: stderr.split('\n')[0] }).toEqual({
        exit: 2,
        stdout: '',
        line: `mokv: ${message}`,
      });
    }
    expect(server.calls).toEqual([]);
  });
});

describe('failures', () => {
  it('of the connection', async () => {
    const [port] = await freePorts(1);
    expect(await mokv(`get a -e 127.0.0.1:${port}`)).toEqual({
      exit: 6,
      stdout: '',
      stderr: `mokv: cannot connect to 127.0.0.1:${port}: connection refused\nhint: start the node with 'mokv serve'\n`,
    });
  });

  it('of the certificates', async () => {
    const { exit, stderr } = await mokv('get a --cacert /no/ca.pem');
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr:
        'mokv: cannot read /no/ca.pem: no such file or directory\n' +
        "hint: make certificates with 'mokv cert init', or name yours with --cacert, --cert and --key\n",
    });
  });

  it('without a home directory', async () => {
    const { exit, stderr } = await runCommand(['get', 'a']);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr:
        'mokv: there is no home directory to look for ca.pem in\nhint: name the file with --cacert\n',
    });
  });

  it('as JSON', async () => {
    server.behaviour = () => new MokvError('PERMISSION_DENIED', 'no', { hint: 'ask' });
    expect(await mokv('set k v -o json')).toEqual({
      exit: 5,
      stdout: '',
      stderr: '{"error":{"code":"PERMISSION_DENIED","exit":5,"message":"no","hint":"ask"}}\n',
    });
  });

  it('that show nothing a terminal would obey', async () => {
    server.behaviour = () => new MokvError('NOT_FOUND', 'evil \x1b[2J\nkey');
    expect((await mokv('get a')).stderr).toBe('mokv: evil \\x1b[2J\\x0akey\n');
  });
});

describe('-v', () => {
  it('tells on stderr which server was asked and how it went', async () => {
    const { exit, stdout, stderr } = await mokv('get a -v');
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '1' });
    expect(stderr).toMatch(/^127\.0\.0\.1:\d+: OK \(\d+(\.\d)?ms\)\n$/);
  });

  it('tells why a server was left for another', async () => {
    const [port] = await freePorts(1);
    const { exit, stderr } = await mokv(`-v get a -e 127.0.0.1:${port},${server.endpoint}`);
    const lines = stderr
      .trimEnd()
      .replaceAll(/ \(\S+\)$/gm, '')
      .split('\n');
    expect({ exit, lines }).toEqual({
      exit: 0,
      lines: [
        `127.0.0.1:${port}: UNAVAILABLE cannot connect to 127.0.0.1:${port}: connection refused`,
        `${server.endpoint}: OK`,
      ],
    });
  });
});

describe('an interruption', () => {
  it.each([
    ['get a', 'SIGINT', 130, ''],
    ['get a', 'SIGTERM', 143, ''],
    ['set k v', 'SIGINT', 130, 'mokv: interrupted; the write may have been applied'],
  ])('of %s by %s', async (line, signal, exit, message) => {
    server.behaviour = () => 'silence';
    const interruption = new AbortController();
    const running = mokv(line, { signal: interruption.signal });
    await expect.poll(() => server.calls).toHaveLength(1);
    interruption.abort(signal);
    const result = await running;
    expect({ ...result, stderr: result.stderr.split('\n')[0] }).toEqual({
      exit,
      stdout: '',
      stderr: message,
    });
  });
});

/** The words of `line` are separated by blanks. */
function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  return runCommand(line.split(' '), { environment: environment(), ...options });
}

function environment(): Partial<Environment> {
  return { home, endpoints: server.endpoint };
}
