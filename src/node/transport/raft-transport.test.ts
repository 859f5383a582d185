import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  answerOf,
  appendAt,
  appended,
  exampleSnapshot,
  heartbeat,
  repeated,
} from '../../../test/support/example-messages.ts';
import { until } from '../../../test/support/poll.ts';
import { dialRaw, some, TestPeers } from '../../../test/support/test-transport.ts';
import type { RaftRequest, RaftResponse } from '../raft/messages.ts';
import { limits } from './peer-connection.ts';
import { encodeRequest } from './request-codec.ts';

let peers: TestPeers;

beforeAll(async () => {
  peers = await TestPeers.create();
});

afterEach(async () => {
  await peers.close();
});

describe('two transports', () => {
  it('exchange every kind of request and response', async () => {
    const one = await peers.start('n1', {
      openSnapshot: async () => ({ sizeBytes: 8, chunks: repeated(Buffer.from('snap'), 2) }),
    });
    const received: Buffer[] = [];
    const two = await peers.start('n2', {
      receiveSnapshot: async (_, __, chunks) => {
        for await (const chunk of chunks) received.push(Buffer.from(chunk));
      },
    });
    const requests: RaftRequest[] = [
      appendAt(one, two, 1),
      heartbeat(one, two, 2),
      {
        ...one.to(two, 3),
        type: 'requestVote',
        lastLogIndex: 9,
        lastLogTerm: 2,
        leadershipTransfer: true,
      },
      { ...one.to(two, 4), type: 'preVote', lastLogIndex: 9, lastLogTerm: 2 },
      { ...one.to(two, 5), type: 'installSnapshot', snapshot: exampleSnapshot },
      { ...one.to(two, 6), type: 'timeoutNow', term: 0 },
      { ...one.to(two, 7), type: 'readIndex' },
    ];
    for (const request of requests) one.transport.send(request);
    const arrived = await until('all requests', () => some(two.requests, 7));
    const sorted = [...arrived].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
    expect(sorted.map(({ rpcId: _, ...rest }) => rest)).toEqual(
      [...requests]
        .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
        .map(({ rpcId: _, ...rest }) => rest),
    );
    expect(Buffer.concat(received).toString()).toBe('snapsnap');

    const answers = arrived.map(answerOf);
    for (const answer of answers) two.transport.send(answer);
    const back = await until('all responses', () => some(one.responses, 7));
    const byType = (list: readonly RaftResponse[]) =>
      [...list].sort((a, b) => a.type.localeCompare(b.type));
    const rpcIdOf = new Map(requests.map((request) => [responseType(request), request.rpcId]));
    // Heartbeats and appends have one type of answer; both came back.
    expect(byType(back).map(({ rpcId: _, ...rest }) => rest)).toEqual(
      byType(answers).map(({ rpcId: _, ...rest }) => rest),
    );
    expect([...new Set(back.map(({ rpcId }) => rpcId))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const response of back) {
      if (response.type !== 'appendEntriesResponse') {
        expect(response.rpcId).toBe(rpcIdOf.get(response.type));
      }
    }
    expect(one.failed).toEqual([]);
  });

  it('get the answers of a pipeline in order, though the core gives them in another', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    for (let rpcId = 1; rpcId <= 10; rpcId += 1) one.transport.send(appendAt(one, two, rpcId));
    const requests = await until('all requests', () => some(two.requests, 10));
    for (const request of [...requests].reverse()) two.transport.send(appended(request));
    const responses = await until('all responses', () => some(one.responses, 10));
    expect(responses).toEqual(
      Array.from({ length: 10 }, (_, i) =>
        expect.objectContaining({ rpcId: i + 1, lastLogIndex: i + 1 }),
      ),
    );
  });

  it('answer heartbeats while the log waits for the disk', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    one.transport.send(appendAt(one, two, 1));
    one.transport.send(heartbeat(one, two, 2));
    const requests = await until('both requests', () => some(two.requests, 2));
    for (const request of requests) {
      if (request.type === 'appendEntries' && request.heartbeat)
        two.transport.send(appended(request));
    }
    const [response] = await until('the heartbeat', () => some(one.responses));
    expect(response?.rpcId).toBe(2);
  });

  it('find each other again after the peer was down', async () => {
    const one = await peers.start('n1');
    const first = await peers.start('n2');
    one.transport.send(heartbeat(one, first, 1));
    await until('the first request', () => some(first.requests));
    await first.close();
    await until('the pending request to fail', () => some(one.failed));
    expect(one.failed).toEqual([1]);

    one.transport.send(heartbeat(one, first, 2));
    expect(one.failed).toEqual([1]); // never from inside send
    await until('a request to nobody to fail', () => some(one.failed, 2));
    const second = await peers.start('n2', { port: first.port });
    let rpcId = 3;
    await until('a request to arrive', () => {
      one.transport.send(heartbeat(one, first, rpcId++));
      return some(second.requests);
    });
  });

  it('know a mokv node when they have dialled it, and tell when it is gone', async () => {
    const gone: string[] = [];
    const one = await peers.start('n1');
    const two = await peers.start('n2', { onDisconnected: (id) => gone.push(id) });
    expect(one.transport.speaksMokv('n2')).toBe(false);
    one.transport.send(appendAt(one, two, 1));
    one.transport.send(heartbeat(one, two, 2));
    await until('both requests', () => some(two.requests, 2));
    expect(one.transport.speaksMokv('n2')).toBe(true);
    await one.close();
    await until('the news', () => some(gone));
    expect(gone).toEqual(['n1']);
  });

  it('do not take a peer for gone that closes one of its connections', async () => {
    const gone: string[] = [];
    const two = await peers.start('n2', { onDisconnected: (id) => gone.push(id) });
    const one = await peers.start('n1');
    const pooled = await dialRaw(two.port, await peers.pki.peer('n1'));
    pooled.write(encodeRequest(heartbeat(one, two, 1)));
    one.transport.send(heartbeat(one, two, 2));
    await until('both heartbeats', () => some(two.requests, 2));
    pooled.destroy();
    await until('its end', () => two.sockets.size === 1 || undefined);
    one.transport.send(heartbeat(one, two, 3));
    await until('another heartbeat', () => some(two.requests, 3));
    expect(gone).toEqual([]);
    await one.close();
    await until('the news', () => some(gone));
    expect(gone).toEqual(['n1']);
  });

  it('ask no node of mökv for a read index', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    const readIndex = (rpcId: number) => ({ ...two.to(one, rpcId), type: 'readIndex' }) as const;
    const ofGo = await dialRaw(two.port, await peers.pki.peer('n1'));
    ofGo.write(encodeRequest(heartbeat(one, two, 1)));
    await until('its heartbeat', () => some(two.requests));
    two.transport.send(readIndex(2));
    expect(two.failed).toEqual([]); // never from inside send
    await until('the failure', () => some(two.failed));
    expect(two.failed).toEqual([2]);
    one.transport.send(heartbeat(one, two, 3));
    await until('the heartbeat of a mokv node', () => some(two.requests, 2));
    two.transport.send(readIndex(4));
    const [request] = await until('the request', () => some(one.requests));
    expect(request?.type).toBe('readIndex');
    ofGo.destroy();
  });

  it('fail all requests of a connection that breaks, and only those', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    const three = await peers.start('n3');
    for (const rpcId of [1, 2, 3]) one.transport.send(appendAt(one, two, rpcId));
    one.transport.send(appendAt(one, three, 4));
    await until('all requests', () => some([...two.requests, ...three.requests], 4));
    for (const socket of two.sockets) socket.destroy();
    await until('the failures', () => some(one.failed, 3));
    const [request] = three.requests;
    if (request !== undefined) three.transport.send(appended(request));
    await until('the answer of the third', () => some(one.responses));
    expect(one.failed).toEqual([1, 2, 3]);
  });

  it('give a request up after its time', async () => {
    const one = await peers.start('n1', { settings: { rpcTimeoutMs: 50 } });
    const two = await peers.start('n2');
    one.transport.send(heartbeat(one, two, 1));
    await until('the failure', () => some(one.failed));
    expect(one.events).toContainEqual(
      expect.objectContaining({ type: 'peerFailed', reason: 'no answer within 50 ms' }),
    );
  });

  it('drop what exceeds the bounded queue, and report it', async () => {
    const one = await peers.start('n1');
    const two = await peers.start('n2');
    const { pendingMax } = limits;
    for (let rpcId = 1; rpcId <= pendingMax + 3; rpcId += 1) {
      one.transport.send(heartbeat(one, two, rpcId));
    }
    await until('the overflow to be reported', () => some(one.failed, 3));
    expect(one.failed).toEqual([pendingMax + 1, pendingMax + 2, pendingMax + 3]);
    await until('the rest to arrive', () => some(two.requests, pendingMax));
  });

  it('exchange messages in plaintext when both were started so', async () => {
    const one = await peers.startWith('n1', undefined);
    const two = await peers.startWith('n2', undefined);
    one.transport.send(heartbeat(one, two, 1));
    const [request] = await until('the request', () => some(two.requests));
    if (request !== undefined) two.transport.send(appended(request));
    await until('the response', () => some(one.responses));
  });
});

const order = [
  'appendEntries',
  'requestVote',
  'preVote',
  'installSnapshot',
  'timeoutNow',
  'readIndex',
];

function responseType(request: RaftRequest): string {
  return `${request.type}Response`;
}
