import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { MokvError } from '../../shared/errors.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  server = await new FakeServer().start(home);
  server.status = {
    nodeId: 'n1',
    role: 'leader',
    leaderId: 'n1',
    leaderAddr: server.endpoint,
    term: 7,
    commitIndex: 120,
    lastIndex: 121,
    servers: [
      { id: 'n1', addr: '127.0.0.1:9', voter: true },
      { id: 'n2', addr: '127.0.0.2:9', voter: true },
      { id: 'n3', addr: '127.0.0.3:9', voter: true },
      { id: 'n4', addr: '127.0.0.4:9', voter: false },
    ],
    peers: [
      { id: 'n2', state: 'pipeline', matchIndex: 121, nextIndex: 122, lastContactMs: 12 },
      { id: 'n3', state: 'probe', matchIndex: 20, nextIndex: 21, lastContactMs: 9400 },
      { id: 'n4', state: 'probe', matchIndex: 0, nextIndex: 1 },
    ],
  };
});

afterEach(() => server.stop());

afterAll(() => rm(home, { recursive: true }));

describe('member list', () => {
  beforeEach(() => {
    server.status = { ...server.status, version: '1.2.0', certificateExpiryMs: 0 };
    const member = (name: string, status = 'alive') => ({
      name,
      status,
      addr: `127.0.0.${name.slice(1)}:10`,
      tags: { rpc_addr: `127.0.0.${name.slice(1)}:9`, mokv: '1.2.0' },
      incarnation: 1,
    });
    server.pool = {
      nodeId: 'n1',
      encrypted: true,
      members: [
        { ...member('n1'), rttMs: 0 },
        { ...member('n2'), rttMs: 0.44 },
        { ...member('n3', 'failed'), rttMs: 12.6 },
        { ...member('n5'), tags: { rpc_addr: '127.0.0.5:9', mokv: '1.1.0' } },
        member('n6', 'left'),
      ],
    };
  });

  it('is one table of raft and gossip with the arithmetic of the quorum on a terminal', async () => {
    const { stdout } = await mokv('member list', { isTerminal: true });
    expect(stdout).toBe(
      'NODE  RAFT       GOSSIP  ADDR         MATCH  LAG  CONTACT  RTT    VERSION  CERT\n' +
        'n1*   leader     alive   127.0.0.1:9  121    0    -        0.0ms  1.2.0    -\n' +
        'n2    voter      alive   127.0.0.2:9  121    0    12ms     0.4ms  1.2.0    -\n' +
        'n3    voter      failed  127.0.0.3:9  20     100  9.4s     13ms   1.2.0    -     ! unreachable\n' +
        'n4    non-voter  -       127.0.0.4:9  0      120  never    -      -        -     ! unreachable\n' +
        '(n5)  -          alive   127.0.0.5:9  -      -    -        -      1.1.0    -     ! in gossip, not in raft\n' +
        '2 of 3 voters in contact, needs 2, can lose 0 more; without contact: n3, n4; next: mokv doctor\n',
    );
  });

  it('is one line for each member in a pipe', async () => {
    expect((await mokv('member list')).stdout.split('\n')).toEqual([
      'n1*\tleader\talive\t127.0.0.1:9\t121\t0\t-\t0.0ms\t1.2.0\t-\t',
      'n2\tvoter\talive\t127.0.0.2:9\t121\t0\t12ms\t0.4ms\t1.2.0\t-\t',
      'n3\tvoter\tfailed\t127.0.0.3:9\t20\t100\t9.4s\t13ms\t1.2.0\t-\t! unreachable',
      'n4\tnon-voter\t-\t127.0.0.4:9\t0\t120\tnever\t-\t-\t-\t! unreachable',
      '(n5)\t-\talive\t127.0.0.5:9\t-\t-\t-\t-\t1.1.0\t-\t! in gossip, not in raft',
      '',
    ]);
  });

  it('is JSON for programs', async () => {
    const n3 = {
      id: 'n3',
      raft: 'voter',
      match_index: 20,
      lag: 100,
      contact_ms: 9400,
      gossip: 'failed',
      addr: '127.0.0.3:9',
      announced_addr: '127.0.0.3:9',
      gossip_addr: '127.0.0.3:10',
      applied_index: null,
      rtt_ms: 12.6,
      version: '1.2.0',
      certificate_expiry_ms: null,
      ready: null,
      drained: null,
      operations_per_second: null,
      rss_bytes: null,
      problem: 'unreachable',
    };
    const { stdout } = await mokv('member list -j');
    const { leader, quorum, members } = JSON.parse(stdout);
    expect({ leader, quorum, third: members[2] }).toEqual({
      leader: 'n1',
      quorum: { voters: 3, needed: 2, can_lose: 1 },
      third: n3,
    });
    const lines = (await mokv('member list -o ndjson')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(members);
  });

  it('names nobody when all are in contact', async () => {
    const two = <Item>(items: Item[] | null | undefined) => items?.slice(0, 2) ?? [];
    server.status = { ...server.status, servers: two(server.status.servers) };
    server.pool = { ...server.pool, members: two(server.pool.members) };
    const { stdout } = await mokv('member list -o table');
    expect(stdout.split('\n').at(-2)).toBe('2 voters, needs 2, can lose 0');
  });

  it('asks each node for itself, and waits for none', async () => {
    const n2 = await new FakeServer().start(home);
    const expiry = Date.now() + 21.5 * 86_400_000;
    n2.status = { nodeId: 'n2', version: '1.0.0', certificateExpiryMs: expiry, appliedIndex: 119 };
    const silent = await new FakeServer().start(home);
    silent.behaviour = () => 'silence';
    server.status = {
      ...server.status,
      servers: [
        { id: 'n1', addr: server.endpoint, voter: true },
        { id: 'n2', addr: n2.endpoint, voter: true },
        { id: 'n3', addr: silent.endpoint, voter: true },
      ],
    };
    const startedAt = performance.now();
    const { stdout } = await mokv('member list');
    const tookMs = performance.now() - startedAt;
    n2.stop();
    silent.stop();
    expect(tookMs).toBeLessThan(3000);
    expect(stdout.split('\n').map((line) => line.split('\t').slice(8))).toEqual([
      ['1.2.0', '-', expect.any(String)],
      ['1.0.0', '21d', expect.any(String)],
      ['1.2.0', '-', '! unreachable'],
      ['1.1.0', '-', '! in gossip, not in raft'],
      [],
    ]);
  });

  it('says who is drained', async () => {
    server.status = { ...server.status, drained: true };
    const { stdout } = await mokv('member list -j');
    expect(JSON.parse(stdout).members[0]).toMatchObject({
      ...{ id: 'n1', ready: false, drained: true, problem: 'drained' },
    });
  });

  it('says what it can without gossip', async () => {
    server.behaviour = (method) =>
      method === 'members' ? new MokvError('UNIMPLEMENTED', 'no such service') : 'answer';
    const { exit, stdout } = await mokv('member list');
    expect({ exit, second: stdout.split('\n')[1] }).toEqual({
      exit: 0,
      second: 'n2\tvoter\t-\t127.0.0.2:9\t121\t0\t12ms\t-\t-\t-\t',
    });
  });

  it('shows who belongs to the cluster without a leader too', async () => {
    server.status = { ...server.status, role: 'candidate', leaderId: '', peers: [] };
    const { exit, stdout } = await mokv('member list -o table');
    const lines = stdout.split('\n');
    expect({ exit, first: lines[1], last: lines.at(-2) }).toEqual({
      exit: 0,
      first: 'n1    voter      alive   127.0.0.1:9  -      -    -        0.0ms  1.2.0    -',
      last: '3 voters, needs 2, can lose 1; there is no leader; next: mokv doctor',
    });
  });
});

describe('member add, promote and demote', () => {
  it.each<[string, readonly [string, object], string]>([
    [
      'member add n5 h:5',
      ['addMember', { id: 'n5', addr: 'h:5' }],
      '{"id":"n5","addr":"h:5","voter":true}\n',
    ],
    [
      'member add n5 h:5 --non-voter',
      ['addMember', { id: 'n5', addr: 'h:5', nonVoter: true }],
      '{"id":"n5","addr":"h:5","voter":false}\n',
    ],
    ['member promote n4', ['promoteMember', { id: 'n4' }], '{"id":"n4","voter":true}\n'],
    ['member demote n3', ['demoteMember', { id: 'n3' }], '{"id":"n3","voter":false}\n'],
  ])('%s asks for it', async (line, [method, request], record) => {
    expect(await mokv(line)).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
    expect(await mokv(`${line} -j`)).toEqual({ exit: 0, stdout: record, stderr: '' });
    expect(server.changes).toMatchObject([
      [method, request],
      [method, request],
    ]);
  });

  it('end with what the server says', async () => {
    server.behaviour = () =>
      new MokvError('CONDITION_FAILED', 'without n2 the cluster would stop', { hint: 'add one' });
    expect(await mokv('member demote n2')).toEqual({
      exit: 4,
      stdout: '',
      stderr: 'mokv: without n2 the cluster would stop\nhint: add one\n',
    });
    server.behaviour = () => new MokvError('NOT_FOUND', '"n9" is no member');
    expect((await mokv('member promote n9')).exit).toBe(3);
  });
});

describe('member remove', () => {
  const arithmetic = '2 of them up and caught up, 2 needed';
  const consequence = `removing n3 leaves 2 voters, which can lose 0; ${arithmetic}`;

  beforeEach(() => {
    server.answers.okToStop = () => ({ ok: true, voters: 3, healthy: 2, quorum: 2 });
  });

  it.each([
    ['n3', consequence],
    ['n1', `removing n1, the leader, leaves 2 voters, which can lose 0; ${arithmetic}`],
    ['n4', `removing n4, a non-voter, leaves 3 voters, which can lose 1; ${arithmetic}`],
  ])('%s --dry-run only says what would be left', async (name, text) => {
    const line = `member remove ${name} --dry-run`;
    expect(await mokv(line)).toEqual({ exit: 0, stdout: `${text}\n`, stderr: '' });
    expect(server.calls).toEqual(['status', 'okToStop']);
  });

  it('--dry-run is JSON for programs', async () => {
    expect(JSON.parse((await mokv('member remove n3 --dry-run -j')).stdout)).toEqual({
      id: 'n3',
      ok: true,
      quorum: { voters: 2, needed: 2, can_lose: 0 },
      healthy: 2,
    });
  });

  it('--dry-run ends with exit code 8 when those who are left are no quorum', async () => {
    server.answers.okToStop = () => ({ ok: false, voters: 3, healthy: 1, quorum: 2 });
    expect(await mokv('member remove n3 --dry-run')).toEqual({
      exit: 8,
      stdout: `${consequence.replace('; 2 of', '; 1 of')}\n`,
      stderr: 'mokv: the cluster would stop\nhint: bring a voter back or add one first\n',
    });
  });

  it('says that nothing would be left', async () => {
    server.status = { ...server.status, servers: [{ id: 'n1', addr: 'h:1', voter: true }] };
    expect(await mokv('member remove n1 --dry-run')).toMatchObject({
      exit: 8,
      stdout: 'removing n1, the leader, leaves no voter, which is no cluster\n',
    });
  });

  it('refuses to go on unasked when nobody is there to answer, and sends nothing', async () => {
    expect(await mokv('member remove n3')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'mokv: removing a member needs a yes, and stdin is no terminal\n' +
        'hint: give -y to answer beforehand; --dry-run, where there is one, shows what would happen\n',
    });
    expect(server.calls).toEqual([]);
  });

  it('asks on a terminal and goes on after yes', async () => {
    expect(await mokv('member remove n3', { typed: 'y\n' })).toEqual({
      exit: 0,
      stdout: 'OK\n',
      stderr: `${consequence}. Remove 1 member? [y/N] `,
    });
    expect(server.changes.at(-1)).toMatchObject(['removeMember', { id: 'n3' }]);
  });

  it.each(['n\n', '\n', 'yesterday\n'])('does nothing after %j', async (typed) => {
    const { exit, stderr } = await mokv('member remove n3', { typed });
    expect({ exit, stderr }).toEqual({
      exit: 9,
      stderr: `${consequence}. Remove 1 member? [y/N] mokv: nothing was changed\n`,
    });
    expect(server.calls).not.toContain('removeMember');
  });

  it('does nothing when it is interrupted at the question', async () => {
    const interruption = new AbortController();
    const running = mokv('member remove n3', { typed: '', signal: interruption.signal });
    await expect.poll(() => server.calls).toEqual(['status', 'okToStop']);
    interruption.abort('SIGINT');
    expect(await running).toMatchObject({ exit: 130, stdout: '' });
    expect(server.calls).not.toContain('removeMember');
  });

  it('does not ask with -y', async () => {
    expect(await mokv('member remove n3 -y')).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
    expect(server.calls).toEqual(['removeMember']);
  });

  it('knows the members before it asks', async () => {
    expect(await mokv('member remove n9', { typed: 'y\n' })).toEqual({
      exit: 3,
      stdout: '',
      stderr:
        'mokv: "n9" is no member; there are n1, n2, n3, n4\n' +
        "hint: 'mokv member list' shows them\n",
    });
  });
});

