import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandResult, NodeProcess } from '../support/mokv-process.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scripts = join(root, 'example', 'scripts');

let home: string;
let nodes: readonly NodeProcess[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-scripts-'));
  nodes = await startThreeNodes(home);
  for (const node of nodes) await joinGossip(node);
  await mkdir(join(home, 'bin'));
  const command = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist', 'mokv.js')}' "$@"\n`;
  await writeFile(join(home, 'bin', 'mokv'), command);
  await chmod(join(home, 'bin', 'mokv'), 0o755);
});

afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.end('SIGTERM')));
  await rm(home, { recursive: true });
});

/** What `start_join_addrs` does, which these nodes have not. */
async function joinGossip(node: NodeProcess): Promise<void> {
  const others = nodes.filter((other) => other !== node);
  const addresses = others.map(({ ports }) => `127.0.0.1:${ports.gossip}`);
  await node.run(['gossip', 'join', ...addresses]);
}

/** Runs an example with `mokv` in the path, as somebody who has the certificates of the cluster. */
async function script(
  name: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn('bash', [join(scripts, name), ...args], {
    env: {
      PATH: `${join(home, 'bin')}:${process.env.PATH}`,
      HOME: home,
      MOKV_ENDPOINTS: nodes.map(({ endpoint }) => endpoint).join(','),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

function run(line: string): Promise<CommandResult> {
  const [first] = nodes as [NodeProcess, ...NodeProcess[]];
  return first.run(line.split(' '));
}

it('backup.sh keeps the newest snapshots, each of them verified', async () => {
  await run('set b/a 1');
  const directory = join(home, 'backups');
  for (let turn = 0; turn < 3; turn += 1) {
    const { code, stdout, stderr } = await script('backup.sh', [directory, '2']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await readdir(directory)).map((name) => join(directory, name))).toContain(
      stdout.trimEnd(),
    );
  }
  expect(await readdir(directory)).toHaveLength(2);
});

it('leader-only-cron.sh runs a job once for each period, on whichever machine', async () => {
  const job = (period: string, ...words: string[]) =>
    script('leader-only-cron.sh', ['nightly', ...words], { PERIOD: period });
  const runs = await Promise.all([1, 2, 3].map(() => job('monday', 'echo', 'done')));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(runs.map(({ stdout }) => stdout).sort()).toEqual(['', '', 'done\n']);
  expect(await job('tuesday', 'sh', '-c', 'exit 9')).toMatchObject({ code: 9 });
  expect(await job('tuesday', 'echo', 'again')).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('rollout-config.sh brings a directory to the cluster, and counts its versions', async () => {
  const directory = join(home, 'config');
  await mkdir(directory, { recursive: true });
  await run('delete app/port version/app/');
  await run('set app/old 1');
  await writeFile(join(directory, 'port'), '8400');
  const rollOut = () => script('rollout-config.sh', [directory, 'app/']);
  expect(await rollOut()).toEqual({
    code: 0,
    stdout:
      '+ app/port\t"8400"\n- app/old\t"1"\n1 to create, 0 to update, 1 to delete, 0 unchanged\nversion 1\n',
    stderr: '',
  });
  expect((await run('list app/ --values')).stdout).toBe('app/port\t8400\n');
  expect((await rollOut()).stdout).toBe('0 to create, 0 to update, 0 to delete, 1 unchanged\n');
  await writeFile(join(directory, 'port'), '8500');
  expect((await rollOut()).stdout).toMatch(/\nversion 2\n$/);
});

it('migrate-keys.sh copies keys to another cluster, and says when it has others of that name', async () => {
  const other = await NodeProcess.create(join(home, 'other'), ['--node-name', 'o1']);
  await other.start();
  try {
    await writeContexts(other);
    await run('set m/a 1');
    await run('set m/b 2 --ttl 1h');
    const migrate = () => script('migrate-keys.sh', ['old', 'new', 'm/'], { MOKV_ENDPOINTS: '' });
    expect(await migrate()).toMatchObject({ code: 0, stderr: '' });
    expect((await other.run(['list', 'm/', '--values'])).stdout).toBe('m/a\t1\nm/b\t2\n');
    expect(Number((await other.run(['ttl', 'm/b'])).stdout)).toBeGreaterThan(3000);
    expect(await migrate()).toMatchObject({ code: 0 });
    await other.run(['set', 'm/a', 'theirs']);
    expect(await migrate()).toMatchObject({ code: 4 });
  } finally {
    await other.end('SIGTERM');
  }
});

async function writeContexts(other: NodeProcess): Promise<void> {
  const [first] = nodes as [NodeProcess, ...NodeProcess[]];
  const files = (of: string) => {
    const directory = join(of, '.mokv');
    return {
      cacert: join(directory, 'ca.pem'),
      cert: join(directory, 'root-client.pem'),
      key: join(directory, 'root-client-key.pem'),
    };
  };
  const contexts = {
    old: { endpoints: [first.endpoint], ...files(home) },
    new: { endpoints: [other.endpoint], ...files(other.home) },
  };
  await mkdir(join(home, '.config', 'mokv'), { recursive: true });
  const path = join(home, '.config', 'mokv', 'config.yaml');
  await writeFile(path, JSON.stringify({ contexts }), { mode: 0o600 });
}

it('rolling-restart.sh restarts every node, the leader last, and no write is lost', async () => {
  await run('set r/a 1');
  const restarted: string[] = [];
  const restarter = await startRestarter(restarted);
  try {
    const { port } = restarter.address() as AddressInfo;
    const command = join(home, 'bin', 'restart-node');
    const request = `await fetch('http://127.0.0.1:${port}/' + process.argv[1])`;
    await writeFile(
      command,
      `#!/bin/sh\nexec '${process.execPath}' --input-type=module -e "${request}" "$1"\n`,
    );
    await chmod(command, 0o755);
    const leader = (await run('leader show')).stdout.split('\t')[0] ?? '';
    const { code, stderr } = await script('rolling-restart.sh', [command]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(restarted).toHaveLength(3);
    expect(restarted.at(-1)).toBe(leader);
    expect([...restarted].sort()).toEqual(['n1', 'n2', 'n3']);
    expect((await run('get r/a')).stdout).toBe('1');
  } finally {
    restarter.close();
  }
});

/** What a service manager does: stops a node and starts it again. */
async function startRestarter(restarted: string[]): Promise<Server> {
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').slice(1);
    const node = nodes[Number(name.slice(1)) - 1];
    if (node !== undefined) {
      await node.end('SIGTERM');
      await node.start();
      await joinGossip(node);
    }
    restarted.push(name);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
