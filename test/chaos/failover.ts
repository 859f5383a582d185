// Measures how long a cluster of three is without a leader: after SIGKILL of the leader, and when leadership
// is handed over; and whether paused followers disturb it. Every acknowledged write is checked at the end.
//   node test/chaos/failover.ts --kills 50 --transfers 20 --pauses 20
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { clusterService, kvService } from '../../src/api/services.ts';
import type { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { RawClient } from '../support/raw-client.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

export interface FailoverCounts {
  readonly kills: number;
  readonly transfers: number;
  readonly pauses: number;
}

export interface FailoverReport {
  /** Milliseconds from the signal to the first acknowledged write, sorted. */
  readonly killMs: readonly number[];
  /** Milliseconds between the last write acknowledged by the old leader and the first by the new one. */
  readonly transferMs: readonly number[];
  /** Terms that passed while followers were paused for half a second and came back. */
  readonly termsDuringPauses: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
}

export async function failover(counts: FailoverCounts): Promise<FailoverReport> {
  const home = await mkdtemp(join(tmpdir(), 'mokv-failover-'));
  const cluster = new Cluster(await startThreeNodes(home), home);
  try {
    const killMs: number[] = [];
    for (let count = 0; count < counts.kills; count += 1) killMs.push(await cluster.killLeader());
    const transferMs: number[] = [];
    for (let count = 0; count < counts.transfers; count += 1) {
      transferMs.push(await cluster.transfer());
    }
    const term = await cluster.term();
    for (let count = 0; count < counts.pauses; count += 1) await cluster.pauseFollower(count);
    const termsDuringPauses = (await cluster.term()) - term;
    const lost = await cluster.lost();
    const sorted = (list: number[]): number[] => list.map(Math.round).sort((a, b) => a - b);
    return {
      killMs: sorted(killMs),
      transferMs: sorted(transferMs),
      termsDuringPauses,
      acknowledged: cluster.acknowledged.size,
      lost,
    };
  } finally {
    await cluster.end();
    await rm(home, { recursive: true });
  }
}

interface Member {
  readonly id: string;
  readonly node: NodeProcess;
  client: RawClient;
}

class Cluster {
  readonly acknowledged = new Set<string>();
  readonly #members: readonly Member[];
  readonly #home: string;
  #writes = 0;

  constructor(nodes: readonly NodeProcess[], home: string) {
    this.#home = home;
    this.#members = nodes.map((node, position) => ({
      id: `n${position + 1}`,
      node,
      client: new RawClient(node.endpoint, home),
    }));
  }

  /** Kills the leader, measures, and brings it back. */
  async killLeader(): Promise<number> {
    const leader = await this.#leader();
    const others = this.#members.filter((member) => member !== leader);
    await this.#writeTo(this.#members);
    const start = performance.now();
    await leader.node.end('SIGKILL');
    await this.#writeTo(others);
    const gap = performance.now() - start;
    leader.client.close();
    leader.client = new RawClient(leader.node.endpoint, this.#home);
    await leader.node.start();
    await this.#caughtUp(leader);
    return gap;
  }

  /** Hands leadership over while a client writes without a pause; gives its longest wait. */
  async transfer(): Promise<number> {
    const leader = await this.#leader();
    let longest = 0;
    let handedOver = false;
    const handover = leader.client.unary(clusterService.transferLeadership, {}, 5000).then(() => {
      handedOver = true;
    });
    for (let writes = 0; !handedOver || writes < 5; writes += handedOver ? 1 : 0) {
      const start = performance.now();
      await this.#writeTo(this.#members);
      longest = Math.max(longest, performance.now() - start);
    }
    await handover;
    return longest;
  }

  async pauseFollower(count: number): Promise<void> {
    const leader = await this.#leader();
    const followers = this.#members.filter((member) => member !== leader);
    const follower = followers[count % followers.length];
    if (follower?.node.pid === undefined) throw new Error('a follower is not running');
    process.kill(follower.node.pid, 'SIGSTOP');
    await delay(500); // the fault itself, not a wait for something
    process.kill(follower.node.pid, 'SIGCONT');
    await this.#writeTo(this.#members);
    await this.#caughtUp(follower);
  }

  async term(): Promise<number> {
    const { client } = await this.#leader();
    return (await client.unary(clusterService.status, {})).term;
  }

  async lost(): Promise<string[]> {
    const { client } = await this.#leader();
    const items = await client.list();
    return [...this.acknowledged].filter((key) => !items.has(key));
  }

  async end(): Promise<void> {
    for (const { client, node } of this.#members) {
      client.close();
      await node.end('SIGKILL');
    }
  }

  /** One write that somebody acknowledges; whoever refuses has written nothing. */
  async #writeTo(members: readonly Member[]): Promise<void> {
    this.#writes += 1;
    const key = `key/${this.#writes}`;
    await until('an acknowledged write', async () => {
      for (const { client } of members) {
        const answer = await client
          .unary(kvService.set, { key, value: Buffer.from(key) }, 300)
          .catch(() => undefined);
        if (answer !== undefined) {
          this.acknowledged.add(key);
          return true;
        }
      }
      return undefined;
    });
  }

  #leader(): Promise<Member> {
    return until('a leader', async () => {
      for (const member of this.#members) {
        const status = await member.client
          .unary(clusterService.status, {}, 500)
          .catch(() => undefined);
        if (status?.role === 'leader') return member;
      }
      return undefined;
    });
  }

  async #caughtUp({ client }: Member): Promise<void> {
    const leader = await this.#leader();
    const { commitIndex } = await leader.client.unary(clusterService.status, {});
    await until('a node to catch up', async () => {
      const status = await client.unary(clusterService.status, {}, 500).catch(() => undefined);
      return (status !== undefined && status.appliedIndex >= commitIndex) || undefined;
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      kills: { ...number, default: '50' },
      transfers: { ...number, default: '20' },
      pauses: { ...number, default: '20' },
    },
  });
  const report = await failover({
    kills: Number(values.kills),
    transfers: Number(values.transfers),
    pauses: Number(values.pauses),
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.lost.length === 0 ? 0 : 1;
}
