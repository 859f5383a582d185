import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesIn } from '../../../test/support/http2-frames.ts';
import { Output } from './output.ts';
import { flag, frameType, payloadBytesMax } from './protocol.ts';
import { Sending, type SendingStream } from './sending.ts';

const trailers = Buffer.from('trailers');

class TestStream implements SendingStream {
  readonly id: number;
  readonly send;
  hasEnded = false;

  constructor(id: number, sending: Sending) {
    this.id = id;
    this.send = sending.open();
  }

  sendingEnded(): void {
    this.hasEnded = true;
  }
}

/** What a peer knows: its windows, and what has arrived. */
class Peer {
  readonly output = new Output(() => undefined);
  readonly sending = new Sending(this.output);
  readonly streams = [1, 3, 5].map((id) => new TestStream(id, this.sending));
  windowBytes = 65_535;
  initialWindowBytes = 65_535;
  readonly windows = new Map(this.streams.map(({ id }) => [id, 65_535]));
  readonly given = new Map(this.streams.map(({ id }) => [id, 0]));
  readonly arrived = new Map(this.streams.map(({ id }) => [id, 0]));
  readonly ended = new Set<number>();
  told = 0;

  receive(): void {
    this.sending.tellSent();
    for (const { type, flags, streamId, payload } of framesIn(Buffer.concat(this.output.take()))) {
      expect(this.ended.has(streamId)).toBe(false);
      if (type === frameType.data) {
        this.windowBytes -= payload.length;
        add(this.windows, streamId, -payload.length);
        add(this.arrived, streamId, payload.length);
        expect(payload.length).toBeLessThanOrEqual(payloadBytesMax);
        if (payload.length > 0) {
          expect(this.windowBytes).toBeGreaterThanOrEqual(0);
          expect(this.windows.get(streamId)).toBeGreaterThanOrEqual(0);
        }
      } else if ((flags & flag.endStream) !== 0) {
        expect(this.arrived.get(streamId)).toBe(this.given.get(streamId));
        this.ended.add(streamId);
      }
    }
  }
}

type Step = (peer: Peer) => void;

describe('Sending', () => {
  it('sends all, in order, within every window, and tells of it once', () => {
    const streamIndex = fc.nat(2);
    const give: fc.Arbitrary<Step> = fc
      .tuple(streamIndex, fc.oneof(fc.nat(100), fc.nat(100_000)))
      .map(([index, bytes]) => (peer) => {
        const stream = peer.streams[index];
        if (stream === undefined || stream.send.trailers !== undefined || stream.hasEnded) return;
        add(peer.given, stream.id, bytes);
        add(peer.given, -1, 1);
        peer.sending.data(stream, Buffer.alloc(bytes), () => {
          peer.told += 1;
        });
      });
    const end: fc.Arbitrary<Step> = streamIndex.map((index) => (peer) => {
      const stream = peer.streams[index];
      if (stream === undefined || stream.send.trailers !== undefined || stream.hasEnded) return;
      peer.sending.end(stream, trailers);
    });
    const widen: fc.Arbitrary<Step> = fc
      .integer({ min: 1, max: 100_000 })
      .map((bytes) => (peer) => {
        peer.windowBytes += bytes;
        peer.sending.widen(bytes);
      });
    const widenStream: fc.Arbitrary<Step> = fc
      .tuple(streamIndex, fc.integer({ min: 1, max: 100_000 }))
      .map(([index, bytes]) => (peer) => {
        const stream = peer.streams[index];
        if (stream === undefined) return;
        add(peer.windows, stream.id, bytes);
        expect(peer.sending.widenStream(stream, bytes)).toBe(true);
      });
    const change: fc.Arbitrary<Step> = fc.nat(100_000).map((bytes) => (peer) => {
      peer.receive(); // what is on its way was sent within the windows of before
      for (const { id } of peer.streams) add(peer.windows, id, bytes - peer.initialWindowBytes);
      peer.initialWindowBytes = bytes;
      peer.sending.changeStreamWindow(bytes, peer.streams);
    });
    const hold: fc.Arbitrary<Step> = fc.constantFrom(
      (peer: Peer) => peer.sending.holdBack(),
      (peer: Peer) => peer.sending.goOn(),
    );
    const receive: fc.Arbitrary<Step> = fc.constant((peer) => peer.receive());
    const step = fc.oneof(give, end, widen, widenStream, change, hold, receive);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const peer = new Peer();
        for (const one of steps) one(peer);
        finish(peer);
        for (const { id } of peer.streams) expect(peer.arrived.get(id)).toBe(peer.given.get(id));
        expect(peer.told).toBe(peer.given.get(-1) ?? 0);
        expect(peer.ended.size).toBe(peer.streams.filter(({ hasEnded }) => hasEnded).length);
      }),
    );
  });

  it('gives streams that wait for the same window their turns, of a frame each', () => {
    const peer = new Peer();
    for (const stream of peer.streams) peer.sending.data(stream, Buffer.alloc(60_000), undefined);
    peer.output.take();
    for (const stream of peer.streams) peer.sending.widenStream(stream, 100_000);
    peer.sending.goOn();
    peer.output.take();
    peer.sending.widen(50_000);
    const turns = framesIn(Buffer.concat(peer.output.take())).map(({ streamId }) => streamId);
    expect(turns.slice(0, 3)).toEqual(
      turns.slice(0, 1).concat(turns.slice(0, 1)[0] === 3 ? [5, 3] : [3, 5]),
    );
  });

  it('holds data back that the socket has no room for, and tells of what is never sent', () => {
    const peer = new Peer();
    const [stream] = peer.streams;
    if (stream === undefined) throw new Error('there are three');
    peer.sending.holdBack();
    let told = 0;
    peer.sending.data(stream, Buffer.alloc(10), () => {
      told += 1;
    });
    expect(peer.output.take()).toEqual([]);
    peer.sending.drop(stream);
    expect(told).toBe(1);
    peer.sending.goOn();
    expect(peer.output.take()).toEqual([]);
  });
});

/** Gives room until nothing is left to send. */
function finish(peer: Peer): void {
  for (let round = 0; round < 200; round += 1) {
    peer.receive();
    peer.windowBytes += 100_000;
    peer.sending.widen(100_000);
    for (const stream of peer.streams) {
      add(peer.windows, stream.id, 100_000);
      peer.sending.widenStream(stream, 100_000);
    }
    peer.sending.goOn();
  }
  peer.receive();
}

function add(numbers: Map<number, number>, key: number, change: number): void {
  numbers.set(key, (numbers.get(key) ?? 0) + change);
}
