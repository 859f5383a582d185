import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../../../test/support/poll.ts';
import { encodeMessage } from '../../gossip/codec/memberlist-codec.ts';
import { encodePushPull } from '../../gossip/codec/push-pull-codec.ts';
import type { Endpoint, PushPull } from '../../gossip/messages.ts';
import { bindGossipSockets } from './gossip-sockets.ts';
import { GossipTransport } from './gossip-transport.ts';
import type { DropReason, GossipTransportEvent } from './gossip-transport-event.ts';
import { Keyring } from './keyring.ts';
import type { PoolSecurity } from './packet.ts';
import { encodeStream } from './stream-message.ts';
import { limits as serverLimits } from './stream-server.ts';

const none = Buffer.alloc(0);
const localhost = Buffer.of(127, 0, 0, 1);
const [keyOne, keyTwo] = [Buffer.alloc(16, 1), Buffer.alloc(32, 2)];
const plain: PoolSecurity = { keyring: undefined, label: none };
const encrypted = (...keys: [Buffer, ...Buffer[]]): PoolSecurity => ({
  keyring: new Keyring(keys),
  label: none,
});
const nack = (seqNo: number) => encodeMessage({ type: 'nackResp', seqNo });
const state = (name: string): PushPull => ({
  type: 'pushPull',
  isJoin: true,
  userState: undefined,
  nodes: [
    {
      name,
      address: localhost,
      port: 7946,
      meta: none,
      incarnation: 1,
      state: 'alive',
      vsn: Buffer.of(1, 5, 2, 2, 5, 5),
    },
  ],
});

interface Peer {
  readonly transport: GossipTransport;
  readonly at: Endpoint;
  /** In hexadecimal digits. */
  readonly messages: string[];
  readonly requests: PushPull[];
  readonly events: GossipTransportEvent[];
}

const peers: Peer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(peers.splice(0).map(({ transport }) => transport.close()));
});

async function start(security: PoolSecurity, tcpTimeoutMs = 5000): Promise<Peer> {
  const bound = await bindGossipSockets({ host: '127.0.0.1', port: 0 });
  const messages: string[] = [];
  const requests: PushPull[] = [];
  const events: GossipTransportEvent[] = [];
  const keep = (list: readonly Uint8Array[]) =>
    messages.push(...list.map((one) => Buffer.from(one).toString('hex')));
  const transport = new GossipTransport(
    {
      security,
      tcpTimeoutMs,
      receiver: {
        messagesReceived: (_, list) => keep(list),
        pushPullReceived: (request) => {
          requests.push(request);
          return state('server');
        },
        pingReceived: ({ seqNo, node }) =>
          node === 'server' ? { type: 'ackResp', seqNo, payload: none } : undefined,
        userReceived: (user) => keep([encodeMessage(user)]),
      },
      onEvent: (event) => events.push(event),
    },
    bound,
  );
  const at = { address: localhost, port: bound.address.port };
  const peer = { transport, at, messages, requests, events };
  peers.push(peer);
  return peer;
}

const arrived = (peer: Peer, count: number) =>
  until(`${count} messages`, () => (peer.messages.length >= count ? true : undefined));
const dropped = (peer: Peer, reason: DropReason, count = 1) =>
  until(`a drop because of ${reason}`, () =>
    (peer.transport.stats().dropped.get(reason) ?? 0) >= count ? true : undefined,
  );
const syncWith = (from: Peer, to: Peer, timeoutMs = 5000) =>
  from.transport.exchange({
    type: 'pushPull',
    id: 1,
    to: to.at,
    request: state('client'),
    timeoutMs,
  });
const pingOver = (from: Peer, to: Peer, node: string) =>
  from.transport.exchange({
    type: 'tcpPing',
    id: 2,
    to: to.at,
    request: { type: 'ping', seqNo: 7, node, source: undefined },
    timeoutMs: 5000,
  });

