import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { freePorts } from './free-port.ts';
import { until } from './poll.ts';
import type { Program } from './program-process.ts';
import { RaftProcess } from './raft-process.ts';
import { testPki } from './test-transport.ts';

export type NodeKind = 'go' | 'mokv';

export const goDirectory = fileURLToPath(new URL('../interop/raft/go', import.meta.url));

const mokvProgram = fileURLToPath(new URL('../interop/raft/mokv-node.ts', import.meta.url));

/** Snapshots come early and little of the log survives them, so that who lags needs one. */
const flags = [
  ...['--election-timeout', '1000ms'],
  ...['--snapshot-threshold', '32'],
  ...['--trailing-logs', '8'],
];

interface Member {
  readonly kind: NodeKind;
  readonly node: RaftProcess;
}

/** Go nodes and mokv nodes that trust each other's certificates. None runs before it is started. */
export class MixedCluster {
  readonly #home: string;
  readonly #members: readonly Member[];
  /** What the acknowledged writes have left. */
  readonly #acknowledged = new Map<string, string>();
  /** Keys whose only write nobody acknowledged. */
  readonly #uncertain = new Set<string>();
  #lastKey = 0;

  private constructor(home: string, members: readonly Member[]) {
    this.#home = home;
    this.#members = members;
  }

  /** Nodes of these kinds, called go1, mokv2, ... after their positions. */
  static async create(goBinary: string, ...kinds: readonly NodeKind[]): Promise<MixedCluster> {
    const home = await mkdtemp(join(tmpdir(), 'mokv-mixed-'));
    const pki = await testPki();
    const ports = await freePorts(kinds.length);
    const members: Member[] = [];
    for (const [position, kind] of kinds.entries()) {
      const id = `${kind}${position + 1}`;
      const address = `127.0.0.1:${ports[position]}`;
      const args = ['--id', id, '--addr', address, '--dir', join(home, id)];
      for (const [name, pem] of Object.entries(await pki.peer(id))) {
        const file = join(home, `${id}-${name}.pem`);
        await writeFile(file, `${pem}`);
        args.push(`--${name}`, file);
      }
      members.push({ kind, node: new RaftProcess(id, address, programOf(kind, goBinary, args)) });
    }
    return new MixedCluster(home, members);
  }

  get nodes(): readonly RaftProcess[] {
    return this.#members.map(({ node }) => node);
  }

  /** Those that run and do not hang. */
  get running(): readonly RaftProcess[] {
    return this.nodes.filter((node) => node.isRunning);
  }

  ofKind(kind: NodeKind): readonly RaftProcess[] {
    return this.#members.filter((member) => member.kind === kind).map(({ node }) => node);
  }

  /** Founds a cluster with the first node and adds the others as voters. */
  async found(first: RaftProcess, ...others: readonly RaftProcess[]): Promise<void> {
    await first.start('--bootstrap');
    await first.until('leads', ({ role }) => role === 'leader');
    for (const node of others) {
      await node.start();
      await first.addVoter(node);
    }
    await this.leader();
  }

  /** The leader that all running nodes agree on. */
  leader(): Promise<RaftProcess> {
    return until('all nodes to follow one leader', async () => {
      const states = await Promise.all(this.running.map((node) => node.state()));
      const leaders = new Set(states.map(({ leader, term }) => `${term} ${leader}`));
      const leader = this.running[states.findIndex(({ role }) => role === 'leader')];
      return leaders.size === 1 ? leader : undefined;
    });
  }

  /** Sets and deletes, all acknowledged when it resolves. */
  async write(leader: RaftProcess, count: number): Promise<void> {
    const writes = Array.from({ length: count }, async () => {
      const [key, value] = this.#nextItem();
      await leader.set(key, value);
      this.#acknowledged.set(key, value.toString('base64'));
    });
    await Promise.all(writes);
    const doomed = [...this.#acknowledged.keys()].at(-1) ?? '';
    await leader.delete(doomed);
    this.#acknowledged.delete(doomed);
  }

  /** Sets amid which the leader is killed: of those that are not acknowledged nothing is known. */
  async writeUntilKilled(leader: RaftProcess): Promise<void> {
    const first = Promise.withResolvers<void>();
    const writes = Array.from({ length: 200 }, async () => {
      const [key, value] = this.#nextItem();
      this.#uncertain.add(key);
      await leader.set(key, value);
      first.resolve();
      this.#uncertain.delete(key);
      this.#acknowledged.set(key, value.toString('base64'));
    });
    await first.promise;
    await leader.kill();
    await Promise.allSettled(writes);
  }

  /** Waits until the state machines of all running nodes hold exactly what was acknowledged. */
  async expectEqualContents(): Promise<void> {
    const leader = await this.leader();
    const certain = Object.fromEntries(this.#acknowledged);
    const survived = Object.entries(await leader.dump()).filter(([key]) =>
      this.#uncertain.has(key),
    );
    const expected = { ...certain, ...Object.fromEntries(survived) };
    for (const node of this.running) {
      await expect.poll(() => node.dump(), { timeout: 20_000 }).toEqual(expected);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await rm(this.#home, { recursive: true });
  }

  /** Keys of all kinds of UTF-8, and values from none to some hundred bytes of any kind. */
  #nextItem(): readonly [string, Buffer] {
    this.#lastKey += 1;
    const count = this.#lastKey;
    const value = Buffer.alloc((count * 37) % 300, count);
    return [`key ${count} ${count % 3 === 0 ? 'schlüssel 鍵' : ''}`, value];
  }
}

function programOf(kind: NodeKind, goBinary: string, own: readonly string[]): Program {
  const args = [...own, ...flags];
  return kind === 'go'
    ? { command: goBinary, args: [...args, '--snapshot-interval', '100ms'] }
    : { command: process.execPath, args: [mokvProgram, ...args] };
}
