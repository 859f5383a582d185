import { describe, expect, it } from 'vitest';
import { api, mokv } from './gen/messages.js';
import { StrictReader } from './strict-reader.ts';

describe('the strict reader', () => {
  it('reads 64-bit integers as the numbers that the types promise', () => {
    const header = { format: 1, revision: 2 ** 53 - 1, keys: 2 ** 32, appliedHash: 2 ** 52 + 1 };
    const bytes = mokv.v1.SnapshotHeader.encode(header).finish();
    expect({ ...mokv.v1.SnapshotHeader.decode(StrictReader.over(Buffer.from(bytes))) }).toEqual(
      header,
    );
  });

  it('refuses an integer that a number cannot hold', () => {
    // Fields 2 and 4 of SnapshotHeader with 2^53, as varint and as eight bytes.
    for (const bytes of ['108080808080808010', '210000000000002000']) {
      const reader = StrictReader.over(Buffer.from(bytes, 'hex'));
      expect(() => mokv.v1.SnapshotHeader.decode(reader)).toThrow('above 2^53 - 1');
    }
  });

  it('refuses strings that are not UTF-8', () => {
    const reader = StrictReader.over(Buffer.from('0a01ff', 'hex'));
    expect(() => api.GetRequest.decode(reader)).toThrow('not valid UTF-8');
  });
});
