import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../../test/support/captured-log.ts';
import { until } from '../../../test/support/poll.ts';
import type { GossipEvent } from '../gossip/output.ts';
import { type GossipNode, type GossipNodeOptions, startGossipNode } from './gossip-node.ts';

interface Member {
  readonly node: GossipNode;
  readonly events: GossipEvent[];
  readonly log: CapturedLog;
}

const [keyOne, keyTwo] = [Buffer.alloc(16, 1), Buffer.alloc(32, 2)];
const started: GossipNode[] = [];
let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-gossip-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((node) => node.stop()));
  await rm(directory, { recursive: true });
});

async function start(name: string, options: Partial<GossipNodeOptions> = {}): Promise<Member> {
  const events: GossipEvent[] = [];
  const log = new CapturedLog();
  const node = await startGossipNode({
    bindAddress: { host: '127.0.0.1', port: 0 },
    name,
    tags: new Map([['role', name]]),
    keyFile: undefined,
    seeds: [],
    snapshotFile: undefined,
    log,
    onEvent: (event) => events.push(event),
    onFailure: (error) => {
      throw error;
    },
    ...options,
  });
  started.push(node);
  return { node, events, log };
}

/** Names, states and roles as one member sees them. */
const view = ({ node }: Member) =>
  node
    .members()
    .map(({ name, status, tags }) => `${name} ${status} ${tags.get('role')}`)
    .sort();
const sees = (member: Member, ...lines: string[]) =>
  until(lines.join(', '), () => view(member).join() === lines.join() || undefined);

async function keyFile(name: string, ...keys: Buffer[]): Promise<string> {
  const path = join(directory, `${name}.key`);
  await writeFile(path, JSON.stringify(keys.map((key) => key.toString('base64'))), { mode: 0o600 });
  return path;
}
const keysIn = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

