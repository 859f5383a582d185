import { expect, it } from 'vitest';
import { decodeHead, encodeHead, type Head, HeadEncoder } from './head-record.ts';

const head: Head = {
  generation: 4711,
  nodeId: 'node-é',
  hardState: { term: 12, votedFor: 'n2', votedForAddress: '10.0.0.2:7000' },
  base: { index: 100, term: 3, chain: 0xfedcba98 },
  last: { index: 120, term: 12, chain: 17 },
};

it('decodes to what it was made of', () => {
  expect(decodeHead(encodeHead(head))).toEqual(head);
});

it('is the same whichever head was encoded before it', () => {
  const encoder = new HeadEncoder();
  const voted = { ...head, hardState: { ...head.hardState, votedFor: 'n3' } };
  const heads = [
    head,
    { ...head, generation: 4712, last: { index: 121, term: 13, chain: 18 } },
    voted,
    { ...voted, base: { index: 110, term: 4, chain: 19 } },
    { ...head, nodeId: 'n2' },
  ];
  expect(heads.map((each) => decodeHead(encoder.encode(each)))).toEqual(heads);
});

it('is refused whichever of its bits is flipped and wherever it is cut', () => {
  const bytes = encodeHead(head);
  for (let byte = 0; byte < bytes.length; byte += 1) {
    expect(decodeHead(bytes.subarray(0, byte))).toBeUndefined();
    for (let bit = 0; bit < 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << bit), byte);
      expect(decodeHead(flipped)).toBeUndefined();
    }
  }
});