describe('member add, promote and demote --dry-run', () => {
  it.each([
    ['add n5 h:5', 'with n5 as voter: 4 voters, needs 3, can lose 1; 3 could lose as many'],
    ['add n5 h:5 --non-voter', 'with n5 as non-voter: 3 voters, needs 2, can lose 1'],
    ['promote n4', 'with n4 as voter: 4 voters, needs 3, can lose 1; 3 could lose as many'],
    ['promote n2', 'with n2 as voter: 3 voters, needs 2, can lose 1'],
  ])('%s says what would come of it', async (words, text) => {
    const result = await mokv(`member ${words} --dry-run`);
    expect(result).toEqual({ exit: 0, stdout: `${text}\n`, stderr: '' });
    expect(server.calls).toEqual(['status']);
  });

  it('demote asks the leader who is well', async () => {
    server.answers.okToStop = () => ({ ok: true, voters: 3, healthy: 1, quorum: 2 });
    expect(await mokv('member demote n3 --dry-run')).toMatchObject({
      exit: 8,
      stdout:
        'demoting n3 leaves 2 voters, which can lose 0; 1 of them up and caught up, 2 needed\n',
    });
  });

  it('knows the members', async () => {
    expect(await mokv('member promote n9 --dry-run')).toMatchObject({ exit: 3 });
  });
});

