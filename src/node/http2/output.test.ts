import { describe, expect, it } from 'vitest';
import { framesIn } from '../../../test/support/http2-frames.ts';
import { Output } from './output.ts';
import { flag, frameType } from './protocol.ts';

describe('Output', () => {
  it('puts small frames together and leaves large payloads where they are', () => {
    const output = new Output(() => undefined);
    const large = Buffer.alloc(16_384, 'large');
    output.headers(1, 0, Buffer.from('head'));
    output.data(1, Buffer.from('small'));
    output.data(1, large);
    output.headers(1, flag.endStream, Buffer.from('trailers'));
    const pieces = output.take();
    expect(pieces.map(({ length }) => length)).toEqual([9 + 4 + 9 + 5 + 9, 16_384, 9 + 8]);
    expect(pieces[1]?.buffer).toBe(large.buffer);
    expect(
      framesIn(Buffer.concat(pieces)).map(({ payload }) => `${payload.subarray(0, 8)}`),
    ).toEqual(['head', 'small', 'largelar', 'trailers']);
  });

  it('leaves what was taken alone until it may be used again', () => {
    const output = new Output(() => undefined);
    output.data(1, Buffer.from('first'));
    const [first] = output.take();
    output.data(1, Buffer.from('second'));
    const [second] = output.take();
    output.reuse();
    expect([first, second].map((piece) => piece?.toString('latin1', 9))).toEqual([
      'first',
      'second',
    ]);
    output.data(1, Buffer.from('third'));
    expect(output.take()[0]?.byteOffset).toBe(first?.byteOffset);
  });

  it('continues a header block that does not fit into a frame', () => {
    const output = new Output(() => undefined);
    const block = Buffer.alloc(40_000, 'block');
    output.headers(3, flag.endStream, block);
    const frames = framesIn(Buffer.concat(output.take()));
    expect(frames.map(({ type, flags }) => [type, flags])).toEqual([
      [frameType.headers, flag.endStream],
      [frameType.continuation, 0],
      [frameType.continuation, flag.endHeaders],
    ]);
    expect(Buffer.concat(frames.map(({ payload }) => payload)).equals(block)).toBe(true);
  });

  it('says once that there is something to take', () => {
    let said = 0;
    const output = new Output(() => {
      said += 1;
    });
    output.settingsAck();
    output.settingsAck();
    expect(said).toBe(1);
    output.rearm();
    output.settingsAck();
    expect(said).toBe(2);
  });
});
