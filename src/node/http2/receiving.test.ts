import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesIn } from '../../../test/support/http2-frames.ts';
import { Output } from './output.ts';
import { ReceiveState, Receiving } from './receiving.ts';

const streamWindowBytes = 256 * 1024;
const connectionWindowBytes = 512 * 1024;
const unreadBytesMax = 8 * 1024 * 1024;
const frameBytes = 16_384;

/** A client that sends whatever its windows allow. */
class Client {
  readonly output = new Output(() => undefined);
  readonly receiving = new Receiving(this.output);
  readonly states = new Map<number, ReceiveState>();
  readonly windows = new Map<number, number>([[0, 65_535]]);

  constructor(streams: number) {
    for (let index = 0; index < streams; index += 1) {
      this.states.set(2 * index + 1, new ReceiveState());
      this.windows.set(2 * index + 1, streamWindowBytes);
    }
    this.receiving.start();
    this.hear();
  }

  window(id: number): number {
    return this.windows.get(id) ?? 0;
  }

  /** @returns how much of it the windows let through. */
  send(id: number, wanted: number): number {
    const state = this.states.get(id);
    const bytes = Math.min(wanted, this.window(id), this.window(0));
    if (state === undefined || bytes === 0) return 0;
    this.widen(0, -bytes);
    this.widen(id, -bytes);
    this.receiving.arrived(bytes);
    expect(this.receiving.arrivedOn(state, bytes, bytes)).toBe(true);
    this.hear();
    return bytes;
  }

  read(id: number, bytes: number): void {
    const state = this.states.get(id);
    if (state === undefined) return;
    this.receiving.read(id, state, Math.min(bytes, state.unreadBytes));
    this.hear();
  }

  get unreadBytes(): number {
    return [...this.states.values()].reduce((sum, state) => sum + state.unreadBytes, 0);
  }

  hear(): void {
    for (const { streamId, payload } of framesIn(Buffer.concat(this.output.take()))) {
      this.widen(streamId, payload.readUInt32BE());
    }
  }

  widen(id: number, bytes: number): void {
    this.windows.set(id, this.window(id) + bytes);
  }
}

describe('Receiving', () => {
  it('never lets a client stall that is read, nor have more unread than it may', () => {
    const streams = 40;
    const id = fc.nat(streams - 1).map((index) => 2 * index + 1);
    const step = fc.tuple(fc.boolean(), id, fc.integer({ min: 1, max: 400_000 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const client = new Client(streams);
        for (const [sends, one, bytes] of steps) {
          if (sends) client.send(one, bytes);
          else client.read(one, bytes);
          expect(client.window(0)).toBeLessThanOrEqual(connectionWindowBytes);
          expect(client.unreadBytes).toBeLessThanOrEqual(unreadBytesMax);
        }
        for (const one of client.states.keys()) client.read(one, Number.MAX_SAFE_INTEGER);
        for (const one of client.states.keys())
          expect(client.window(one)).toBeGreaterThan(streamWindowBytes / 2);
        expect(client.window(0)).toBeGreaterThan(connectionWindowBytes / 2);
      }),
    );
  });

  it('lets one stream have a window of it unread, and others go on beside it', () => {
    const client = new Client(2);
    let sent = 0;
    for (let bytes = 1; bytes > 0; sent += bytes) bytes = client.send(1, frameBytes);
    expect(sent).toBe(streamWindowBytes);
    expect(client.send(3, frameBytes)).toBe(frameBytes);
  });

  it('lets a connection have 8 MiB unread, and takes more when they are read', () => {
    const client = new Client(256);
    let sent = 0;
    for (const id of client.states.keys()) {
      for (let bytes = 1; bytes > 0; sent += bytes) bytes = client.send(id, frameBytes);
    }
    expect(sent).toBeGreaterThan(unreadBytesMax - connectionWindowBytes);
    expect(sent).toBeLessThanOrEqual(unreadBytesMax);
    for (let id = 1; id < 5; id += 2) client.read(id, streamWindowBytes);
    expect(client.send(511, frameBytes)).toBe(frameBytes);
  });

  it('refuses what exceeds the window of a connection', () => {
    const receiving = new Receiving(new Output(() => undefined));
    expect(() => receiving.arrived(65_536)).toThrow(expect.objectContaining({ code: 3 }));
  });
});
