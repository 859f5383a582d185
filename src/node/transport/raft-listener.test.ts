import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from '../../../test/support/example-messages.ts';
import { until } from '../../../test/support/poll.ts';
import {
  closeOf,
  dialRaw,
  peersOnly,
  some,
  TestPeers,
  type TestTransport,
  testPki,
} from '../../../test/support/test-transport.ts';
import { limits } from './raft-listener.ts';
import { encodeRequest } from './request-codec.ts';

let peers: TestPeers;

beforeAll(async () => {
  peers = await TestPeers.create();
});

afterEach(async () => {
  await peers.close();
});

describe('admission', () => {
  const vote = (two: TestTransport, from = 'n1') =>
    encodeRequest({
      ...two.to(two, 1, 99),
      from,
      fromAddress: '127.0.0.1:1',
      type: 'requestVote',
      lastLogIndex: 1,
      lastLogTerm: 1,
      leadershipTransfer: true,
    });

  it('closes the connection of a client certificate without reading a byte of Raft', async () => {
    const two = await peers.start('n2');
    const socket = await dialRaw(two.port, await peers.pki.issue({ type: 'client', user: 'root' }));
    const closed = closeOf(socket);
    const answered: unknown[] = [];
    socket.on('data', (chunk) => answered.push(chunk));
    socket.write(vote(two));
    await closed;
    expect(two.messages).toEqual([]);
    expect(answered).toEqual([]);
    expect(two.events).toEqual([
      expect.objectContaining({
        type: 'connectionRefused',
        reason: 'its certificate names no peer',
        suppressed: 0,
      }),
    ]);
  });

  it('logs a flood of refusals once', async () => {
    const two = await peers.start('n2');
    const client = await peers.pki.issue({ type: 'client', user: 'root' });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const socket = await dialRaw(two.port, client);
      socket.resume();
      await closeOf(socket);
    }
    expect(two.events).toHaveLength(1);
  });

  it('refuses certificates of another CA, and none at all', async () => {
    const two = await peers.start('n2');
    const strangers = [await (await testPki()).peer('n1'), {}];
    for (const stranger of strangers) {
      const ca = (await peers.pki.peer('n9')).ca;
      const socket = await dialRaw(two.port, { ...stranger, ...(ca === undefined ? {} : { ca }) });
      socket.on('data', () => {});
      socket.write(vote(two));
      await closeOf(socket);
    }
    expect(two.messages).toEqual([]);
  });

  it('lets no node speak for another', async () => {
    const two = await peers.start('n2');
    const socket = await dialRaw(two.port, await peers.pki.peer('n1'));
    socket.on('data', () => {});
    socket.write(vote(two, 'n1'));
    await until('the own vote to arrive', () => some(two.requests));
    socket.write(vote(two, 'n3'));
    await closeOf(socket);
    expect(two.requests).toHaveLength(1);
  });

  it('closes a connection with no answer on what is no request', async () => {
    const two = await peers.start('n2');
    const socket = await dialRaw(two.port, await peers.pki.peer('n1'));
    const answered: unknown[] = [];
    socket.on('data', (chunk) => answered.push(chunk));
    socket.write(Buffer.of(9, 0x80));
    await closeOf(socket);
    expect(answered).toEqual([]);
    expect(two.events).toContainEqual(
      expect.objectContaining({
        type: 'connectionBroken',
        reason: 'Raft peer sent a request of type 9',
      }),
    );
  });

  it('counts new certificates from the next connection on', async () => {
    const other = await TestPeers.create();
    const first = peersOnly(await peers.pki.peer('n2'));
    const second = await other.pki.peer('n2');
    let options = first.options();
    const two = await peers.startWith('n2', { ...first, options: () => options });
    await expect(dialRaw(two.port, await other.pki.peer('n1'))).rejects.toThrow();
    options = second;
    const socket = await dialRaw(two.port, await other.pki.peer('n1'));
    socket.on('data', () => {});
    socket.write(vote(two));
    await until('the vote', () => some(two.requests));
    socket.destroy();
  });

  it('ends the oldest of too many connections that never finish their handshake', async () => {
    const two = await peers.start('n2');
    const idle: Socket[] = [];
    for (let count = 0; count <= limits.handshakesMax; count += 1) {
      const socket = connect(two.port, '127.0.0.1');
      socket.on('error', () => {}); // its end shows in 'close'
      socket.resume();
      await once(socket, 'connect');
      socket.write(Buffer.of(1));
      idle.push(socket);
    }
    const ended = () => idle.filter((socket) => socket.readableEnded || socket.destroyed);
    await until('one of them to be closed', () => some(ended()));
    expect(ended()).toEqual([idle[0]]);
    const peer = await dialRaw(two.port, await peers.pki.peer('n1'));
    peer.on('data', () => {});
    peer.write(vote(two));
    await until('the vote of a peer', () => some(two.requests));
    for (const socket of [...idle, peer]) socket.destroy();
  });

  it('bounds the connections with one certificate', async () => {
    const two = await peers.start('n2');
    const peer = await peers.pki.peer('n1');
    const { connectionsPerPeerMax } = limits;
    const sockets = await Promise.all(
      Array.from({ length: connectionsPerPeerMax + 1 }, () => dialRaw(two.port, peer)),
    );
    for (const socket of sockets) socket.resume();
    const closed = () => sockets.filter((socket) => socket.destroyed || socket.readableEnded);
    await until('one of them to be closed', () => some(closed()));
    expect(closed()).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
  });

  it('answers each of many requests written ahead in their order', async () => {
    const two = await peers.start('n2', { onMessage: () => {} });
    const socket = await dialRaw(two.port, await peers.pki.peer('n1'));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    for (let n = 0; n < 300; n += 1) socket.write(vote(two));
    // Beyond its bound the connection is not read until the core has answered.
    await until('the first requests', () => some(two.requests, 128));
    expect(two.requests).toHaveLength(128);
    let answered = 0;
    await until('all requests', () => {
      for (const request of two.requests.slice(answered)) {
        two.transport.send({ ...answerOf(request), term: answered });
        answered += 1;
      }
      return some(two.requests, 300);
    });
    const size = () => Buffer.concat(chunks).toString('latin1').split('Granted').length - 1;
    await until('all answers', () => {
      for (const request of two.requests.slice(answered)) {
        two.transport.send({ ...answerOf(request), term: answered });
        answered += 1;
      }
      return size() >= 300 || undefined;
    });
    socket.destroy();
  });
});
