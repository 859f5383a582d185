import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tagsOf } from '../../src/node/gossip-membership.ts';
import { startGossipNode } from '../../src/node/gossip-node/gossip-node.ts';
import { CapturedLog } from '../support/captured-log.ts';
import { createGossipCluster, untilReady, untilVoters } from '../support/gossip-cluster.ts';
import { hasProgram } from '../support/has-program.ts';
import type { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { Terminal } from '../support/terminal.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));
const hasTmux = hasProgram('tmux', 'tests of the dashboard at a terminal', '-V');
const limits = { idleFrameBytes: 1024 } as const;

// In order: the leader is killed last.
describe.skipIf(!hasTmux)('the dashboard of three nodes at a terminal', () => {
  let home: string;
  let nodes: readonly [NodeProcess, NodeProcess, NodeProcess];
  let terminal: Terminal | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-top-'));
    nodes = await createGossipCluster(home);
    for (const node of nodes) node.spawn();
    await untilReady(nodes);
    await untilVoters(nodes[0], ['n1', 'n2', 'n3']);
  });

  afterEach(async () => {
    await terminal?.close();
    terminal = undefined;
  });

  afterAll(async () => {
    for (const node of nodes) await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  async function top(
    { columns, rows } = { columns: 80, rows: 24 },
    nodeFlags = '',
  ): Promise<Terminal> {
    const endpoints = nodes.map(({ endpoint }) => endpoint).join(',');
    terminal = await Terminal.start(`${process.execPath} ${nodeFlags} ${binary} top`, {
      columns,
      rows,
      env: { HOME: home, MOKV_ENDPOINTS: endpoints, CI: 'true' },
    });
    await terminal.shows('quorum 3/3, can lose 1');
    return terminal;
  }

  async function leader(): Promise<NodeProcess> {
    const { stdout } = await nodes[1].run(['leader', 'show', '-j']);
    const { id } = JSON.parse(stdout) as { id: string };
    const node = nodes[Number(id.slice(1)) - 1];
    if (node === undefined) throw new Error(`${id} is none of ours`);
    return node;
  }

  it('shows within its live page of keys what somebody else writes', async () => {
    const at = await top();
    await at.keys('4');
    await at.shows('no keys');
    expect(await nodes[1].run(['set', 'elsewhere', 'seen'])).toMatchObject({ code: 0 });
    await at.shows('elsewhere');
    await at.keys('v');
    await at.shows('seen');
  });

  it('draws whole frames while the window changes its size over and over', async () => {
    const at = await top();
    const sizes = ['100x30', '60x15', '39x7', '45x10', '200x50', '61x16', '80x24'];
    for (const [columns = 0, rows = 0] of sizes.map((size) => size.split('x').map(Number))) {
      await at.resize(columns, rows);
    }
    const screen = await until('a whole frame', async () => {
      const lines = (await at.screen()).split('\n');
      const isWhole = lines[1]?.startsWith('┌1 Nodes') && lines.length === 23;
      return isWhole ? lines : undefined;
    });
    expect(screen.at(-2)).toBe(`└${'─'.repeat(78)}┘`);
    expect(screen.filter((line) => line.startsWith('┌'))).toHaveLength(1);
  });

  it('writes little while nothing happens, and never erases what is above it', async () => {
    const at = await top();
    const path = join(home, 'written');
    await at.record(path);
    const endOfFrame = '\x1b[?2026l';
    const frames = await until(
      'some frames',
      async () => {
        const seen = (await readFile(path, 'utf8').catch(() => '')).split(endOfFrame);
        return seen.length > 8 ? seen.slice(0, -1) : undefined;
      },
      60_000,
    );
    await at.keys('q');
    await at.ends('ended with 0');
    const written = await readFile(path, 'utf8');
    expect(written).not.toContain('\x1b[2J');
    expect(written).not.toContain('\x1b[3J');
    const average = frames.reduce((sum, frame) => sum + frame.length, 0) / frames.length;
    expect(average).toBeLessThan(limits.idleFrameBytes);
  });

  it.each(['TERM', 'HUP', 'INT'] as const)(
    'leaves the terminal as it was on SIG%s',
    async (signal) => {
      const at = await top();
      expect(await at.flags()).toBe('1 0');
      process.kill(await at.pid(), `SIG${signal}`);
      await at.shows('ended with');
      expect(await at.flags()).toBe('0 1');
    },
  );

  it.each([
    ['an error that nobody catches', "throw new Error('thrown')"],
    ['a rejection that nobody handles', "Promise.reject(new Error('thrown'))"],
  ])('leaves the terminal as it was after %s', async (_, code) => {
    const trigger = join(home, 'fault.mjs');
    await writeFile(trigger, `process.on('SIGUSR2', () => { ${code} });`);
    const at = await top(undefined, `--import ${trigger}`);
    expect(await at.flags()).toBe('1 0');
    process.kill(await at.pid(), 'SIGUSR2');
    await at.shows('ended with 1');
    expect(await at.flags()).toBe('0 1');
  });

  it('stops on Ctrl-Z with the terminal as it was, and goes on with "fg"', async () => {
    const endpoints = nodes.map(({ endpoint }) => endpoint).join(',');
    const env = { HOME: home, MOKV_ENDPOINTS: endpoints, PS1: '$ ' };
    terminal = await Terminal.start('bash --norc -i', { columns: 80, rows: 24, env });
    await terminal.ends('$ ');
    await terminal.type(`${process.execPath} ${binary} top\r`);
    await terminal.shows('quorum 3/3');
    await terminal.keys('C-z');
    await terminal.shows('Stopped');
    expect(await terminal.flags()).toBe('0 1');
    await terminal.type('fg\r');
    await terminal.shows('quorum 3/3');
    expect(await terminal.flags()).toBe('1 0');
    await terminal.keys('q');
    await terminal.ends('$ ');
    expect(await terminal.flags()).toBe('0 1');
  });

  it('shows how a follower that hears nothing falls behind, and catches up', async () => {
    const at = await top({ columns: 100, rows: 30 });
    const position = nodes.indexOf(await leader()) === 2 ? 1 : 2;
    const follower = nodes[position];
    const pid = follower?.pid;
    if (pid === undefined) throw new Error('the follower does not run');
    const lagOf = async (): Promise<number> => {
      const row = (await at.screen())
        .split('\n')
        .find((line) => line.includes(`n${position + 1} `));
      return Number(/(?:alive|suspect|failed) +\d+ +(\d+) /.exec(row ?? '')?.[1] ?? Number.NaN);
    };
    process.kill(pid, 'SIGSTOP');
    try {
      await until('a lag', async () => {
        await nodes[0].run(['set', 'lag', 'grows']);
        return (await lagOf()) > 2 || undefined;
      });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await until('no lag', async () => (await lagOf()) === 0 || undefined);
    await at.shows('quorum 3/3');
  });

  it('marks who is in the gossip pool alone', async () => {
    const at = await top();
    const stranger = await startGossipNode({
      bindAddress: { host: '127.0.0.1', port: 0 },
      name: 'n6',
      tags: tagsOf({ rpcAddress: nodes[2].endpoint, version: '0', joinToken: 'abc' }, []),
      keyFile: join(home, '.mokv', 'gossip.key'),
      seeds: [{ host: '127.0.0.1', port: nodes[0].ports.gossip }],
      snapshotFile: undefined,
      log: new CapturedLog(),
      onEvent: () => {},
      onFailure: () => {},
    });
    await at.shows('(n6)');
    await stranger.stop();
  });

  it('shows the new leader when the old one is killed', async () => {
    const at = await top();
    const old = await leader();
    const name = `n${nodes.indexOf(old) + 1}`;
    await at.shows(`leader ${name}`);
    await old.end('SIGKILL');
    const next = await until('the new leader', async () => {
      const found = /leader (n\d)/.exec(await at.screen());
      return found !== null && found[1] !== name ? found[1] : undefined;
    });
    expect(`n${nodes.indexOf(await leader()) + 1}`).toBe(next);
    await at.shows('quorum 2/3, can lose 0');
  });
});