async function dial(peer: Peer): Promise<Socket> {
  const socket = connect(peer.at.port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** Everything that the peer answers until it ends. */
async function answerTo(peer: Peer, request: Uint8Array): Promise<Buffer> {
  const socket = await dial(peer);
  socket.end(request);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('GossipTransport', () => {
  it.each([
    ['plain', () => plain],
    ['encrypted', () => encrypted(keyOne)],
    ['encrypted and labelled', () => ({ ...encrypted(keyOne), label: Buffer.from('blue') })],
  ])('carries packets, push/pulls and pings in a pool that is %s', async (_, security) => {
    const [one, two] = [await start(security()), await start(security())];
    one.transport.send({ to: two.at, parts: [nack(1), nack(2)] });
    await arrived(two, 2);
    expect(two.messages).toEqual([nack(1), nack(2)].map((message) => message.toString('hex')));
    expect(await syncWith(one, two)).toEqual(state('server'));
    expect(two.requests).toEqual([state('client')]);
    expect(await pingOver(one, two, 'server')).toEqual({
      type: 'ackResp',
      seqNo: 7,
      payload: none,
    });
    expect([...one.events, ...two.events]).toEqual([]);
    expect(two.transport.stats()).toMatchObject({ packetsReceived: 1, dropped: new Map() });
  });

  it('sends from the port that it listens on, UDP and TCP alike', async () => {
    const one = await start(plain);
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    one.transport.send({
      to: { address: localhost, port: socket.address().port },
      parts: [nack(1)],
    });
    const [, remote] = await once(socket, 'message');
    socket.close();
    expect(remote).toMatchObject({ address: '127.0.0.1', port: one.at.port });
    expect((await dial(one)).remotePort).toBe(one.at.port);
  });

  it.each([
    ['another key', encrypted(keyTwo), encrypted(keyOne), 'encryption'],
    ['plaintext in an encrypted pool', plain, encrypted(keyOne), 'encryption'],
    ['another label', { ...plain, label: Buffer.from('green') }, plain, 'label'],
  ] as const)('drops, counts and reports %s', async (_, foreign, own, reason) => {
    const [stranger, member] = [await start(foreign), await start(own)];
    stranger.transport.send({ to: member.at, parts: [nack(1)] });
    stranger.transport.send({ to: member.at, parts: [nack(2)] });
    await dropped(member, reason, 2);
    await expect(syncWith(stranger, member)).rejects.toMatchObject({ code: /CORRUPT|UNAVAILABLE/ });
    await dropped(member, 'streamBroken');
    expect(member.messages).toEqual([]);
    expect(member.requests).toEqual([]);
    // Of equal events only the first is reported.
    expect(member.events.map(({ type }) => type)).toEqual([reason, 'streamBroken']);
  });

  it('tells a plain node in plain words that the pool is encrypted', async () => {
    const [stranger, member] = [await start(encrypted(keyOne)), await start(plain)];
    await expect(syncWith(member, stranger)).rejects.toMatchObject({
      message: 'Remote state is encrypted and encryption is not configured',
    });
    await expect(syncWith(stranger, member)).rejects.toMatchObject({
      message: 'Encryption is configured but remote state is not encrypted',
    });
  });

  it('rotates keys without losing anything', async () => {
    const rings = [new Keyring([keyOne]), new Keyring([keyOne])];
    const [one, two] = await Promise.all(rings.map((keyring) => start({ keyring, label: none })));
    if (one === undefined || two === undefined) throw new Error('two peers');
    let sent = 0;
    const exchangeBoth = async () => {
      for (const [from, to] of [
        [one, two],
        [two, one],
      ] as const) {
        from.transport.send({ to: to.at, parts: [nack(sent)] });
        expect(await syncWith(from, to)).toEqual(state('server'));
      }
      sent += 1;
      await arrived(one, sent);
      await arrived(two, sent);
    };
    for (const step of ['install', 'use', 'remove'] as const) {
      for (const keyring of rings) {
        keyring[step](step === 'remove' ? keyOne : keyTwo);
        await exchangeBoth();
      }
    }
    expect([...one.events, ...two.events]).toEqual([]);
    const old = await start(encrypted(keyOne));
    old.transport.send({ to: one.at, parts: [nack(1)] });
    await dropped(one, 'encryption');
  });

  it('answers a ping for another node by closing', async () => {
    const [one, two] = [await start(plain), await start(plain)];
    await expect(pingOver(one, two, 'somebody')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('takes user messages from streams, too', async () => {
    const one = await start(plain);
    await answerTo(one, Buffer.from('0881aa557365724d73674c656e0568656c6c6f', 'hex'));
    expect(one.messages).toEqual([Buffer.from('\x08hello').toString('hex')]);
  });

  it('does not throw when nobody is there or a packet is too long', async () => {
    const one = await start(plain);
    const gone = await start(plain);
    await gone.transport.close();
    one.transport.send({ to: gone.at, parts: [nack(1)] });
    one.transport.send({ to: gone.at, parts: [randomBytes(65_530)] });
    one.transport.send({ to: { address: Buffer.alloc(16, 9), port: 9 }, parts: [nack(1)] });
    await dropped(one, 'sendFailed', 2);
    await expect(syncWith(one, gone)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    one.transport.send({ to: one.at, parts: [nack(2)] });
    await arrived(one, 1);
  });

  it('gives up an exchange when the peer does not answer in time', async () => {
    const one = await start(plain);
    const server = createServer((accepted) => sockets.push(accepted)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    const to = { address: localhost, port: address.port };
    const exchange = {
      type: 'pushPull',
      id: 1,
      to,
      request: state('client'),
      timeoutMs: 50,
    } as const;
    await expect(one.transport.exchange(exchange)).rejects.toMatchObject({
      message: 'the peer did not answer in time',
    });
    server.close();
  });

  it('ends exchanges under way when it closes', async () => {
    const [one, two] = [await start(plain), await start(plain)];
    const pending = syncWith(one, two).catch((error: unknown) => error);
    await one.transport.close();
    expect(await pending).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('GossipTransport under attack', () => {
  it.each([
    ['nothing', none],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['noise', randomBytes(1000)],
    [
      '10^9 nodes',
      Buffer.from('0683a44a6f696ec2a54e6f646573ce3b9aca00ac5573657253746174654c656e00', 'hex'),
    ],
    ['half a push/pull', encodePushPull(state('client')).subarray(0, 30)],
    ['an answer', encodeStream({ type: 'ackResp', seqNo: 1, payload: none }, plain, 'answer')],
  ])('closes a stream that begins with %s and serves the next one', async (_, bytes) => {
    const one = await start(plain);
    await answerTo(one, bytes);
    await dropped(one, 'streamBroken');
    expect(await syncWith(one, one)).toEqual(state('server'));
    await until('no open stream', () => one.transport.stats().streamsOpen === 0 || undefined);
  });

  it('ends a stream that trickles', async () => {
    const one = await start(plain, 150);
    const socket = await dial(one);
    const trickle = setInterval(() => socket.write(Buffer.of(6)), 10);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(trickle);
    await dropped(one, 'streamBroken');
    expect(one.transport.stats().streamsOpen).toBe(0);
  });

  it('bounds half-open streams from one address and still serves when they are gone', async () => {
    const one = await start(plain, 300);
    await Promise.all(
      Array.from({ length: serverLimits.streamsPerAddressMax + 5 }, () => dial(one)),
    );
    await dropped(one, 'streamRefused', 5);
    expect(one.transport.stats().streamsOpen).toBe(serverLimits.streamsPerAddressMax);
    await until('no open stream', () => one.transport.stats().streamsOpen === 0 || undefined);
    expect(await syncWith(one, one)).toEqual(state('server'));
  });

  it('drops packets of any size and content, counts them and goes on', async () => {
    const one = await start(plain);
    const socket = createSocket('udp4');
    const sizes = [1, 2, 5, 100, 1400, 9000, 65_507];
    const packets = [
      none,
      ...sizes.map((size) => randomBytes(size)),
      Buffer.from('0c00000000', 'hex'),
    ];
    for (const packet of packets) socket.send(packet, one.at.port, '127.0.0.1');
    socket.send(nack(1), one.at.port, '127.0.0.1');
    await until(
      'the last packet',
      () => one.messages.includes(nack(1).toString('hex')) || undefined,
    );
    socket.close();
    expect(one.transport.stats().packetsReceived).toBe(packets.length + 1);
  });

  it('takes a flood only in part', async () => {
    const one = await start(plain);
    const socket = createSocket('udp4');
    for (let sent = 0; sent < 3000; sent += 1) socket.send(nack(sent), one.at.port, '127.0.0.1');
    await dropped(one, 'flood');
    socket.close();
    expect(one.events.filter(({ type }) => type === 'flood')).toHaveLength(1);
  });
});
