import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesOf, untilLogged, untilReady, untilVoters } from '../support/gossip-cluster.ts';
import { mokv, NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';

const names = ['n1', 'n2', 'n3'];

// In order: each test leaves n1, n2 and n3 running as voters.
describe('three nodes that run with --insecure', () => {
  let home: string;
  let nodes: readonly NodeProcess[];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-insecure-'));
    await saveContext(home);
    nodes = await createNodes(home);
    for (const node of nodes) node.spawn();
    await untilReady(nodes);
    await untilVoters(nodeAt(0), names);
  });

  afterAll(async () => {
    for (const node of nodes) await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('form a cluster of mokv nodes without a certificate anywhere', async () => {
    // The first write is one that nodes of mökv do not know.
    expect(await nodeAt(1).run(['set', 'k', 'v', '--ttl', '1h'])).toMatchObject({ code: 0 });
    expect(await nodeAt(2).run(['get', 'k'])).toMatchObject({ code: 0, stdout: 'v' });
    expect(await nodeAt(2).run(['acl', 'whoami'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^anonymous\n/),
    });
    await expect(access(join(home, '.mokv'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('go on without a leader that was killed, and have it back with everything', async () => {
    const [leader, follower] = await leaderAndFollower();
    await leader.end('SIGKILL');
    await until('another leader', async () => {
      const { code } = await follower.run(['set', 'after', 'kill', '--if-absent']);
      return code === 0 || code === 4 || undefined;
    });
    await leader.start();
    expect(await leader.run(['get', 'after'])).toMatchObject({ code: 0, stdout: 'kill' });
    await untilVoters(follower, names);
  });

  it('tell a client with TLS what to do, and refuse it', async () => {
    await mokv(['cert', 'init', '--dir', join(home, 'pki')], { env: { HOME: home } });
    const pem = (name: string): string => join(home, 'pki', `${name}.pem`);
    const identity = ['--cacert', pem('ca'), '--cert', pem('root-client')];
    const key = ['--key', pem('root-client-key')];
    expect(await nodeAt(0).run(['get', 'k', ...identity, ...key])).toEqual({
      code: 6,
      stdout: '',
      stderr: [
        `mokv: cannot connect to ${nodeAt(0).endpoint}: it runs without TLS`,
        'hint: if that is meant to be, give --insecure\n',
      ].join('\n'),
    });
    await untilLogged(nodeAt(0), 'it speaks TLS, and this node runs without (--insecure)');
  });

  it('say at their start what that means', () => {
    expect(nodeAt(0).log).toContain(
      'insecure: no TLS, no certificates, no access control; whoever reaches the port reads and changes everything',
    );
  });

  function nodeAt(index: number): NodeProcess {
    const node = nodes[index];
    if (node === undefined) throw new Error(`there is no node ${index}`);
    return node;
  }

  async function leaderAndFollower(): Promise<readonly [NodeProcess, NodeProcess]> {
    const roles = await rolesOf(nodeAt(0));
    const index = names.findIndex((name) => roles[name] === 'leader');
    return [nodeAt(index), nodeAt((index + 1) % names.length)];
  }
});

describe('a node with TLS', () => {
  let home: string;
  let node: NodeProcess;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-secure-'));
    node = await NodeProcess.create(home);
    await node.start();
  });

  afterAll(async () => {
    await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('tells a client without what to do, and refuses it', async () => {
    expect(await node.run(['set', 'k', 'v', '--insecure'])).toEqual({
      code: 6,
      stdout: '',
      stderr: [
        `mokv: cannot connect to ${node.endpoint}: it requires TLS`,
        'hint: leave out --insecure, and name your certificates\n',
      ].join('\n'),
    });
    expect(await node.run(['exists', 'k'])).toMatchObject({ code: 3 });
    await untilLogged(node, 'it speaks HTTP in plain text, and this node requires TLS');
  });

  it('does not start when it is told to be insecure too', async () => {
    const file = join(home, 'config.yaml');
    await writeFile(file, 'insecure: true\nserver-tls-ca-file: ca.pem\n');
    expect(await mokv(['serve', '--config-file', file], { env: { HOME: home } })).toMatchObject({
      code: 78,
      stderr: expect.stringContaining(
        `insecure and server-tls-ca-file contradict each other (file ${file}:1, file ${file}:2)`,
      ),
    });
  });
});

/** What every command in this home uses. */
async function saveContext(home: string): Promise<void> {
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
  await writeFile(
    join(home, '.config', 'mokv', 'config.yaml'),
    'current: lab\ncontexts:\n  lab: { insecure: true }\n',
    { mode: 0o600 },
  );
}

async function createNodes(home: string): Promise<readonly NodeProcess[]> {
  const own = (name: string) => ['--insecure', '--node-name', name, '--data-dir', join(home, name)];
  const founder = await NodeProcess.create(home, own('n1'));
  const seeds = ['--start-join-addrs', `127.0.0.1:${founder.ports.gossip}`];
  return [
    founder,
    await NodeProcess.create(home, [...own('n2'), ...seeds]),
    await NodeProcess.create(home, [...own('n3'), ...seeds]),
  ];
}
