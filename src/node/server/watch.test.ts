import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrpcFront } from '../../../test/support/grpc-front.ts';
import { messagesOf, type OpenStream, openStream } from '../../../test/support/grpc-streams.ts';
import { until } from '../../../test/support/poll.ts';
import { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { errorOfStatus } from '../../api/status.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { Store } from '../kv/store.ts';
import { emptyState } from '../kv/store-state.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, reader, app/*, consume
p, reader, single, consume
`;

const { CREATED, INITIAL, INITIAL_END, CHANGES, PROGRESS } = mokv.v1.WatchResponse.Kind;
type WatchStream = OpenStream<mokv.v1.IWatchRequest, mokv.v1.WatchResponse>;

describe('Watch', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
  });

  afterEach(() => front.stop());

  async function watch(request: mokv.v1.IWatchRequest, user = 'root'): Promise<WatchStream> {
    return openStream(await front.connectAs(user), keysService.watch, request);
  }

  /** A watch that stands. */
  async function liveWatch(request: mokv.v1.IWatchRequest, user = 'root'): Promise<WatchStream> {
    const stream = await watch(request, user);
    await messagesOf(stream, 1);
    return stream;
  }

  async function changesOf(stream: WatchStream, count: number): Promise<string[]> {
    return until(`${count} changes`, () => {
      const changes = stream.messages.filter(({ kind }) => kind === CHANGES).flatMap(eventsOf);
      return changes.length >= count ? changes : undefined;
    });
  }

  const remove = (key: string) => front.node.apply({ type: 'delete', key: byteStringOfText(key) });

  it('brings every change of its keys, and no other', async () => {
    const stream = await liveWatch({ range: { prefix: 'app/' } });
    front.node.put('app/a', '1');
    front.node.put('b', '2');
    remove('app/a');
    front.node.put('app/c', '3');
    expect(await changesOf(stream, 3)).toEqual(['1 app/a=1', '3 -app/a', '4 app/c=3']);
    expect(stream.messages[0]).toMatchObject({ kind: CREATED, revision: 0 });
    expect(stream.messages.at(-1)).toMatchObject({ kind: CHANGES, revision: 4, partial: false });
  });

  it.each([
    [{ start: 'b', end: 'd' }, ['2 b=', '3 c=']],
    [{ start: 'c' }, ['3 c=', '4 d=']],
    [{ end: 'b' }, ['1 a=']],
    [{ start: 'b', end: 'b\0' }, ['2 b=']],
    [{}, ['1 a=', '2 b=', '3 c=', '4 d=']],
  ])('of %j brings what is in it', async (range, expected) => {
    const stream = await liveWatch({ range });
    for (const key of ['a', 'b', 'c', 'd']) front.node.put(key, '');
    expect(await changesOf(stream, expected.length)).toEqual(expected);
  });

  it('begins in the past and goes on without a gap or a duplicate', async () => {
    const total = 3000;
    for (let index = 1; index <= total / 2; index += 1) front.node.put('a', String(index));
    const stream = await watch({ fromRevision: 11 });
    for (let index = total / 2 + 1; index <= total; index += 1) {
      front.node.put('a', String(index));
      if (index % 100 === 0) await new Promise(setImmediate);
    }
    const expected = Array.from({ length: total - 10 }, (_, at) => `${at + 11} a=${at + 11}`);
    expect(await changesOf(stream, expected.length)).toEqual(expected);
    expect(stream.messages[0]).toMatchObject({ kind: CREATED, revision: 10 });
  });

  it('can wait for a revision that is still to come', async () => {
    front.node.put('a', '1');
    const stream = await liveWatch({ fromRevision: 4 });
    front.node.putAll(['2', '3', '4', '5'].map((value) => ['a', value]));
    expect(await changesOf(stream, 2)).toEqual(['4 a=4', '5 a=5']);
  });

  it('gives the keys as they are first, then what changed since', async () => {
    front.node.putAll([
      ['app/a', '1'],
      ['app/b', '2'],
      ['b', '3'],
    ]);
    const stream = await watch({ range: { prefix: 'app/' }, initial: true });
    await messagesOf(stream, 3);
    front.node.put('app/a', '4');
    await messagesOf(stream, 4);
    expect(stream.messages.map((message) => [message.kind, message.revision])).toEqual([
      [CREATED, 3],
      [INITIAL, 3],
      [INITIAL_END, 3],
      [CHANGES, 4],
    ]);
    expect(stream.messages.flatMap(eventsOf)).toEqual(['1 app/a=1', '2 app/b=2', '4 app/a=4']);
  });

  it('loses nothing that happens while it gives many keys', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}`);
    front.node.putAll(keys.map((key) => [key, 'x'.repeat(50)]));
    const stream = await watch({ initial: true, keysOnly: true });
    let writes = 0;
    const writing = setInterval(() => {
      front.node.put('k0', String(writes));
      writes += 1;
    }, 1);
    await until('the last key', () => stream.messages.find(({ kind }) => kind === INITIAL_END));
    clearInterval(writing);
    const initial = stream.messages.filter(({ kind }) => kind === INITIAL).flatMap(eventsOf);
    expect(initial).toHaveLength(20_000);
    const [{ revision } = { revision: 0 }] = stream.messages;
    const expected = Array.from(
      { length: front.node.revision - revision },
      (_, at) => `${revision + at + 1} k0=`,
    );
    expect(await changesOf(stream, expected.length)).toEqual(expected);
  });

  it('says what a key was before, and that its time had ended', async () => {
    front.node.apply({
      type: 'set',
      key: byteStringOfText('a'),
      value: Buffer.from('1'),
      ttlMs: 1,
    });
    const stream = await liveWatch({ previous: true });
    front.node.timeMs += 1000;
    front.node.apply({ type: 'expire', keysMax: 10 });
    await messagesOf(stream, 2);
    expect({ ...stream.messages[1]?.events?.[0] }).toEqual({
      type: mokv.v1.WatchEvent.Type.DELETE,
      item: { key: 'a', modRevision: 2 },
      previous: {
        key: 'a',
        value: Buffer.from('1'),
        createRevision: 1,
        modRevision: 1,
        version: 1,
        expiresAtMs: front.node.timeMs - 999,
      },
      expired: true,
    });
  });

  it('brings all of a transaction in one message, as one revision', async () => {
    const stream = await liveWatch({ keysOnly: true });
    const set = (key: string) =>
      ({ type: 'set', key: byteStringOfText(key), value: Buffer.from('1') }) as const;
    front.node.apply({ type: 'txn', compares: [], success: [set('a'), set('b')], failure: [] });
    expect(await changesOf(stream, 2)).toEqual(['1 a=', '1 b=']);
    expect(stream.messages).toHaveLength(2);
  });

  it('cuts what is too large for a message, and says that the revision goes on', async () => {
    front.node.putAll(Array.from({ length: 40 }, (_, at) => [`k${10 + at}`, 'x'.repeat(8192)]));
    const stream = await liveWatch({ previous: true });
    front.node.apply({ type: 'deleteRange', start: byteStringOfText(''), end: undefined });
    await changesOf(stream, 40);
    const parts = stream.messages.slice(1).map(({ revision, partial }) => [revision, partial]);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts).toEqual(parts.map((_, at) => [41, at < parts.length - 1]));
  });

  it('says how far it is while nothing of its keys changes', async () => {
    const stream = await liveWatch({ range: { prefix: 'a' }, progressIntervalMs: 100 });
    front.node.put('b', '');
    const progress = await until('progress', () =>
      stream.messages.find(({ kind, revision }) => kind === PROGRESS && revision === 1),
    );
    expect({ ...progress }).toEqual({ kind: PROGRESS, revision: 1, events: [] });
  });

  it('refuses what is no longer known, with where to go on', async () => {
    front.node.put('a', '1');
    front.node.restore(restoredStore());
    const stream = await watch({ fromRevision: 1 });
    const { error } = await stream.ended;
    expect(error && errorOfStatus(error)).toMatchObject({
      code: 'COMPACTED',
      message: 'revision 1 is no longer known: this node remembers what came after 7',
      metadata: { compacted_revision: '7', revision: '7' },
    });
  });

  it('ends when a snapshot takes the place of the store', async () => {
    const stream = await liveWatch({});
    front.node.restore(restoredStore());
    const { error } = await stream.ended;
    expect(error && errorOfStatus(error).code).toBe('COMPACTED');
  });

  it.each<[string, mokv.v1.IWatchRequest]>([
    ['initial keys of the past', { initial: true, fromRevision: 1 }],
    ['a range without keys', { range: { start: 'b', end: 'a' } }],
    ['progress all the time', { progressIntervalMs: 1 }],
  ])('refuses %s', async (_, request) => {
    expect((await (await watch(request)).ended).code).toBe('INVALID_ARGUMENT');
  });

  it('leaves out what its user may not read, live, from the past and at the start', async () => {
    front.node.putAll([
      ['app/a', '1'],
      ['secret', '2'],
    ]);
    const past = await liveWatch({ fromRevision: 1 }, 'reader');
    const initial = await liveWatch({ initial: true }, 'reader');
    const root = await liveWatch({}, 'root');
    front.node.putAll([
      ['secret', '3'],
      ['single', '4'],
    ]);
    expect(await changesOf(root, 2)).toEqual(['3 secret=3', '4 single=4']);
    expect(await changesOf(past, 2)).toEqual(['1 app/a=1', '4 single=4']);
    await until('the change', () => initial.messages.find(({ kind }) => kind === CHANGES));
    expect(initial.messages.flatMap(eventsOf)).toEqual(['1 app/a=1', '4 single=4']);
  });

  it('ends when the right on all that it watches is revoked, also while nothing changes', async () => {
    const stream = await liveWatch({ range: { prefix: 'app/' } }, 'reader');
    const other = await liveWatch({ range: { start: 's' } }, 'reader');
    await front.replacePolicy('p, root, *, produce\np, reader, single, consume\n');
    expect(await stream.ended).toMatchObject({
      code: 'PERMISSION_DENIED',
      error: { details: 'user "reader" may not consume the keys "app/*"' },
    });
    front.node.put('single', '1');
    expect(await changesOf(other, 1)).toEqual(['1 single=1']);
  });

  it('sends nothing of a key whose right was revoked a moment ago', async () => {
    const stream = await liveWatch({}, 'reader');
    await front.replacePolicy('p, reader, single, consume\n');
    front.node.put('app/a', '1');
    front.node.put('single', '2');
    expect(await changesOf(stream, 1)).toEqual(['2 single=2']);
  });

  it('is cut when its caller does not read, and costs the others nothing', async () => {
    const slow = await liveWatch({});
    const fast = await liveWatch({});
    slow.pause();
    const value = 'x'.repeat(256 * 1024);
    for (let index = 0; index < 40; index += 1) {
      front.node.put('a', value);
      await messagesOf(fast, 2 + index);
    }
    await until('the end of the slow one', () => front.calls[0]);
    expect(front.calls[0]?.error).toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
    slow.resume();
    expect((await slow.ended).code).toBe('RESOURCE_EXHAUSTED');
    expect(front.calls).toHaveLength(1);
  });

  it('keeps the pace of its caller in the past, whatever there is of it', async () => {
    const value = 'x'.repeat(64 * 1024);
    for (let index = 0; index < 200; index += 1) front.node.put(`k${1000 + index}`, value);
    for (const request of [{ initial: true }, { fromRevision: 1 }]) {
      const stream = await watch(request);
      stream.pause();
      for (let turn = 0; turn < 500; turn += 1) await new Promise(setImmediate);
      stream.resume();
      await until('all of it', () => stream.messages.flatMap(eventsOf).length >= 200 || undefined);
      expect(stream.messages.flatMap(eventsOf)).toHaveLength(200);
      stream.cancel();
    }
  });

  it('follows the store only while somebody watches', async () => {
    expect(front.node.listeners.size).toBe(0);
    const streams = await Promise.all([
      liveWatch({}),
      liveWatch({}),
      liveWatch({ previous: true }),
    ]);
    expect(front.node.listeners.size).toBe(1);
    for (const stream of streams) stream.cancel();
    await until('nobody to follow', () => front.node.listeners.size === 0 || undefined);
  });
});