describe('member replace', () => {
  beforeEach(() => {
    server.answers.okToStop = () => ({ ok: true, voters: 3, healthy: 2, quorum: 2 });
    const tags = { rpc_addr: 'h:5' };
    server.pool = { nodeId: 'n1', members: [{ name: 'n5', status: 'alive', tags }] };
  });

  it('adds the new one before it removes the old one', async () => {
    expect(await mokv('member replace n3 n5 h:6 -y')).toEqual({
      exit: 0,
      stdout: 'OK\n',
      stderr: '',
    });
    expect(server.changes).toMatchObject([
      ['addMember', { id: 'n5', addr: 'h:6', nonVoter: false }],
      ['removeMember', { id: 'n3' }],
    ]);
  });

  it('takes the address that the new one announces, and asks', async () => {
    const { exit, stderr } = await mokv('member replace n3 n5', { typed: 'n\n' });
    expect({ exit, stderr }).toEqual({
      exit: 9,
      stderr: 'Add n5 at h:5, then remove n3? [y/N] mokv: nothing was changed\n',
    });
    expect(await mokv('member replace n3 n6 -y')).toMatchObject({ exit: 3 });
    expect(await mokv('member replace n3 n3 -y')).toMatchObject({ exit: 2 });
    expect(await mokv('member replace n3 n5')).toMatchObject({ exit: 2 });
    expect(server.calls).not.toContain('addMember');
  });

  it('--dry-run changes nothing', async () => {
    const { exit, stdout } = await mokv('member replace n3 n5 --dry-run -j');
    expect({ exit, ...JSON.parse(stdout) }).toMatchObject({
      ...{ exit: 0, old: 'n3', new: 'n5', addr: 'h:5', ok: true },
    });
    expect(server.calls).not.toContain('addMember');
  });
});

it.each([
  [
    'member',
    'member needs one of list, add, remove, promote, demote, replace',
    "run 'mokv member --help'",
  ],
  ['member lits', 'unknown command "member lits"', "did you mean 'mokv member list'?"],
  ['member frobnicate', 'unknown command "member frobnicate"', "run 'mokv member --help'"],
])('%s is refused', async (line, message, hint) => {
  expect(await mokv(line)).toEqual({
    exit: 2,
    stdout: '',
    stderr: `mokv: ${message}\nhint: ${hint}\n`,
  });
});

/** The words of `line` are separated by blanks. */
function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  const environment = { home, endpoints: server.endpoint };
  return runCommand(line.split(' '), { environment, ...options });
}