describe('GossipNode', () => {
  it('joins, tells its tags and leaves', async () => {
    const one = await start('one');
    const two = await start('two', { seeds: [{ host: 'localhost', port: one.node.address.port }] });
    await sees(one, 'one alive one', 'two alive two');
    await sees(two, 'one alive one', 'two alive two');
    two.node.setTags(new Map([['role', 'other']]));
    await sees(one, 'one alive one', 'two alive other');
    await two.node.leave();
    await sees(one, 'one alive one', 'two left other');
    expect(one.events.map(({ type }) => type).filter((type) => type.startsWith('member'))).toEqual([
      'memberJoin',
      'memberJoin',
      'memberUpdate',
      'memberLeave',
    ]);
    expect(one.node.transportStats().dropped).toEqual(new Map());
  });

  it('carries user events and queries to the application and back', async () => {
    const one = await start('one');
    const two = await start('two', { seeds: [one.node.address] });
    await sees(one, 'one alive one', 'two alive two');
    await sees(two, 'one alive one', 'two alive two');
    const payload = Buffer.from('v2');
    one.node.userEvent({ name: 'deploy', payload, coalesce: false });
    const arrived = await until('the event', () =>
      two.events.find((event) => event.type === 'userEvent'),
    );
    expect(arrived).toMatchObject({ name: 'deploy', coalesce: false });
    const id = one.node.query({ name: 'load', payload });
    const query = await until('the query', () =>
      two.events.find((event) => event.type === 'query'),
    );
    expect(query).toMatchObject({ name: 'load', sourceNode: 'one' });
    expect(two.node.respond(query.queryId, Buffer.from('7'))).toBe('sent');
    expect(two.node.respond(query.queryId, Buffer.from('8'))).toBe('tooLate');
    const response = await until('the answer', () =>
      one.events.find((event) => event.type === 'queryResponse'),
    );
    expect(response).toEqual({
      ...{ type: 'queryResponse', id, from: 'two' },
      payload: Buffer.from('7'),
    });
  });

  it('rotates the keys of the pool and keeps them in its file', async () => {
    const files = [await keyFile('one', keyOne), await keyFile('two', keyOne)] as const;
    const one = await start('one', { keyFile: files[0] });
    const two = await start('two', { keyFile: files[1], seeds: [one.node.address] });
    await sees(one, 'one alive one', 'two alive two');
    const ask = async (...request: Parameters<GossipNode['queryKeys']>) => {
      const { answers } = await one.node.queryKeys(...request);
      return [...answers]
        .map(([name, { result, message }]) => `${name} ${result} ${message}`)
        .sort();
    };
    expect(await ask('install', keyTwo)).toEqual(['one true ', 'two true ']);
    expect(await ask('use', keyTwo)).toEqual(['one true ', 'two true ']);
    const refusal = 'false Removing the primary key is not allowed';
    expect(await ask('remove', keyTwo)).toEqual([`one ${refusal}`, `two ${refusal}`]);
    expect(await ask('remove', keyOne)).toEqual(['one true ', 'two true ']);
    expect(await Promise.all(files.map(keysIn))).toEqual([
      [keyTwo.toString('base64')],
      [keyTwo.toString('base64')],
    ]);
    const { answers } = await two.node.queryKeys('list', Buffer.alloc(0));
    expect([...answers.values()].map(({ keys }) => keys)).toEqual([
      [keyTwo.toString('base64')],
      [keyTwo.toString('base64')],
    ]);
    expect(JSON.stringify([...one.log.lines, ...two.log.lines])).not.toContain(
      keyTwo.toString('base64'),
    );
  }, 60_000);

  it('finds its pool again after a restart by its snapshot alone', async () => {
    const snapshotFile = join(directory, 'gossip.snapshot');
    const one = await start('one');
    const two = await start('two', { seeds: [one.node.address], snapshotFile });
    await sees(one, 'one alive one', 'two alive two');
    await two.node.stop();
    const again = await start('two', { bindAddress: two.node.address, snapshotFile });
    await until('a new incarnation', () => {
      const found = one.node.members().find(({ name }) => name === 'two');
      return found !== undefined && found.incarnation >= 2 ? true : undefined;
    });
    await sees(again, 'one alive one', 'two alive two');
  });

  it('says why it cannot join a pool with other keys', async () => {
    const one = await start('one', { keyFile: await keyFile('one', keyOne) });
    const two = await start('two', {
      keyFile: await keyFile('two', keyTwo),
      seeds: [one.node.address],
    });
    const failed = await until('a failed join', () =>
      two.events.find((event) => event.type === 'joinFailed'),
    );
    expect(failed).toMatchObject({ reason: 'No installed keys could decrypt the message' });
    expect(view(one)).toEqual(['one alive one']);
  });

  it('warns about a host name that is unknown and about plaintext', async () => {
    const { log } = await start('one', { seeds: [{ host: 'no-such-host.invalid', port: 1 }] });
    const line = await until('a warning', () =>
      log.lines.find(({ message }) => message.includes('host names')),
    );
    expect(line.facts).toEqual({ seeds: ['no-such-host.invalid:1'] });
    expect(log.lines.map(({ message }) => message)).toContain(
      'gossip is not encrypted: anybody may join and evict',
    );
  });

  it('refuses key queries in a pool without keys', async () => {
    const one = await start('one');
    const { answers } = await one.node.queryKeys('install', keyOne);
    expect(answers.get('one')).toMatchObject({
      result: false,
      message: 'encryption is not enabled',
    });
  });

  it('does not start with a key file that others may read, or on a port that is taken', async () => {
    const path = join(directory, 'gossip.key');
    await writeFile(path, keyOne.toString('base64'), { mode: 0o644 });
    await expect(start('one', { keyFile: path })).rejects.toMatchObject({ code: 'CONFIG' });
    const tags = new Map([['role', 'x'.repeat(600)]]);
    await expect(start('one', { tags })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const one = await start('one');
    await expect(start('two', { bindAddress: one.node.address })).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('another process listens there'),
    });
  });
});
