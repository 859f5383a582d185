import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemberState } from '../interop/serf/control-protocol.ts';
import { GossipProcess } from './gossip-process.ts';
import { lastingPorts } from './lasting-port.ts';
import { SerfAgent } from './serf-agent.ts';
import { untilEqual } from './until-equal.ts';

export interface PoolOptions {
  /** The command `serf` of some version. */
  readonly program: string;
  readonly isEncrypted: boolean;
}

export type PoolMember = SerfAgent | GossipProcess;

/**
 * A probe that only TCP answered: the machine held its member up for longer than a probe waits. Where UDP
 * does not work an agent says it for every probe.
 */
const heldUp = /\[WARN\] memberlist: Was able to connect to \S+ but other probes failed/;
const heldUpMax = 2;

/** Members of both kinds, their files and what they know of each other. None runs before its start. */
export class SerfPool {
  readonly home: string;
  /** The key of the pool in base64; undefined: it is in plain text. */
  readonly key: string | undefined;
  readonly #program: string;
  readonly #members: PoolMember[] = [];

  private constructor(home: string, { program, isEncrypted }: PoolOptions) {
    this.home = home;
    this.#program = program;
    this.key = isEncrypted ? newKey() : undefined;
  }

  static async create(options: PoolOptions): Promise<SerfPool> {
    return new SerfPool(await mkdtemp(join(tmpdir(), 'mokv-serf-')), options);
  }

  /** A real agent, by default with the key of the pool. */
  async agent(name: string, { key }: Pick<SerfPool, 'key'> = this): Promise<SerfAgent> {
    const [port, rpcPort] = await lastingPorts(2);
    const agent = new SerfAgent({
      ...(await this.#files(name, port, key)),
      program: this.#program,
      rpcAddress: `127.0.0.1:${rpcPort}`,
      eventFile: join(this.home, `${name}-events`),
    });
    this.#members.push(agent);
    return agent;
  }

  async mokv(name: string, { key }: Pick<SerfPool, 'key'> = this): Promise<GossipProcess> {
    const [port] = await lastingPorts(1);
    const member = new GossipProcess(await this.#files(name, port, key));
    this.#members.push(member);
    return member;
  }

  /** Starts the first of each pair, which joins through the second, once all before it have met. */
  async assemble(...pairs: readonly (readonly [PoolMember, PoolMember?])[]): Promise<void> {
    for (const [position, [member, seed]] of pairs.entries()) {
      await member.start(...(seed === undefined ? [] : [seed]));
      const present = pairs.slice(0, position + 1).map(([one]) => one);
      const states = Object.fromEntries(present.map(({ id }) => [id, 'alive']));
      await this.expectViews(present, states);
    }
  }

  /** Waits until these members know these and no others, in these states, with the same tags. */
  async expectViews(
    viewers: readonly PoolMember[],
    states: Readonly<Record<string, string>>,
  ): Promise<void> {
    for (const viewer of viewers) {
      const seen = async () => statesOf(await viewer.members());
      await untilEqual(`what ${viewer.id} sees`, seen, states);
    }
    const [first, ...others] = viewers;
    for (const other of others) {
      const what = `what ${other.id} sees, compared with ${first?.id}`;
      const members = sorted((await first?.members()) ?? []);
      await untilEqual(what, async () => sorted(await other.members()), members);
    }
  }

  /**
   * Waits until the snapshot files of these members name the others, so that they find them again. An
   * agent writes its last lines only when more of them come: hence the events.
   */
  async untilRemembered(...members: readonly PoolMember[]): Promise<void> {
    for (const { id } of members) {
      const missing = async () => {
        await members[0]?.userEvent('written', '');
        const text = await readFile(this.#snapshotFileOf(id), 'utf8').catch(() => '');
        const others = members.map((other) => other.id).filter((name) => name !== id);
        return others.filter((name) => !text.includes(`alive: ${name} `));
      };
      await untilEqual(`what the snapshot file of ${id} lacks`, missing, []);
    }
  }

  /** What the agents complained of, except what an agent would also say about another agent. */
  troubles(...expected: readonly RegExp[]): readonly string[] {
    const agents = this.#members.filter((member) => member instanceof SerfAgent);
    const lines = agents.flatMap(({ id, troubles }) =>
      troubles
        .filter((line) => !expected.some((pattern) => pattern.test(line)))
        .map((line) => `${id}: ${line}`),
    );
    const late = lines.filter((line) => heldUp.test(line));
    return late.length > heldUpMax ? lines : lines.filter((line) => !heldUp.test(line));
  }

  logs(): string {
    return this.#members.map(({ id, log }) => `--- ${id}\n${log.slice(-4000)}\n`).join('');
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.kill()));
    await rm(this.home, { recursive: true });
  }

  keyFileOf(name: string): string {
    return join(this.home, `${name}.keys`);
  }

  async #files(name: string, port: number | undefined, key: string | undefined) {
    const keyFile = key === undefined ? undefined : this.keyFileOf(name);
    if (keyFile !== undefined) await writeFile(keyFile, JSON.stringify([key]), { mode: 0o600 });
    return {
      name,
      address: `127.0.0.1:${port}`,
      tags: { role: name, kind: 'test' },
      keyFile,
      snapshotFile: this.#snapshotFileOf(name),
    };
  }

  #snapshotFileOf(name: string): string {
    return join(this.home, `${name}.snapshot`);
  }
}

/** A key for AES-256 in base64. */
export function newKey(): string {
  return randomBytes(32).toString('base64');
}

function statesOf(members: readonly MemberState[]): Readonly<Record<string, string>> {
  return Object.fromEntries(members.map(({ name, status }) => [name, status]));
}

function sorted(members: readonly MemberState[]): readonly MemberState[] {
  return members.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
