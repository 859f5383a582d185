import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeAppendedAt } from './appended-at.ts';

const normalized = (hex: string) =>
  Buffer.from(normalizeAppendedAt(Buffer.from(hex, 'hex'))).toString('hex');

describe('normalizeAppendedAt', () => {
  it.each([
    ['nothing', '', ''],
    ['the old form', '010000000eddf252702f075f79ffff', '010000000eddf252702f075f79ffff'],
    [
      'an offset with seconds, which it drops',
      '020000000eddf252702f075f79ff4d05',
      '010000000eddf252702f075f79ff4d',
    ],
    ['seconds since 1970', '66605b70', '010000000eddf2527000000000ffff'],
    ['seconds and nanoseconds', 'bc1d7de466605b70', '010000000eddf252702f075f79ffff'],
    ['a time before 1970', '00000005ffffffffed300880', '010000000e64c1ff8000000005ffff'],
  ])('brings %s into the 15 bytes of Go', (_, given, expected) => {
    expect(normalized(given)).toBe(expected);
  });

  it.each([
    ['3 bytes', '000000'],
    ['17 bytes', '00'.repeat(17)],
    ['another version', `03${'00'.repeat(14)}`],
    ['version 1 in 16 bytes', `01${'00'.repeat(15)}`],
    ['a second of nanoseconds in 8 bytes', 'ffffffff00000000'],
    ['a second of nanoseconds in 12 bytes', `3b9aca00${'00'.repeat(8)}`],
  ])('refuses %s', (_, given) => {
    expect(() => normalized(given)).toThrow('Raft peer sent a time');
  });

  it('gives 15 bytes of version 1, none, or a refusal for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        try {
          const time = normalizeAppendedAt(bytes);
          expect([0, 15]).toContain(time.length);
          expect(time[0] ?? 1).toBe(1);
        } catch (error) {
          expect(error).toMatchObject({ name: 'MokvError' });
        }
      }),
    );
  });
});
