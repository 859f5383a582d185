import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat } from '../../../test/support/example-messages.ts';
import { until } from '../../../test/support/poll.ts';
import {
  answerTo,
  closeOf,
  some,
  TestPeers,
  type TestTransport,
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

describe('without TLS', () => {
  it('mokv nodes know each other, both ways, before anything is sent', async () => {
    const [one, two] = [await start('n1'), await start('n2')];
    expect(await one.transport.probe({ id: 'n2', address: two.address })).toBe(true);
    expect(one.transport.speaksMokv('n2')).toBe(false);
    one.transport.send(heartbeat(one, two, 1));
    const [request] = await until('the request', () => some(two.requests));
    expect(request).toMatchObject({ type: 'appendEntries', from: 'n1', to: 'n2' });
    expect([one.transport.speaksMokv('n2'), two.transport.speaksMokv('n1')]).toEqual([true, true]);
    if (request !== undefined) {
      two.transport.send({
        ...answerTo(request),
        ...{ type: 'appendEntriesResponse', success: true, lastLogIndex: 1, noRetryBackoff: false },
      });
    }
    await until('the answer', () => some(one.responses));
  });

  it('a server that is another node than the one that was dialled gets nothing', async () => {
    const [one, two] = [await start('n1'), await start('n2')];
    one.transport.send(heartbeat(one, { id: 'n3', address: two.address }, 1));
    await until('the failure', () => some(one.failed));
    expect(one.events).toContainEqual(
      expect.objectContaining({ type: 'peerFailed', reason: 'the server is "n2", not "n3"' }),
    );
    expect(two.messages).toEqual([]);
  });

  it('a node of mökv, which closes the connection on the greeting, is dialled again without', async () => {
    const go = await GoNode.start();
    const one = await start('n1');
    one.transport.send(heartbeat(one, { id: 'go', address: go.address }, 1));
    const beginnings = () => go.received.map((bytes) => [...bytes.subarray(0, 2)]);
    await until('the request', () => beginnings()[2]?.[1] === 0 || undefined);
    expect(beginnings()).toEqual([
      [1, 'm'.charCodeAt(0)],
      [1, 0x16],
      [1, 0],
    ]);
    expect(one.transport.speaksMokv('go')).toBe(false);
    await go.close();
  });

  it('a request without a greeting comes from a node of mökv', async () => {
    const two = await start('n2');
    const socket = connect(two.port, '127.0.0.1');
    socket.write(Buffer.concat([Buffer.of(1), encodeRequest(heartbeat(two, two, 1))]));
    await until('the request', () => some(two.requests));
    expect(two.transport.speaksMokv('n2')).toBe(false);
    socket.destroy();
  });

  it.each([
    ['in pieces', [Buffer.of(1), Buffer.from('mo'), Buffer.from('kv-raft')]],
    ['at once', [Buffer.from('\x01mokv-raft')]],
  ])('a greeting that comes %s is answered with the id', async (_, pieces) => {
    const two = await start('n2');
    const socket = connect(two.port, '127.0.0.1');
    await once(socket, 'connect');
    for (const piece of pieces) await new Promise((done) => socket.write(piece, done));
    const [answer] = await once(socket, 'data');
    expect(answer).toEqual(Buffer.from('mokv-raft\x02n2'));
    socket.destroy();
  });

  it('what is no greeting after all is closed', async () => {
    const two = await start('n2');
    const socket = connect(two.port, '127.0.0.1');
    socket.resume();
    socket.write('\x01mokv-rant');
    await closeOf(socket);
    await until('the refusal', () => some(two.events));
    expect(two.events).toEqual([
      expect.objectContaining({
        type: 'connectionRefused',
        reason: 'it ended before its first request',
      }),
    ]);
  });

  it('nobody is taken for a mokv node who does not say the greeting, whatever else comes', async () => {
    const two = await start('n2');
    const greeting = [...Buffer.from('mokv-raft')];
    const nearly = fc
      .tuple(fc.nat(greeting.length - 1), fc.nat(255))
      .map(([place, byte]) => Buffer.from(greeting.with(place, byte)));
    const bytes = fc.oneof(nearly, fc.uint8Array({ minLength: 1, maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(bytes, async (said) => {
        fc.pre(!Buffer.from(said).subarray(0, greeting.length).equals(Buffer.from(greeting)));
        const socket = connect(two.port, '127.0.0.1');
        socket.on('error', () => {}); // being reset is one way to be closed
        const heard: Buffer[] = [];
        socket.on('data', (chunk) => heard.push(chunk));
        socket.write(Buffer.of(1));
        socket.end(said);
        await closeOf(socket);
        expect(Buffer.concat(heard).includes('n2')).toBe(false);
      }),
      { numRuns: 100 },
    );
    expect(two.messages).toEqual([]);
  });

  it('bounds the connections of one address', async () => {
    const two = await start('n2');
    const sockets = Array.from({ length: limits.connectionsPerPeerMax + 1 }, () => {
      const socket = connect(two.port, '127.0.0.1');
      socket.resume();
      socket.write('\x01mokv-raft');
      return socket;
    });
    await until('one of them to be closed', () => some(two.events));
    expect(two.events).toEqual([
      expect.objectContaining({ reason: 'too many connections from one address' }),
    ]);
    for (const socket of sockets) socket.destroy();
  });

  it('a peer that says nothing is closed after 5 seconds', async () => {
    const two = await start('n2');
    const socket = connect(two.port, '127.0.0.1');
    socket.resume();
    socket.write(Buffer.of(1));
    await closeOf(socket);
    await until('the refusal', () => some(two.events));
    expect(two.events).toEqual([
      expect.objectContaining({ reason: 'it ended before its first request' }),
    ]);
  }, 10_000);
});

describe('a node with TLS and one without', () => {
  it('tell that the other one has it, or has not', async () => {
    const secure = await peers.start('n1');
    const plain = await start('n2');
    plain.transport.send(heartbeat(plain, secure, 1));
    await until('the failure', () => some(plain.failed));
    expect(plain.events).toContainEqual(
      expect.objectContaining({
        type: 'peerFailed',
        reason: 'the peer requires TLS, and this node runs without (--insecure)',
      }),
    );
    expect(secure.events).toContainEqual(
      expect.objectContaining({
        type: 'connectionRefused',
        reason: 'it speaks plain text, and this node requires TLS',
      }),
    );
    secure.transport.send(heartbeat(secure, plain, 2));
    await until('the failure', () => some(secure.failed));
    expect(plain.events).toContainEqual(
      expect.objectContaining({
        type: 'connectionRefused',
        reason: 'it speaks TLS, and this node runs without (--insecure)',
      }),
    );
    expect([...secure.messages, ...plain.messages]).toEqual([]);
  });
});

function start(id: string): Promise<TestTransport> {
  return peers.startWith(id, undefined);
}

/** Behaves as hashicorp/raft does on a request type that it does not know: it closes the connection. */
class GoNode {
  readonly received: Buffer[] = [];
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#serve(socket));
  }

  static async start(): Promise<GoNode> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new GoNode(server);
  }

  get address(): string {
    const address = this.#server.address();
    return `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket): void {
    const index = this.#sockets.push(socket) - 1;
    this.received.push(Buffer.alloc(0));
    socket.on('error', () => {}); // its end is all that matters
    socket.on('data', (chunk) => {
      const all = Buffer.concat([this.received[index] ?? Buffer.alloc(0), chunk]);
      this.received[index] = all;
      if (all.length > 1 && (all[1] ?? 0) > 4) socket.end();
    });
  }
}
