import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterService } from '../../src/api/services.ts';
import { mokv, NodeProcess } from './mokv-process.ts';
import { until } from './poll.ts';
import { RawClient } from './raw-client.ts';

/**
 * Three `mokv serve` processes that share one home, and so one CA, and form one cluster: n1 founds it, n2
 * and n3 are added.
 */
export async function startThreeNodes(home: string): Promise<readonly NodeProcess[]> {
  const dir = join(home, '.mokv');
  await mkdir(dir, { recursive: true });
  await mustRun(home, ['cert', 'init', '--node-name', 'n1']);
  const nodes = [await createNode(home, 'n1')];
  for (const name of ['n2', 'n3']) nodes.push(await createFurtherNode(home, name));
  const [first, ...others] = nodes as [NodeProcess, ...NodeProcess[]];
  for (const node of others) node.spawn();
  await first.start();
  const client = new RawClient(first.endpoint, home);
  for (const [position, node] of others.entries()) {
    const member = { id: `n${position + 2}`, addr: node.endpoint };
    await client.unary(clusterService.addMember, member, 30_000);
  }
  client.close();
  for (const node of others) {
    await until(`${node.endpoint} to be ready`, async () => (await node.isReady()) || undefined);
  }
  return nodes;
}

/** One more node of the same home, with a certificate of its own; neither started nor a member yet. */
export async function createFurtherNode(home: string, name: string): Promise<NodeProcess> {
  await mustRun(home, ['cert', 'peer', name]);
  return createNode(home, name);
}

async function createNode(home: string, name: string): Promise<NodeProcess> {
  const dir = join(home, '.mokv');
  const identity = name === 'n1' ? 'peer' : `${name}-peer`;
  return NodeProcess.create(home, [
    ...['--node-name', name, '--data-dir', join(home, name)],
    ...(name === 'n1' ? [] : ['--bootstrap=false']),
    ...['--peer-tls-cert-file', join(dir, `${identity}.pem`)],
    ...['--peer-tls-key-file', join(dir, `${identity}-key.pem`)],
  ]);
}

async function mustRun(home: string, args: readonly string[]): Promise<void> {
  const result = await mokv(args, { env: { HOME: home } });
  if (result.code !== 0) throw new Error(`mokv ${args.join(' ')}: ${result.stderr}`);
}
