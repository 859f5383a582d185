import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MokvError } from '../../shared/errors.ts';
import { answerFrameOf, decompressed, type Frame, FrameReader } from './message-frames.ts';

const messageBytesMax = 100;

describe('FrameReader', () => {
  it('gives back messages however they were cut on the way', () => {
    const message = fc.uint8Array({ maxLength: messageBytesMax });
    const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), cuts, (messages, lengths) => {
        const bytes = Buffer.concat(messages.map(answerFrameOf));
        const found = readInPieces(bytes, lengths);
        expect(found).toEqual(
          messages.map((one) => ({ isCompressed: false, bytes: Buffer.from(one) })),
        );
      }),
    );
  });

  it('tells a compressed message', () => {
    const reader = new FrameReader(messageBytesMax);
    reader.push(Buffer.from('01000000027879', 'hex'));
    expect(reader.take()).toEqual({ isCompressed: true, bytes: Buffer.from('xy') });
  });

  it('refuses a message that is too large as soon as it says so', () => {
    const reader = new FrameReader(messageBytesMax);
    reader.push(Buffer.from('0000000065', 'hex'));
    expect(() => reader.take()).toThrow(
      new MokvError('RESOURCE_EXHAUSTED', 'a message is larger than 100 bytes'),
    );
  });

  it('refuses flags that there are none of', () => {
    const reader = new FrameReader(messageBytesMax);
    reader.push(frameWithFlags(2));
    expect(() => reader.take()).toThrow(new MokvError('INTERNAL', 'a message has the flags 2'));
  });

  it('leaves messages alone that were taken before others arrived', () => {
    const reader = new FrameReader(messageBytesMax);
    const [a, b] = [answerFrameOf(Buffer.from('aaaa')), answerFrameOf(Buffer.from('bbbb'))];
    for (const byte of a.subarray(0, 6)) reader.push(Buffer.of(byte));
    reader.push(Buffer.concat([a.subarray(6), b.subarray(0, 3)]));
    const first = reader.take();
    for (const byte of b.subarray(3)) reader.push(Buffer.of(byte));
    const second = reader.take();
    expect([first, second].map((frame) => frame?.bytes.toString())).toEqual(['aaaa', 'bbbb']);
  });

  it('holds no more of a message in pieces of a byte than twice its bytes', () => {
    const reader = new FrameReader();
    const message = answerFrameOf(Buffer.alloc(1024 * 1024, 7));
    const before = process.memoryUsage().arrayBuffers;
    for (let at = 0; at < message.length - 1; at += 1) {
      reader.push(message.subarray(at, at + 1));
      reader.take();
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    reader.push(message.subarray(-1));
    expect(reader.take()?.bytes.equals(message.subarray(5))).toBe(true);
  });

  it('is empty when nothing is left of a message', () => {
    const reader = new FrameReader(messageBytesMax);
    const [first = 0, ...rest] = answerFrameOf(Buffer.from('a'));
    expect(reader.isEmpty).toBe(true);
    reader.push(Buffer.of(first));
    expect(reader.take()).toBeUndefined();
    expect(reader.isEmpty).toBe(false);
    reader.push(Buffer.from(rest));
    reader.take();
    expect(reader.isEmpty).toBe(true);
  });
});

describe('answerFrameOf', () => {
  it('refuses an answer that no caller would take', () => {
    expect(() => answerFrameOf(Buffer.alloc(5 * 1024 * 1024))).toThrow(
      new MokvError('RESOURCE_EXHAUSTED', 'the answer is larger than 4259840 bytes'),
    );
  });
});

describe('decompressed', () => {
  const text = Buffer.from('a'.repeat(50));

  it('reads gzip and deflate', async () => {
    expect(await decompressed(gzipSync(text), 'gzip', messageBytesMax)).toEqual(text);
    expect(await decompressed(deflateSync(text), 'deflate', messageBytesMax)).toEqual(text);
  });

  it.each([
    ['no compression after all', 'identity', text, 'INTERNAL'],
    ['another encoding', 'br', text, 'UNIMPLEMENTED'],
    ['no encoding', undefined, text, 'INTERNAL'],
    ['damaged bytes', 'gzip', text, 'INTERNAL'],
    ['what grows too large', 'gzip', gzipSync(Buffer.alloc(101)), 'RESOURCE_EXHAUSTED'],
  ])('refuses %s', async (_, encoding, bytes, code) => {
    await expect(decompressed(bytes, encoding, messageBytesMax)).rejects.toMatchObject({ code });
  });
});

function frameWithFlags(flags: number): Buffer {
  const frame = answerFrameOf(Buffer.from('a'));
  frame.writeUInt8(flags, 0);
  return frame;
}

function readInPieces(bytes: Buffer, lengths: readonly number[]): Frame[] {
  const reader = new FrameReader(messageBytesMax);
  const found: Frame[] = [];
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const end = at + (lengths[piece % lengths.length] ?? 1);
    reader.push(bytes.subarray(at, end));
    for (let frame = reader.take(); frame !== undefined; frame = reader.take()) found.push(frame);
    at = end;
  }
  return found;
}
