import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, sealOverheadBytes, unseal } from './seal.ts';

const keys = [16, 24, 32].map((length) => Buffer.alloc(length, length));
const label = Buffer.from('blue');
const plain = Buffer.from('the message');

describe('seal', () => {
  it.each(keys)('gives back what was sealed with each length of key: %#', (key) => {
    const frame = seal(key, plain, label);
    expect(frame).toHaveLength(plain.length + sealOverheadBytes);
    expect(frame[0]).toBe(1);
    expect(unseal(keys, frame, label)).toEqual(plain);
  });

  it('never seals twice in the same way', () => {
    const [key = Buffer.alloc(16)] = keys;
    const frames = Array.from({ length: 1000 }, () => seal(key, plain, label).toString('hex'));
    expect(new Set(frames.map((frame) => frame.slice(2, 26))).size).toBe(1000);
  });

  it('refuses another key, another label and every changed byte', () => {
    const [key = Buffer.alloc(16)] = keys;
    const frame = seal(key, plain, label);
    expect(unseal([Buffer.alloc(16, 99)], frame, label)).toBeUndefined();
    expect(unseal([key], frame, Buffer.from('green'))).toBeUndefined();
    for (let at = 0; at < frame.length; at += 1) {
      const changed = Buffer.from(frame);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal([key], changed, label)).toBeUndefined();
    }
  });

  it('answers noise of any length with nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(2), (noise, version) => {
        expect(unseal(keys, Buffer.concat([Buffer.of(version), noise]), label)).toBeUndefined();
        expect(unseal(keys, noise, label)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
