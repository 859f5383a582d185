import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandResult, NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

const three = ['n1', 'n2', 'n3'];

// In order: a node dies in the last but one group, and stays dead.
describe('the operator of three nodes', () => {
  let home: string;
  let nodes: readonly NodeProcess[];
  let backup: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-commands-'));
    backup = join(home, 'backup.snap');
    nodes = await startThreeNodes(home);
    for (const key of ['a', 'b', 'c']) {
      expect(await mokv(`set ${key} value-of-${key}`)).toMatchObject({ code: 0 });
    }
  });

  afterAll(async () => {
    for (const node of nodes) await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('sees that all is well, in every form', async () => {
    for (const line of ['health', 'health --all', 'health --all --live', 'health --ready -q']) {
      expect(await mokv(line)).toMatchObject({ code: 0, stderr: '' });
    }
    const { nodes: healths } = await json('health --all');
    expect(healths.map(({ id, ready }: { id: string; ready: boolean }) => [id, ready])).toEqual(
      three.map((id) => [id, true]),
    );
    expect(await json('check --voters 3 --max-lag 5 --max-contact 2s --cert-warn 14d')).toEqual({
      state: 'ok',
      checks: expect.arrayContaining([
        { name: 'voters', state: 'ok', text: '3 voters', value: 3 },
        { name: 'ready', state: 'ok', text: '3 nodes ready', value: 3 },
      ]),
    });
    expect(await mokv('check --format nagios')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^MOKV OK - n1 leads term \d+; .* \| leader=1 quorum=3 /),
    });
    expect(await mokv('check --voters 5')).toMatchObject({ code: 8 });
    expect(await mokv('check --voters 5 --format nagios')).toMatchObject({ code: 2 });
    expect(await mokv('check --cert-warn 3650d --format nagios')).toMatchObject({ code: 1 });
    expect((await mokv('check --format prometheus')).stdout).toContain(
      'mokv_check_state{check="leader"} 0\n',
    );
    expect(await json('cert expiry')).toEqual({ certificates: expect.any(Array) });
    expect(await mokv('cert expiry --warn 3650d')).toMatchObject({ code: 8 });
    expect(await json('version --server')).toMatchObject({ server: { id: 'n1' } });
    const { node } = await json('status');
    expect(node).toMatchObject({ ready: true, drained: false, leader_contact_ms: 0 });
  });

  it('waits for what is there, and gives up on what is not', async () => {
    for (const line of ['--leader', '--ready', '--applied 3', '--exists a']) {
      expect(await mokv(`wait ${line}`)).toMatchObject({ code: 0 });
    }
    for (const line of ['--applied 1000000', '--exists nothing']) {
      expect(await mokv(`wait ${line} --timeout 500ms`)).toMatchObject({ code: 8 });
    }
  });

  it('finds the same hash on all nodes', async () => {
    const { equal, nodes: hashes } = await json('hash --all --contents');
    expect({ equal, ids: hashes.map(({ id }: { id: string }) => id) }).toEqual({
      equal: true,
      ids: three,
    });
    const [first] = hashes;
    for (const hash of hashes) expect(hash).toEqual({ ...first, id: hash.id });
    expect(await json(`hash --all --at-index ${first.index}`)).toMatchObject({ equal: true });
    expect(await mokv('hash --at-index 1000000 --timeout 8s')).toMatchObject({ code: 6 });
  });

  it('looks into Raft, and compacts', async () => {
    const { entries } = await json('raft log tail -n 2');
    expect(
      entries.map(({ type, committed }: Record<string, unknown>) => [type, committed]),
    ).toEqual([
      ['command', true],
      ['command', true],
    ]);
    const { servers, quorum } = await json('raft config');
    expect([servers.length, quorum]).toEqual([3, { voters: 3, needed: 2, can_lose: 1 }]);
    expect((await mokv('raft compact --all')).stdout).toMatch(
      /^n1: snapshot through entry \d+\nn2: snapshot through entry \d+\nn3: .*\n$/,
    );
    expect((await json('raft log tail n2')).first_index).toBeGreaterThan(0);
    expect(await mokv('raft log tail n9')).toMatchObject({ code: 3 });
  });

  it('looks at single nodes, and sets how much they log', async () => {
    expect(await json('node info n2 --log 5')).toMatchObject({
      id: 'n2',
      configuration: { 'node-name': 'n2' },
    });
    expect(await mokv('node log-level debug --node n3')).toMatchObject({ stdout: 'n3: debug\n' });
    expect(await mokv('node log-level --all')).toMatchObject({
      stdout: 'n1: info\nn2: info\nn3: debug\n',
    });
    expect(await mokv('node log-level loud')).toMatchObject({ code: 2 });
    expect(await mokv('node reload --all')).toMatchObject({ code: 0 });
    expect(await mokv('node ok-to-stop n2')).toMatchObject({ code: 0 });
    expect(await mokv('node ok-to-stop n2 n3')).toMatchObject({ code: 8 });
    expect(await mokv('node ok-to-stop n9')).toMatchObject({ code: 3 });
    expect(await mokv('member remove n3 --dry-run')).toMatchObject({ code: 0 });
    expect(await mokv('member add n4 127.0.0.1:1 --dry-run')).toMatchObject({ code: 0 });
  });

  it('drains the leader, which hands over, and takes it back', async () => {
    expect(await mokv('node drain n1')).toMatchObject({ code: 0, stdout: 'n1: drained\n' });
    const { id } = await json('leader show');
    expect(id).not.toBe('n1');
    expect(await mokv('health')).toMatchObject({
      code: 8,
      stdout: expect.stringContaining('it is drained'),
    });
    expect(await mokv('node undrain n1')).toMatchObject({ code: 0 });
    expect(await mokv('wait --ready')).toMatchObject({ code: 0 });
    expect(await mokv('leader transfer n1')).toMatchObject({ code: 0 });
  });

  it('saves, verifies and restores while others write', async () => {
    expect(await mokv(`snapshot save ${backup}`)).toMatchObject({ code: 0 });
    expect(await mokv(`snapshot save ${backup}`)).toMatchObject({ code: 4 });
    expect(await mokv(`snapshot verify ${backup}`)).toMatchObject({ code: 0 });
    expect(await json(`snapshot inspect ${backup}`)).toMatchObject({ keys: 3, node: 'n1' });
    await mokv('set d later');
    await mokv('delete a');
    expect(await json(`snapshot restore ${backup} --dry-run`)).toMatchObject({
      ...{ keys: 3, keys_before: 3, dry_run: true },
    });
    expect(await mokv(`snapshot restore ${backup}`)).toMatchObject({ code: 2 });
    expect((await mokv('list')).stdout).toBe('b\nc\nd\n');
    const writing = mokv('set c written-meanwhile');
    expect(await mokv(`snapshot restore ${backup} -y`)).toMatchObject({ code: 0 });
    expect(await writing).toMatchObject({ code: 0 });
    expect((await mokv('list')).stdout).toBe('a\nb\nc\n');
    expect((await mokv('get a')).stdout).toBe('value-of-a');
    expect(await json('hash --all --contents')).toMatchObject({ equal: true });
  });

  it('goes through pipes, and finds a flipped byte', async () => {
    const { stdout } = await mokv('snapshot save -');
    const bytes = Buffer.from(stdout, 'latin1');
    expect(await mokv('snapshot verify -', bytes)).toMatchObject({ code: 0 });
    const damaged = await readFile(backup);
    const middle = Math.floor(damaged.length / 2);
    damaged[middle] = (damaged[middle] ?? 0) ^ 4;
    await writeFile(`${backup}.bad`, damaged);
    for (const line of [`verify ${backup}.bad`, `restore ${backup}.bad -y`]) {
      expect(await mokv(`snapshot ${line}`)).toMatchObject({ code: 8 });
    }
  });

  it('tells who may do what, and sets the policy on all nodes', async () => {
    expect((await mokv('acl whoami')).stdout).toMatch(/^root\n/);
    expect(await mokv('acl test alice produce cfg/a')).toMatchObject({ code: 4 });
    const before = (await mokv('acl policy get')).stdout;
    const file = join(home, 'policy.csv');
    await writeFile(file, `${before.trimEnd()}\np, alice, cfg/*, produce\n`);
    expect(await mokv(`acl policy diff ${file}`)).toMatchObject({ code: 4 });
    expect(await mokv(`acl policy validate ${file}`)).toMatchObject({ code: 0 });
    expect(await mokv(`acl policy set ${file}`)).toMatchObject({
      code: 0,
      stdout: 'n1: set\nn2: set\nn3: set\n',
    });
    expect(await mokv(`acl policy diff ${file}`)).toMatchObject({ code: 0 });
    for (const { endpoint } of nodes) {
      expect(await mokv(`acl test alice produce cfg/a -e ${endpoint}`)).toMatchObject({ code: 0 });
    }
    expect((await mokv('acl who-can produce cfg/a')).stdout).toBe('alice\nroot\n');
    expect((await mokv('acl explain alice consume cfg/a')).stdout).toContain('grant:   p, alice');
    await writeFile(file, 'p, alice, cfg/*, fly\n');
    expect(await mokv(`acl policy set ${file}`)).toMatchObject({ code: 2 });
    await writeFile(file, 'p, alice, cfg/*, produce\n');
    expect(await mokv(`acl policy set ${file}`)).toMatchObject({ code: 4 });
    expect(await mokv('acl policy set -', before)).toMatchObject({ code: 0 });
  });

  it('measures the cluster, and leaves nothing behind', async () => {
    const result = await json('bench --duration 500ms --clients 4 --keys 20 --read 50% -j');
    expect(result).toMatchObject({ clients: 4, keys: 20, read_share: 0.5 });
    expect(result.operations.map(({ kind }: { kind: string }) => kind)).toEqual(['get', 'set']);
    expect((await mokv('count')).stdout).toBe('3\n');
  });

  describe('when the leader is killed', () => {
    let began: number;

    beforeAll(async () => {
      began = Date.now();
      await nodes[0]?.end('SIGKILL');
      expect(await mokv('wait --leader', '', nodes[1])).toMatchObject({ code: 0 });
    });

    it('is told who leads now and why', async () => {
      const { stdout, stderr } = await mokv('events --since 10m -j', '', nodes[1]);
      expect(stderr).toMatch(/^n1 does not tell what it knows: /);
      const events = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ time_ms }) => time_ms >= began);
      expect(events.map(({ time_ms }) => time_ms)).toEqual(
        events.map(({ time_ms }) => time_ms).toSorted((a, b) => a - b),
      );
      const { id } = JSON.parse((await mokv('leader show -j', '', nodes[1])).stdout);
      expect(events).toContainEqual(
        expect.objectContaining({
          ...{ node: id, type: 'leader', cause: 'a majority voted for it' },
        }),
      );
      expect(events).toContainEqual(
        expect.objectContaining({
          ...{ node: id, type: 'election', cause: 'nothing was heard of a leader' },
        }),
      );
      const last = await mokv('events -n 1 --node n2', '', nodes[1]);
      expect(last.stdout.trimEnd().split('\n')).toHaveLength(1);
    });

    it('is told that one more failure would stop it', async () => {
      const silent = async () => {
        const { code } = await mokv('check --format nagios', '', nodes[1]);
        return code === 1 || undefined;
      };
      await until('a warning', silent);
      for (const node of nodes.slice(1)) {
        expect(JSON.parse((await mokv('status -j', '', node)).stdout).quorum).toEqual({
          ...{ voters: 3, needed: 2, can_lose: 1, in_contact: 2, can_lose_now: 0 },
        });
      }
      expect(await mokv('node ok-to-stop n3', '', nodes[1])).toMatchObject({ code: 8 });
      expect(await mokv('node ok-to-stop n1', '', nodes[1])).toMatchObject({ code: 0 });
      expect(await mokv('health --all', '', nodes[1])).toMatchObject({ code: 8 });
      expect(await mokv('hash --all', '', nodes[1])).toMatchObject({ code: 8 });
      expect(await mokv('acl policy set -', 'p, a, b, produce', nodes[1])).toMatchObject({
        code: 6,
      });
    });
  });

  it('is told that nobody can be reached', async () => {
    for (const node of nodes) await node.end('SIGKILL');
    expect(await mokv('health')).toMatchObject({ code: 8 });
    expect(await mokv('check --format nagios --timeout 1s')).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^MOKV CRITICAL - /),
    });
    for (const line of ['check', 'events', 'hash --all', 'node info', `snapshot save ${home}/x`]) {
      expect(await mokv(`${line} --timeout 1s`)).toMatchObject({ code: 6, stdout: '' });
    }
    expect(await mokv(`snapshot verify ${backup}`)).toMatchObject({ code: 0 });
  });

  async function json(line: string) {
    const { stdout, stderr } = await mokv(line.endsWith('-j') ? line : `${line} -j`);
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  function mokv(
    line: string,
    stdin: string | Uint8Array = '',
    node: NodeProcess | undefined = nodes[0],
  ): Promise<CommandResult> {
    if (node === undefined) throw new Error('there is no such node');
    return node.run(line.split(' '), { stdin });
  }
});
