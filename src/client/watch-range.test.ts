import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { MokvError } from '../shared/errors.ts';
import type { WatchMessage, WatchOptions } from './kv-api.ts';
import type { KvClient } from './kv-client.ts';

const context = clusterForEachTest(3);

describe('watch', () => {
  it('has every change once, over servers that end one after the other', async () => {
    const client = context.client([1, 2, 0]);
    const watched = startWatch(client);
    await watched.until('created');
    for (const [round, server] of [1, 2].entries()) {
      await client.set('w/a', Buffer.from(`${round}`));
      await client.delete('w/a');
      await client.set('other', Buffer.from('x'));
      context.server(server).stop();
      await client.set('w/b', Buffer.from(`${round}`));
    }
    await watched.until('w/b 8');
    watched.stop();
    expect(await watched.seen).toEqual([
      'created',
      'w/a 1',
      'w/a deleted 2',
      'w/b 4',
      'w/a 5',
      'w/a deleted 6',
      'w/b 8',
    ]);
  });

  it('gives everything of one revision in one, and starts where it is told', async () => {
    const client = context.client();
    await client.set('w/a', Buffer.from('1'));
    await client.set('w/b', Buffer.from('1'));
    await client.deleteRange({ prefix: 'w/' });
    const watched = startWatch(client, { fromRevision: 2 });
    await watched.until('w/a deleted 3, w/b deleted 3');
    watched.stop();
    expect(await watched.seen).toEqual(['created', 'w/b 2', 'w/a deleted 3, w/b deleted 3']);
  });

  it('gives the keys as they are first, all from one revision, over the end of a server', async () => {
    const client = context.client([1, 2, 0]);
    for (const key of ['a', 'b', 'c']) await client.set(`w/${key}`, Buffer.from('1'));
    for (const server of context.cluster.servers) {
      server.fate = (method) => (method === 'watch' ? 'die' : 'answer');
    }
    const watched = startWatch(client, { initial: true });
    await watched.until('initial end 3');
    await client.set('w/d', Buffer.from('1'));
    await watched.until('w/d 4');
    watched.stop();
    const seen = await watched.seen;
    expect(seen.filter((line) => line.startsWith('initial '))).toEqual([
      'initial w/a',
      'initial w/b w/c',
      'initial end 3',
    ]);
    expect(seen.at(-1)).toBe('w/d 4');
  });

  it('fails with COMPACTED when every server has forgotten where it was to start', async () => {
    const client = context.client([0, 1, 2]);
    await client.set('w/a', Buffer.from('1'));
    context.cluster.store.compactedRevision = 9;
    await expect(startWatch(client, { fromRevision: 1 }).seen).rejects.toMatchObject({
      code: 'COMPACTED',
      metadata: { compacted_revision: '9' },
    });
    expect(context.cluster.servers.every(({ calls }) => calls.includes('watch'))).toBe(true);
  });

  it('fails when it is refused, and not only once it stands', async () => {
    context.server(0).fate = () => new MokvError('RESOURCE_EXHAUSTED', 'too many watches');
    await expect(startWatch(context.client()).seen).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
    });
  });
});

interface Watched {
  readonly seen: Promise<readonly string[]>;
  until(line: string): Promise<void>;
  stop(): void;
}

/** Lines of what comes, until it is stopped. */
function startWatch(client: KvClient, options: WatchOptions = {}): Watched {
  const lines: string[] = [];
  const end = new AbortController();
  const read = async (): Promise<readonly string[]> => {
    try {
      for await (const message of client.watch(
        { prefix: 'w/' },
        { ...options, signal: end.signal },
      )) {
        lines.push(textOf(message));
      }
    } catch (error) {
      if (!end.signal.aborted) throw error;
    }
    return lines;
  };
  return {
    seen: read(),
    until: (line) => expect.poll(() => lines, { timeout: 4000 }).toContain(line),
    stop: () => end.abort(),
  };
}

function textOf(message: WatchMessage): string {
  switch (message.type) {
    case 'initial':
      return `initial ${message.items.map(({ key }) => key).join(' ')}`;
    case 'initialEnd':
      return `initial end ${message.revision}`;
    case 'changes':
      return message.events
        .map((event) =>
          event.type === 'set'
            ? `${event.item.key} ${event.item.modRevision}`
            : `${event.key} deleted ${event.revision}`,
        )
        .join(', ');
    case 'created':
    case 'progress':
      return message.type;
  }
}
