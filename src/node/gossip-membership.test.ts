import { afterEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../test/support/captured-log.ts';
import { until } from '../../test/support/poll.ts';
import type { Member } from './gossip/member.ts';
import { GossipMembership, tagsOf } from './gossip-membership.ts';
import type { Server } from './raft/configuration.ts';
import type { RaftStatus } from './raft/output.ts';

const version = '1.0.0';

/** A pool and a Raft in memory; what the leader is asked for takes effect at once. */
class World {
  readonly log = new CapturedLog();
  readonly changes: string[] = [];
  readonly members = new Map<string, ReadonlyMap<string, string>>();
  servers: readonly Server[] = [server('n1')];
  role: RaftStatus['role'] = 'leader';
  refusals = 0;
  readonly blank = new Set<string>();
  /** Members that take a connection and say nothing. */
  readonly hanging = new Set<string>();
  readonly #running: GossipMembership[] = [];

  run(id: string, joinToken?: string): void {
    const tags = { rpcAddress: `${id}:8400`, version, joinToken };
    this.members.set(id, tagsOf(tags, []));
    const pool = {
      members: () => [...this.members].map(([name, shown]) => memberOf(name, shown)),
      setTags: (shown: ReadonlyMap<string, string>) => void this.members.set(id, shown),
    };
    const membership = {
      prove: async (member: { readonly id: string; readonly address: string }) => {
        if (this.hanging.has(member.id)) await new Promise(() => {});
        return { ...member, readsRounds: true };
      },
      addProved: async ({ id: added }: { readonly id: string }) => this.#change('add', added),
      remove: async (removed: string) => this.#change('remove', removed),
    };
    const raft = () => ({
      ...statusOf(id === 'n1' ? this.role : 'follower', this.servers),
      isBlank: this.blank.has(id),
    });
    const options = { id, tags, pool, raft, membership, log: this.log };
    this.#running.push(new GossipMembership({ ...options, removeDeadAfterMs: undefined }));
  }

  tag(id: string, tag: string): string | undefined {
    return this.members.get(id)?.get(tag);
  }

  close(): void {
    for (const one of this.#running) one.close();
  }

  #change(type: string, id: string): void {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error('not now');
    }
    this.changes.push(`${type} ${id}`);
    const rest = this.servers.filter((one) => one.id !== id);
    this.servers = type === 'add' ? [...rest, server(id)] : rest;
  }
}

describe('GossipMembership', () => {
  let world: World;

  afterEach(() => world.close());

  it('makes a node that asks a voter, once; then both take their tags back', async () => {
    world = new World();
    world.run('n1');
    world.run('n2', 'token');
    await until('the wish to be fulfilled', () => world.changes.length > 0 || undefined);
    await until('the node to take its tag back', () => !world.tag('n2', 'join') || undefined);
    await until('the leader to take its tag back', () => !world.tag('n1', 'joined') || undefined);
    expect(world.changes).toEqual(['add n2']);
  });

  it('does nothing on a follower', async () => {
    world = new World();
    world.role = 'follower';
    world.run('n1');
    world.run('n2', 'token');
    world.run('n3', 'done');
    world.members.set('n4', new Map([['joined', 'done']]));
    await until('a poll of all', () => !world.tag('n3', 'join') || undefined);
    expect(world.changes).toEqual([]);
  });

  it('removes a voter that asks to join before it adds it, when nobody has said that it is done', async () => {
    world = new World();
    world.servers = [server('n1'), server('n2')];
    world.blank.add('n2');
    world.run('n1');
    world.run('n2', 'token');
    await until('the node to take its tag back', () => !world.tag('n2', 'join') || undefined);
    expect(world.changes).toEqual(['remove n2', 'add n2']);
  });

  it('leaves a voter alone that asked to join and votes again before that', async () => {
    world = new World();
    world.servers = [server('n1'), server('n2')];
    world.run('n1');
    world.run('n2', 'token');
    await until('the node to take its tag back', () => !world.tag('n2', 'join') || undefined);
    expect(world.changes).toEqual([]);
  });

  it('makes others voters while it waits for the proof of one that hangs', async () => {
    world = new World();
    world.hanging.add('n2');
    world.run('n1');
    for (const id of ['n2', 'n3', 'n4']) world.run(id, `token of ${id}`);
    await until('the others to be added', () => world.changes.length > 1 || undefined);
    expect(world.changes).toEqual(['add n3', 'add n4']);
  });

  it('tries again what did not work, and says why', async () => {
    world = new World();
    world.refusals = 1;
    world.run('n1');
    world.run('n2', 'token');
    await until('the second attempt', () => world.changes.length > 0 || undefined);
    expect(world.log.lines[0]).toEqual({
      level: 'warn',
      facts: { member: 'n2', step: 'add', reason: 'not now', delayMs: 1000 },
      message: 'membership does not follow gossip yet',
    });
  });
});

function server(id: string): Server {
  return { id, address: `${id}:8400`, suffrage: 'voter' };
}

function memberOf(name: string, tags: ReadonlyMap<string, string>): Member {
  const place = { address: Uint8Array.of(127, 0, 0, 1), port: 8401 };
  const versions = { statusLTime: 1, incarnation: 1, vsn: new Uint8Array(6) };
  return { name, tags, status: 'alive', ...place, ...versions };
}

function statusOf(role: RaftStatus['role'], servers: readonly Server[]): RaftStatus {
  return {
    role,
    term: 1,
    leader: undefined,
    leaderContactMs: 0,
    isBlank: false,
    commitIndex: 1,
    lastIndex: 1,
    durableIndex: 1,
    snapshotIndex: 0,
    logBytes: 0,
    configuration: { servers },
    configurationIndex: 1,
    peers: [],
  };
}
