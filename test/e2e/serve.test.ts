import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandProcess } from '../support/command-process.ts';
import { type CommandResult, mokv, NodeProcess } from '../support/mokv-process.ts';

let home: string;
let node: NodeProcess;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-serve-'));
  node = await NodeProcess.create(home);
});

afterEach(async () => {
  await node.end('SIGKILL');
  await rm(home, { recursive: true });
});

/** Runs `mokv serve` on the node's ports and home until it gives up. */
function serve(...flags: readonly string[]): Promise<CommandResult> {
  const { rpc, gossip, metrics } = node.ports;
  const ports = ['--rpc-port', `${rpc}`, '--bind-addr', `127.0.0.1:${gossip}`];
  const all = ['serve', ...ports, '--metrics-port', `${metrics}`, ...flags];
  return mokv(all, { env: { HOME: home } });
}

describe('a first start', () => {
  it('makes private files, says so, and does not touch them later', async () => {
    await node.start();
    const dir = join(home, '.mokv');
    const key = await readFile(join(dir, 'ca-key.pem'));
    expect(node.log).toContain('first start');
    expect(await readdir(dir)).toEqual(
      expect.arrayContaining(['ca.pem', 'server.pem', 'peer.pem', 'root-client.pem', 'gossip.key']),
    );
    await node.end('SIGTERM');
    await node.start();
    expect(await readFile(join(dir, 'ca-key.pem'))).toEqual(key);
  });
});

describe('a running node', () => {
  it('stops with exit code 0 on SIGTERM, well within five seconds', async () => {
    await node.start();
    await node.run(['set', 'a', '1']);
    const started = performance.now();
    expect(await node.end('SIGTERM')).toBe(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('tells who follows its events that it stops', async () => {
    await node.start();
    const env = { HOME: home, MOKV_ENDPOINTS: node.endpoint };
    const events = new CommandProcess(['events', '-f', '-j'], env);
    try {
      await events.says('"type":"start"');
      // Behind the past that was printed: it comes from the stream that follows.
      await node.run(['node', 'reload']);
      await events.says('"type":"reload"');
      await node.end('SIGTERM');
      await events.says('"type":"stop"');
    } finally {
      await events.end('SIGTERM');
    }
  });

  it('keeps a second process off its data directory', async () => {
    await node.start();
    const other = await NodeProcess.create(home);
    const result = await mokv(
      ['serve', '--rpc-port', `${other.ports.rpc}`, '--metrics-port', '0'],
      { env: { HOME: home, MOKV_BIND_ADDR: `127.0.0.1:${other.ports.gossip}` } },
    );
    expect(result).toMatchObject({ code: 78, stdout: '' });
    expect(result.stderr).toContain('another mokv');
  });

  it('serves metrics without keys, values or users', async () => {
    await node.start();
    await node.run(['set', 'secret-key', 'secret-value']);
    const answer = await fetch(`http://127.0.0.1:${node.ports.metrics}/metrics`);
    const text = await answer.text();
    expect(text).toMatch(/^mokv_raft_term \d+$/m);
    expect(text).toContain('mokv_store_keys 1');
    expect(text).not.toMatch(/secret|root/);
  });

  it('writes one line for each call that failed, and never a value or a key', async () => {
    await node.start();
    await node.run(['set', 'secret-key', 'secret-value']);
    await node.run(['get', 'secret-other']);
    await node.end('SIGTERM');
    const calls = node.log.split('\n').filter((line) => line.includes('/api.KV/'));
    const facts = calls.map((line) => JSON.parse(line));
    expect(facts).toMatchObject([{ user: 'root', code: 'NOT_FOUND', msg: 'call' }]);
    expect(node.log).not.toContain('secret');
  });
});

describe('a start that cannot be', () => {
  it('ends with 78 when the RPC port is taken, naming it', async () => {
    const taken = createServer().listen(node.ports.rpc, '127.0.0.1');
    const result = await serve();
    taken.close();
    expect(result).toMatchObject({ code: 78, stdout: '' });
    expect(result.stderr).toContain(`${node.ports.rpc}`);
  });

  it('ends with 78 for --bootstrap on existing state, which it leaves alone', async () => {
    await node.start();
    await node.run(['set', 'a', '1']);
    await node.end('SIGTERM');
    const result = await serve('--bootstrap');
    expect(result.code).toBe(78);
    expect(result.stderr).toContain('already holds the state of a node');
    await node.start();
    expect((await node.run(['get', 'a'])).stdout).toBe('1');
  });

  it('ends with 78 when the directory belongs to another node', async () => {
    await node.start();
    await node.end('SIGTERM');
    const result = await serve('--node-name', 'another');
    expect(result.code).toBe(78);
    expect(result.stderr).toContain('another');
  });

  it('ends with 78 for a broken policy, naming file and line', async () => {
    await node.start();
    await node.end('SIGTERM');
    await writeFile(join(home, '.mokv', 'policy.csv'), 'p, root, *, produce\np, root\n');
    const result = await serve();
    expect(result.code).toBe(78);
    expect(result.stderr).toContain('policy.csv:2');
  });

  it('ends with 77 for a key file that others may read', async () => {
    await node.start();
    await node.end('SIGTERM');
    await chmod(join(home, '.mokv', 'server-key.pem'), 0o644);
    const result = await serve();
    expect([77, 78]).toContain(result.code);
    expect(result.stderr).toContain('server-key.pem');
  });

  it('ends with 74 when the log is damaged, naming what to do, however often it is tried', async () => {
    await node.start();
    for (const key of ['a', 'b', 'c']) await node.run(['set', key, 'x'.repeat(1000)]);
    await node.end('SIGKILL');
    await damageNewestLog(join(home, '.mokv', 'data', 'log'));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const result = await serve();
      expect(result).toMatchObject({ code: 74, stdout: '' });
      expect(result.stderr).toContain('hint: ');
    }
  });
});

/** Flips one bit in the middle of LevelDB's write-ahead log, which LevelDB itself passes over in silence. */
async function damageNewestLog(dir: string): Promise<void> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.log')).sort();
  const path = join(dir, names.at(-1) ?? '');
  const bytes = await readFile(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

describe('mokv serve --check-config', () => {
  it('shows each value and where it came from, and starts nothing', async () => {
    const file = join(home, 'mokv.yaml');
    await writeFile(file, 'rpc-port: 9000\nlog-level: warn\nnode-name: from-file\n');
    const result = await mokv(['serve', '--check-config', '--config-file', file, '-o', 'json'], {
      env: { HOME: home, MOKV_LOG_LEVEL: 'debug' },
    });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject({
      'rpc-port': { value: 9000, source: expect.stringContaining('mokv.yaml:1') },
      'log-level': { value: 'debug', source: expect.stringContaining('MOKV_LOG_LEVEL') },
      'metrics-port': { value: 4000, source: 'default' },
    });
    expect(await readdir(home)).not.toContain('.mokv');
  });

  it('names file, line and the nearest key for one that does not exist', async () => {
    const file = join(home, 'mokv.yaml');
    await writeFile(file, '# a comment\nrpc-prot: 9000\n');
    const result = await mokv(['serve', '--check-config', '--config-file', file], {
      env: { HOME: home },
    });
    expect(result).toMatchObject({ code: 78, stdout: '' });
    expect(result.stderr).toMatch(/mokv\.yaml:2.*rpc-prot[\s\S]*rpc-port/);
  });
});
