import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, exampleSnapshot, repeated } from '../../../test/support/example-messages.ts';
import { until } from '../../../test/support/poll.ts';
import { dialRaw, some, TestPeers } from '../../../test/support/test-transport.ts';
import { encodeRequest } from './request-codec.ts';

let peers: TestPeers;

beforeAll(async () => {
  peers = await TestPeers.create();
});

afterEach(async () => {
  await peers.close();
});

describe('snapshots', () => {
  const chunkBytes = 64 * 1024;
  const sizeBytes = 20 * 1024 * 1024;

  it('of 20 MB arrive whole, and no faster than a slow reader takes them', async () => {
    const chunk = Buffer.alloc(chunkBytes, 'mokv');
    let read = 0;
    let written = 0;
    let aheadMax = 0;
    const one = await peers.start('n1', {
      openSnapshot: async () => ({
        sizeBytes,
        chunks: (async function* () {
          for (; read < sizeBytes; ) {
            read += chunkBytes;
            aheadMax = Math.max(aheadMax, read - written);
            yield chunk;
          }
        })(),
      }),
    });
    const hash = createHash('sha256');
    const two = await peers.start('n2', {
      receiveSnapshot: async (_, size, chunks) => {
        expect(size).toBe(sizeBytes);
        for await (const piece of chunks) {
          hash.update(piece);
          await nextTurn();
          written += piece.length;
        }
      },
    });
    one.transport.send({ ...one.to(two, 1), type: 'installSnapshot', snapshot: exampleSnapshot });
    const [request] = await until('the snapshot', () => some(two.requests));
    expect(request).toMatchObject({ type: 'installSnapshot', snapshot: exampleSnapshot });
    const expected = createHash('sha256');
    for (let sent = 0; sent < sizeBytes; sent += chunkBytes) expected.update(chunk);
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
    expect(aheadMax).toBeLessThan(12 * 1024 * 1024);
    if (request !== undefined) two.transport.send(answerOf(request));
    await until('the response', () => some(one.responses));
  });

  it('that are refused half way are drained, and the connection goes on', async () => {
    const two = await peers.start('n2', {
      receiveSnapshot: async (_, __, chunks) => {
        for await (const _chunk of chunks) throw new Error('/var/lib/mokv: disk full');
      },
    });
    const socket = await dialRaw(two.port, await peers.pki.peer('n1'));
    const envelope = { ...two.to(two, 1), from: 'n1', fromAddress: '127.0.0.1:1' };
    socket.write(
      encodeRequest({ ...envelope, type: 'installSnapshot', snapshot: exampleSnapshot }, 300_000),
    );
    socket.write(Buffer.alloc(300_000));
    socket.write(encodeRequest({ ...envelope, type: 'readIndex' }));
    const [request] = await until('the request behind the snapshot', () => some(two.requests));
    expect(request?.type).toBe('readIndex');
    const [answer] = await once(socket, 'data');
    expect((answer as Buffer).toString('latin1')).toContain('the snapshot was not stored');
    expect(two.events).toContainEqual({
      type: 'snapshotLost',
      index: 20,
      reason: '/var/lib/mokv: disk full',
    });
    socket.destroy();
  });

  it('fail on both sides when the file is shorter than it said', async () => {
    const one = await peers.start('n1', {
      openSnapshot: async () => ({ sizeBytes: 100, chunks: repeated(Buffer.alloc(10), 3) }),
    });
    let broken = '';
    const two = await peers.start('n2', {
      receiveSnapshot: async (_, __, chunks) => {
        try {
          for await (const _chunk of chunks);
        } catch (error) {
          broken = String(error);
          throw error;
        }
      },
    });
    one.transport.send({ ...one.to(two, 1), type: 'installSnapshot', snapshot: exampleSnapshot });
    await until('the failure', () => some(one.failed));
    await until('the receiver to notice', () => broken || undefined);
    expect(two.requests).toEqual([]);
  });

  it('go one at a time to one peer', async () => {
    const one = await peers.start('n1', {
      openSnapshot: async () => ({ sizeBytes: 4, chunks: repeated(Buffer.from('snap'), 1) }),
    });
    const two = await peers.start('n2', {
      receiveSnapshot: async (_, __, chunks) => {
        for await (const _chunk of chunks);
      },
    });
    one.transport.send({ ...one.to(two, 1), type: 'installSnapshot', snapshot: exampleSnapshot });
    one.transport.send({ ...one.to(two, 2), type: 'installSnapshot', snapshot: exampleSnapshot });
    await until('the second to fail', () => some(one.failed));
    expect(one.failed).toEqual([2]);
    await until('the first to arrive', () => some(two.requests));
  });

  it('fail when the file cannot be opened', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    one.transport.send({ ...one.to(two, 1), type: 'installSnapshot', snapshot: exampleSnapshot });
    await until('the failure', () => some(one.failed));
    expect(one.events).toContainEqual(
      expect.objectContaining({ type: 'peerFailed', reason: 'snapshot: no snapshot here' }),
    );
  });
});
