import { type Duplex, duplexPair } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerOf, exampleSnapshot } from '../../../test/support/example-messages.ts';
import type { RaftRequest } from '../raft/messages.ts';
import { InboundConnection, limits } from './inbound-connection.ts';
import { encodeRequest } from './request-codec.ts';

const envelope = {
  rpcId: 1,
  from: 'n1',
  fromAddress: '127.0.0.1:1',
  to: 'n2',
  toAddress: '127.0.0.1:2',
  term: 3,
};
const readIndex = encodeRequest({ ...envelope, type: 'readIndex' });
const install = { ...envelope, type: 'installSnapshot', snapshot: exampleSnapshot } as const;

interface Served {
  readonly peer: Duplex;
  readonly connection: InboundConnection;
  readonly requests: RaftRequest[];
  readonly received: Uint8Array[];
  /** Why it ended: undefined while it is open, the empty string for a good end. */
  ended(): string | undefined;
}

function serve(): Served {
  const [own, peer] = duplexPair();
  peer.on('error', () => {}); // its end shows in 'close'
  peer.resume();
  const requests: RaftRequest[] = [];
  const received: Uint8Array[] = [];
  let rpcId = 0;
  const connection = new InboundConnection(own, {
    peerId: undefined,
    nextReceiver: () => {
      rpcId += 1;
      return { rpcId, id: 'n2', address: '127.0.0.1:2' };
    },
    onRequest: (request) => requests.push(request),
    receiveSnapshot: async (_, __, chunks) => {
      for await (const chunk of chunks) received.push(chunk);
    },
  });
  let ended: string | undefined;
  connection.serve().then(
    () => {
      ended = '';
    },
    (error) => {
      ended = error.message;
    },
  );
  return { peer, connection, requests, received, ended: () => ended };
}

const minute = 60_000;

describe('an inbound connection', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('stays open between requests, however long', async () => {
    const { peer, connection, requests, ended } = serve();
    peer.write(readIndex);
    await vi.advanceTimersByTimeAsync(1);
    for (const request of requests) connection.answer(answerOf(request));
    await vi.advanceTimersByTimeAsync(24 * 60 * minute);
    peer.write(readIndex);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(2);
    expect(ended()).toBeUndefined();
  });

  it('closes when a request trickles in', async () => {
    const { peer, requests, ended } = serve();
    for (const byte of readIndex.subarray(0, -1)) {
      peer.write(Buffer.of(byte));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ended()).toBe('the peer stopped in the middle of a request');
    expect(requests).toEqual([]);
  });

  it('gives each request its own time', async () => {
    const { peer, requests, ended } = serve();
    for (let turn = 0; turn < 5; turn += 1) {
      peer.write(readIndex.subarray(0, 10));
      await vi.advanceTimersByTimeAsync(limits.requestMs / 2);
      peer.write(Buffer.concat([readIndex.subarray(10), readIndex.subarray(0, 10)]));
      await vi.advanceTimersByTimeAsync(limits.requestMs / 2);
      peer.write(readIndex.subarray(10));
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(ended()).toBeUndefined();
    expect(requests).toHaveLength(10);
  });

  it('closes when a snapshot stops coming', async () => {
    const { peer, received, ended } = serve();
    peer.write(encodeRequest(install, 1000));
    peer.write(Buffer.alloc(999));
    await vi.advanceTimersByTimeAsync(limits.requestMs - 1);
    expect(Buffer.concat(received)).toHaveLength(999);
    expect(ended()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended()).toBe('the peer stopped in the middle of a request');
  });

  it('closes when a snapshot trickles in', async () => {
    const { peer, ended } = serve();
    peer.write(encodeRequest(install, 2 * limits.bodyPortionBytes));
    for (let second = 0; second < 61; second += 1) {
      peer.write(Buffer.of(0));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ended()).toBe('the peer stopped in the middle of a request');
  });

  it('closes when the core leaves a request without an answer', async () => {
    const { peer, connection, requests, ended } = serve();
    peer.write(readIndex);
    await vi.advanceTimersByTimeAsync(2 * limits.answerMs - 1);
    const [first] = requests;
    if (first !== undefined) connection.answer(answerOf(first));
    peer.write(readIndex);
    await vi.advanceTimersByTimeAsync(limits.answerMs);
    expect(ended()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(limits.answerMs);
    expect(ended()).toBe('requests stayed without an answer');
  });

  it('ends well when the peer closes it', async () => {
    const { peer, ended } = serve();
    peer.end();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended()).toBe('');
  });

  it('does not end well when the peer closes it in the middle of a snapshot', async () => {
    const { peer, requests, ended } = serve();
    peer.write(encodeRequest(install, 1000));
    peer.end(Buffer.alloc(999));
    await vi.advanceTimersByTimeAsync(1);
    expect(ended()).toBe('the snapshot broke off');
    expect(requests).toEqual([]);
  });

  it('takes no more requests than may wait for their answers, and goes on when they are answered', async () => {
    const { peer, connection, requests, ended } = serve();
    const count = 2 * limits.unansweredMax + 3;
    peer.write(Buffer.concat(Array.from({ length: count }, () => readIndex)));
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(limits.unansweredMax);
    for (let answered = 0; answered < count; answered += 1) {
      const request = requests[answered];
      if (request !== undefined) connection.answer(answerOf(request));
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(requests).toHaveLength(count);
    expect(ended()).toBeUndefined();
  });

  it('breaks on what is no request, in the middle of others', async () => {
    const { peer, requests, ended } = serve();
    peer.write(Buffer.concat([readIndex, Buffer.of(99)]));
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(1);
    expect(ended()).toContain('a request of type 99');
  });

  it('emits a snapshot only when all of it was received', async () => {
    const { peer, requests, received } = serve();
    const body = Buffer.from('0123456789');
    peer.write(Buffer.concat([encodeRequest(install, 10), body.subarray(0, 4)]));
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toEqual([]);
    peer.write(Buffer.concat([body.subarray(4), readIndex]));
    await vi.advanceTimersByTimeAsync(1);
    expect(Buffer.concat(received).toString()).toBe('0123456789');
    expect(requests.map(({ type }) => type)).toEqual(['installSnapshot', 'readIndex']);
  });
});
