import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';

let home: string;
let server: FakeServer;

const n1 = {
  name: 'n1',
  status: 'alive',
  addr: '10.0.0.1:8401',
  tags: { rpc_addr: '10.0.0.1:8400', mokv: '1.2.0' },
  incarnation: 4,
  rttMs: 0.25,
};
const n2 = { name: 'n2', status: 'failed', addr: '10.0.0.2:8401', tags: {}, incarnation: 1 };

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  server.pool = { nodeId: 'n1', encrypted: true, members: [n2, n1] };
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

describe('gossip members', () => {
  it('is a table on a terminal and lines in a pipe', async () => {
    expect((await mokv('gossip members', { isTerminal: true })).stdout).toBe(
      'NAME  STATUS  ADDR           RTT    TAGS\n' +
        'n1    alive   10.0.0.1:8401  0.3ms  mokv=1.2.0,rpc_addr=10.0.0.1:8400\n' +
        'n2    failed  10.0.0.2:8401  -\n',
    );
    expect((await mokv('gossip members')).stdout).toBe(
      'n1\talive\t10.0.0.1:8401\t0.3ms\tmokv=1.2.0,rpc_addr=10.0.0.1:8400\n' +
        'n2\tfailed\t10.0.0.2:8401\t-\t\n',
    );
  });

  it('is JSON for programs', async () => {
    const { rttMs, ...rest } = n1;
    const members = [
      { ...rest, rtt_ms: rttMs },
      { ...n2, rtt_ms: null },
    ];
    const { stdout } = await mokv('gossip members -j');
    expect(JSON.parse(stdout)).toEqual({ node: 'n1', encrypted: true, members });
    const lines = (await mokv('gossip members -o ndjson')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(members);
  });

  it('shows what a stranger announces, and does not obey it', async () => {
    server.pool = { members: [{ ...n2, tags: { '\x1b[2J': 'x\ty' } }] };
    expect((await mokv('gossip members')).stdout).toBe(
      'n2\tfailed\t10.0.0.2:8401\t-\t\\x1b[2J=x\\x09y\n',
    );
  });
});

describe('gossip join', () => {
  it('says who was joined and who was not', async () => {
    server.joinResults = [{ addr: 'a:1' }, { addr: 'b:2', failure: 'refused' }];
    expect(await mokv('gossip join a:1 b:2')).toEqual({
      exit: 0,
      stdout: 'joined a:1\nfailed b:2: refused\n',
      stderr: '',
    });
    expect(server.changes).toMatchObject([['join', { addrs: ['a:1', 'b:2'] }]]);
    expect((await mokv('gossip join a:1 b:2 -j')).stdout).toBe(
      '{"joined":["a:1"],"failed":[{"addr":"b:2","failure":"refused"}]}\n',
    );
  });

  it('fails when nobody was', async () => {
    server.joinResults = [{ addr: 'b:2', failure: 'refused' }];
    expect(await mokv('gossip join b:2')).toEqual({
      exit: 6,
      stdout: '',
      stderr:
        'mokv: joined nobody: b:2: refused\n' +
        'hint: it must be the bind-addr of a member, and the nodes must have the same gossip key\n',
    });
  });
});

it('gossip force-leave asks for it', async () => {
  expect(await mokv('gossip force-leave n2')).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
  expect((await mokv('gossip force-leave n2 --prune -j')).stdout).toBe(
    '{"name":"n2","pruned":true}\n',
  );
  expect(server.changes.map(([method, request]) => [method, { ...request }])).toMatchObject([
    ['forceLeave', { name: 'n2', prune: false }],
    ['forceLeave', { name: 'n2', prune: true }],
  ]);
});

it('gossip rtt prints milliseconds', async () => {
  expect((await mokv('gossip rtt n2')).stdout).toBe('1.3ms\n');
  expect((await mokv('gossip rtt n2 n3 -j')).stdout).toBe('{"rtt_ms":1.25}\n');
});

describe('gossip keys', () => {
  const key = Buffer.alloc(16, 7).toString('base64');
  const other = Buffer.alloc(16, 8).toString('base64');
  const answered = (name: string, ...keys: string[]) => ({
    name,
    ok: true,
    keys,
    primaryKey: keys[0] ?? '',
  });

  it('list counts who has which', async () => {
    server.keyAnswers = [answered('n1', key, other), answered('n2', key)];
    expect(await mokv('gossip keys list')).toEqual({
      exit: 0,
      stdout: `${key}\ton 2 of 2 members\tprimary on 2\n${other}\ton 1 of 2 members\n`,
      stderr: '',
    });
    const { keys, members } = JSON.parse((await mokv('gossip keys list -j')).stdout);
    expect(keys).toEqual([
      { key, members: 2, primary: 2 },
      { key: other, members: 1, primary: 0 },
    ]);
    expect(members[1]).toEqual({
      name: 'n2',
      ok: true,
      message: '',
      keys: [key],
      primary_key: key,
    });
  });

  it.each(['install', 'use', 'remove'])('%s reports each member', async (operation) => {
    server.keyAnswers = [answered('n1'), { name: 'n2', ok: false, message: 'no answer in time' }];
    const result = {
      exit: 8,
      stdout: 'n1: OK\nn2: no answer in time\n',
      stderr:
        'mokv: 1 of 2 members failed: n2\n' +
        'hint: mend what they say and repeat the command: on the others it changes nothing\n',
    };
    expect(await mokv(`gossip keys ${operation} ${key}`)).toEqual(result);
    expect(await mokv(`gossip keys ${operation} -`, { stdin: `${key}\n` })).toEqual(result);
    expect(server.changes).toMatchObject([
      ['keys', { operation, key: Buffer.alloc(16, 7) }],
      ['keys', { operation, key: Buffer.alloc(16, 7) }],
    ]);
  });

  it.each(['short', 'AAAA', `${key}!`])('refuses %s before it is sent', async (text) => {
    expect(await mokv(`gossip keys install ${text}`)).toMatchObject({ exit: 2, stdout: '' });
    expect(server.calls).toEqual([]);
  });

  it('names itself when the subcommand is missing', async () => {
    expect((await mokv('gossip keys')).stderr).toBe(
      "mokv: gossip keys needs one of list, install, use, remove\nhint: run 'mokv gossip keys --help'\n",
    );
  });
});

it('gossip event sends what it is given', async () => {
  expect(await mokv('gossip event deploy v2')).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
  const noPayload = await mokv('gossip event deploy -j');
  expect(noPayload.stdout).toBe('{"name":"deploy","bytes":0}\n');
  await mokv('gossip event deploy -', { stdin: 'v3' });
  expect(server.changes).toMatchObject([
    ['sendEvent', { name: 'deploy', payload: Buffer.from('v2') }],
    ['sendEvent', { name: 'deploy', payload: Buffer.alloc(0) }],
    ['sendEvent', { name: 'deploy', payload: Buffer.from('v3') }],
  ]);
});

it('gossip query prints each answer', async () => {
  server.queryAnswers = [
    { name: 'n1', type: 'ack' },
    { name: 's1', type: 'response', payload: Buffer.from('up\t3 days') },
    { name: 's2', type: 'response', payload: Buffer.of(0xff) },
  ];
  expect(await mokv('gossip query uptime')).toEqual({
    exit: 0,
    stdout: 'n1\tack\ns1\tresponse\tup\\x093 days\ns2\tresponse\t/w==\n',
    stderr: '',
  });
  expect((await mokv('gossip query uptime -j')).stdout).toBe(
    '{"name":"n1","type":"ack"}\n' +
      '{"name":"s1","type":"response","payload":"up\\t3 days"}\n' +
      '{"name":"s2","type":"response","payload_b64":"/w=="}\n',
  );
});

describe('gossip events', () => {
  beforeEach(() => {
    server.events = [
      { timeMs: 1_767_225_600_000, type: 'failed', member: n2 },
      { timeMs: 1_767_225_601_000, type: 'user', name: 'deploy', payload: Buffer.from('v2') },
      { timeMs: 1_767_225_602_000, type: 'user', name: 'raw', payload: Buffer.of(0xff) },
    ];
  });

  it('are lines until the server ends them', async () => {
    expect(await mokv('gossip events -f')).toEqual({
      exit: 0,
      stdout:
        '2026-01-01T00:00:00.000Z\tfailed\tn2\tfailed\t10.0.0.2:8401\t-\t\n' +
        '2026-01-01T00:00:01.000Z\tuser\tdeploy\tv2\n' +
        '2026-01-01T00:00:02.000Z\tuser\traw\t/w==\n',
      stderr: '',
    });
  });

  it('end with the time that was given for them, as JSON', async () => {
    server.behaviour = () => 'silence';
    const { exit, stdout } = await mokv('gossip events -j --timeout 500ms');
    expect({
      exit,
      events: stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    }).toEqual({
      exit: 0,
      events: [
        { time_ms: 1_767_225_600_000, type: 'failed', member: { ...n2, rtt_ms: null } },
        { time_ms: 1_767_225_601_000, type: 'user', name: 'deploy', payload: 'v2' },
        { time_ms: 1_767_225_602_000, type: 'user', name: 'raw', payload_b64: '/w==' },
      ],
    });
  });

  it('go on with -f until interrupted', async () => {
    server.behaviour = () => 'silence';
    const interruption = new AbortController();
    const following = mokv('gossip events -f --timeout 100ms', { signal: interruption.signal });
    await expect.poll(() => server.calls).toEqual(['events']);
    interruption.abort('SIGINT');
    expect(await following).toMatchObject({ exit: 130, stderr: '' });
  });
});

/** The words of `line` are separated by blanks. */
function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  const environment = { home, endpoints: server.endpoint };
  return runCommand(line.split(' '), { environment, ...options });
}
