import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame, framesIn, type PlainFrame } from '../../../test/support/http2-frames.ts';
import { FrameSplitter } from './frame-splitter.ts';

describe('FrameSplitter', () => {
  it('gives the same frames however they were cut on the way', () => {
    const anyFrame = fc
      .tuple(
        fc.nat(255),
        fc.nat(255),
        fc.nat(2 ** 31 - 1),
        fc.oneof(
          fc.uint8Array({ maxLength: 40 }),
          fc.uint8Array({ minLength: 16_000, maxLength: 16_384 }),
        ),
      )
      .map((parts) => frame(...parts));
    const cuts = fc.array(
      fc.integer({ min: 1, max: 20_000 }).chain((max) => fc.integer({ min: 1, max })),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 5 }), cuts, (frames, lengths) => {
        const bytes = Buffer.concat(frames);
        expect(splitInPieces(bytes, lengths)).toEqual(framesIn(bytes));
      }),
    );
  });

  it('does not copy a frame that arrives in one chunk', () => {
    const chunk = Buffer.concat([
      frame(0, 0, 1, Buffer.from('a')),
      frame(0, 0, 1, Buffer.from('b')),
    ]);
    const buffers: Buffer[] = [];
    new FrameSplitter(({ bytes }) => buffers.push(bytes)).push(chunk);
    expect(buffers.every((bytes) => bytes === chunk)).toBe(true);
    expect(buffers.length).toBe(2);
  });

  it('leaves what it gave alone when the next frame arrives in pieces, too', () => {
    const given: Buffer[] = [];
    const splitter = new FrameSplitter(({ bytes, start, end }) =>
      given.push(bytes.subarray(start, end)),
    );
    for (const text of ['aaaa', 'bbbb']) {
      for (const byte of frame(0, 0, 1, Buffer.from(text))) splitter.push(Buffer.of(byte));
    }
    expect(given.map(String)).toEqual(['aaaa', 'bbbb']);
  });

  it('ignores the reserved bit of a stream number', () => {
    const ids: number[] = [];
    new FrameSplitter(({ streamId }) => ids.push(streamId)).push(frame(0, 0, 0x8000_0005));
    expect(ids).toEqual([5]);
  });

  it.each([1, 8, 9])(
    'refuses a frame above 16 KiB as soon as its length is known, in pieces of %i',
    (size) => {
      const header = frame(0, 0, 1, Buffer.alloc(16_385)).subarray(0, 9);
      const splitter = new FrameSplitter(() => {});
      expect(() => {
        for (let at = 0; at < 9; at += size) splitter.push(header.subarray(at, at + size));
      }).toThrow(expect.objectContaining({ name: 'ConnectionError', code: 6 }));
    },
  );
});

function splitInPieces(bytes: Buffer, lengths: readonly number[]): PlainFrame[] {
  const found: PlainFrame[] = [];
  const splitter = new FrameSplitter(({ type, flags, streamId, bytes: chunk, start, end }) => {
    found.push({ type, flags, streamId, payload: Buffer.from(chunk.subarray(start, end)) });
  });
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const end = at + (lengths[piece % lengths.length] ?? 1);
    splitter.push(bytes.subarray(at, end));
    at = end;
  }
  return found;
}