describe('the number of watches', () => {
  it('is limited for each user, and for all of them', async () => {
    const limits = { watchesPerUserMax: 2, watchesMax: 3 };
    await using front = await GrpcFront.start({ policy, limits });
    const open = async (user: string) =>
      openStream(await front.connectAs(user), keysService.watch, {});
    const [first] = await Promise.all([open('root'), open('root')]);
    await until('two watches', () => front.node.barriers >= 2 || undefined);
    expect(await (await open('root')).ended).toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      error: { details: 'user "root" has 2 watches under way' },
    });
    const third = await open('reader');
    await messagesOf(third, 1);
    expect(await (await open('reader')).ended).toMatchObject({
      error: { details: '3 watches are under way' },
    });
    first.cancel();
    await until('a free place', () => front.calls.length === 3 || undefined);
    await messagesOf(await open('reader'), 1);
  });
});

/** At revision 7, and without a memory of how it got there. */
function restoredStore(): Store {
  return new Store({ ...emptyState(), revision: 7 });
}

function eventsOf({ revision, events }: mokv.v1.WatchResponse): string[] {
  return events.map(({ type, item }) => {
    const at = item?.modRevision ?? revision;
    if (type === mokv.v1.WatchEvent.Type.DELETE) return `${at} -${item?.key}`;
    return `${at} ${item?.key}=${Buffer.from(item?.value ?? [])}`;
  });
}
