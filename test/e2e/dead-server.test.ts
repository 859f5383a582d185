import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGossipCluster, createJoiner, untilVoters } from '../support/gossip-cluster.ts';
import type { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';

const flags = ['--remove-dead-after', '10s'];

let home: string;
const nodes: NodeProcess[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-dead-'));
  nodes.push(...(await createGossipCluster(home, flags)));
  nodes.push(await createJoiner(home, 'n4', nodes.slice(0, 1), flags));
});

afterEach(async () => {
  for (const node of nodes.splice(0)) await node.end('SIGKILL');
  await rm(home, { recursive: true });
});

it('removes the fourth voter when it has been dead for long enough', async () => {
  const [n1, , n3, n4] = nodes;
  if (n1 === undefined || n3 === undefined || n4 === undefined) throw new Error('no such node');
  for (const node of nodes) node.spawn();
  await untilVoters(n1, ['n1', 'n2', 'n3', 'n4']);
  await n4.end('SIGKILL');
  await untilVoters(n1, ['n1', 'n2', 'n3']);
  const reason =
    'without n4 3 of 4 voters would be up and caught up; a quorum needs 3; 3 voters stay';
  // The log is written a little later.
  await until(
    'the reason in a log',
    () => nodes.some(({ log }) => log.includes(reason)) || undefined,
  );
  expect(await n3.run(['set', 'k', 'v'])).toMatchObject({ code: 0 });
});
