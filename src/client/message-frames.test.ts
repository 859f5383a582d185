import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameOf } from '../api/message-frame.ts';
import { MessageSplitter } from './message-frames.ts';

describe('MessageSplitter', () => {
  it('gives back the messages of frames that are cut anywhere', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });
    const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
    fc.assert(
      fc.property(messages, cuts, (sent, lengths) => {
        const received: string[] = [];
        const splitter = new MessageSplitter((message) => received.push(hex(message)));
        for (const piece of cut(Buffer.concat(sent.map(frameOf)), lengths)) splitter.push(piece);
        expect(received).toEqual(sent.map(hex));
        expect(splitter.isBetweenMessages).toBe(true);
      }),
    );
  });

  it('tells that the answer ends within a message', () => {
    const splitter = new MessageSplitter(() => undefined);
    splitter.push(frameOf(Buffer.from('abc')).subarray(0, 7));
    expect(splitter.isBetweenMessages).toBe(false);
  });

  it('refuses a compressed message', () => {
    const frame = frameOf(Buffer.from('abc'));
    frame[0] = 1;
    const splitter = new MessageSplitter(() => undefined);
    expect(() => splitter.push(frame)).toThrow(new RangeError('a message is compressed'));
  });
});

function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const end = at + (lengths[turn % lengths.length] ?? 1);
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

function hex(message: Uint8Array): string {
  return Buffer.from(message).toString('hex');
}
