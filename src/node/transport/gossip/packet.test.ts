import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, encode, struct, uint } from '../../../shared/msgpack/codec.ts';
import { decodeCompound, encodeCompound } from './compound.ts';
import { compress } from './compression.ts';
import { Keyring } from './keyring.ts';
import { compressLzw } from './lzw-encoder.ts';
import { decodePacket, encodePacket, packetOverheadBytes } from './packet.ts';
import { seal } from './seal.ts';

const none = Buffer.alloc(0);
const blue = Buffer.from('blue');
const key = Buffer.alloc(16, 1);
const plain = { keyring: undefined, label: none };
const labelled = { keyring: undefined, label: blue };
const encrypted = { keyring: new Keyring([key]), label: none };
const both = { keyring: new Keyring([key]), label: blue };
const message = Buffer.from('0b81a55365714e6f05', 'hex');

const compressed = (body: Uint8Array) =>
  Buffer.concat([
    Buffer.of(9),
    encode(struct({ Algo: uint, Buf: bytes }), { Algo: 0, Buf: compressLzw(body) }),
  ]);
const checked = (body: Uint8Array) => {
  const header = Buffer.alloc(5, 12);
  header.writeUInt32BE(crc32(body), 1);
  return Buffer.concat([header, body]);
};

describe('a packet', () => {
  it.each([
    ['plain', plain],
    ['labelled', labelled],
    ['encrypted', encrypted],
    ['encrypted and labelled', both],
  ])('comes back when it is %s', (_, security) => {
    const parts = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(parts, (bodies) => {
        const messages = bodies.map((body) => Buffer.concat([Buffer.of(8), body]));
        const decoded = decodePacket(encodePacket(messages, security), security);
        expect(decoded).toMatchObject({ messages, refusal: undefined });
      }),
      { numRuns: 30 },
    );
  });

  it('costs what its overhead says and no more', () => {
    const noise = Buffer.from([8, 200, 1, 77, 3, 99]);
    for (const security of [plain, labelled, encrypted, both]) {
      const packet = encodePacket([noise], security);
      expect(packet.length).toBe(noise.length + packetOverheadBytes(security));
    }
  });

  it('is compressed only when it becomes smaller', () => {
    expect(encodePacket([message], plain)).toEqual(message);
    expect(encodePacket([Buffer.alloc(500, 8)], plain).length).toBeLessThan(100);
  });

  it.each([
    ['an empty packet', none, plain, 'empty'],
    ['one without the label', message, labelled, 'label'],
    ['one with a label where none is', encodePacket([message], labelled), plain, 'label'],
    ['one with half a label', Buffer.from('f404626c', 'hex'), labelled, 'label'],
    ['one with another label', Buffer.from('f404677265650b', 'hex'), labelled, 'label'],
    ['plaintext in an encrypted pool', message, encrypted, 'encryption'],
    ['another key', seal(Buffer.alloc(16, 2), message, none), encrypted, 'encryption'],
    ['a sealed packet of another label', seal(key, message, blue), encrypted, 'encryption'],
    [
      'a wrong checksum',
      Buffer.concat([Buffer.from('0c00000001', 'hex'), message]),
      plain,
      'checksum',
    ],
    ['a checksum of nothing', Buffer.from('0c00000000', 'hex'), plain, 'checksum'],
    ['half a checksum', Buffer.from('0c0000', 'hex'), plain, 'checksum'],
    ['compressed nothing', compressed(none), plain, 'empty'],
    ['a broken compressed frame', Buffer.from('0982a4416c676f00', 'hex'), plain, 'compression'],
    ['another algorithm', Buffer.from('0982a4416c676f01a3427566a100', 'hex'), plain, 'compression'],
    ['a compressed frame that is empty', Buffer.from('09', 'hex'), plain, 'compression'],
    ['a bomb', compressed(Buffer.alloc(200_000)), plain, 'compression'],
    ['a type byte alone', Buffer.from('07', 'hex'), plain, 'compound'],
    ['a compound of 255 parts with no data', Buffer.from('07ff', 'hex'), plain, 'compound'],
    ['a part longer than the rest', Buffer.from('0701000508', 'hex'), plain, 'compound'],
  ] as const)('is dropped when it is %s', (_, packet, security, refusal) => {
    expect(decodePacket(Buffer.from(packet), security)).toMatchObject({ messages: [], refusal });
  });

  it('keeps the parts in front of one that is cut off', () => {
    const compound = encodeCompound([message, message]);
    const decoded = decodePacket(compound.subarray(0, -1), plain);
    expect(decoded).toMatchObject({ messages: [message], refusal: 'compound' });
  });

  it('passes over empty parts, which crash old agents', () => {
    const compound = Buffer.concat([
      Buffer.from('070300000009 0000'.replace(' ', ''), 'hex'),
      message,
    ]);
    expect(decodePacket(compound, plain)).toMatchObject({ messages: [message], refusal: 'empty' });
  });

  it('may have frames inside frames, as deep as any sender nests them', () => {
    const inner = encodeCompound([compressed(encodeCompound([message, message])), message]);
    const decoded = decodePacket(checked(compressed(inner)), plain);
    expect(decoded).toMatchObject({ messages: [message, message, message], refusal: undefined });
    let deep: Uint8Array = message;
    for (let depth = 0; depth < 5; depth += 1) deep = encodeCompound([deep]);
    expect(decodePacket(Buffer.from(deep), plain)).toMatchObject({
      messages: [],
      refusal: 'compound',
    });
  });

  it('costs no more time with many bombs than with one', () => {
    const bomb = compressed(Buffer.alloc(131_000));
    const compound = encodeCompound(Array.from({ length: 100 }, () => bomb));
    expect(compound.length).toBeLessThan(65_507);
    decodePacket(compound, plain);
    const start = performance.now();
    expect(decodePacket(compound, plain).refusal).toBe('compression');
    expect(performance.now() - start).toBeLessThan(50);
  });

  it('is decoded two thousand times in less than a second, though sealed and full', () => {
    const packet = encodePacket(
      Array.from({ length: 100 }, (_, index) => Buffer.of(8, index, index, index)),
      encrypted,
    );
    const start = performance.now();
    for (let count = 0; count < 2000; count += 1) decodePacket(packet, encrypted);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('holds a thousand messages and no more', () => {
    const many = encodeCompound(Array.from({ length: 255 }, () => message));
    const packet = encodeCompound(Array.from({ length: 5 }, () => many));
    const decoded = decodePacket(packet, plain);
    expect(decoded.messages).toHaveLength(1024);
    expect(decoded.refusal).toBe('tooManyMessages');
  });
});

describe('encodeCompound', () => {
  it('refuses what the count byte cannot say, and empty parts', () => {
    const parts = Array.from({ length: 256 }, () => message);
    expect(() => encodeCompound(parts)).toThrow('a compound of 256 messages');
    expect(() => encodeCompound([none])).toThrow('the length of a part');
    expect(() => encodePacket([none], plain)).toThrow('an empty message crashes old agents');
    expect(decodeCompound(encodeCompound(parts.slice(1))).parts).toHaveLength(255);
  });
});

describe('compress', () => {
  it('leaves large messages alone, so that nothing holds up the event loop', () => {
    const large = Buffer.alloc(300_000);
    expect(compress(large)).toBe(large);
    expect(compress(large.subarray(0, 200_000)).length).toBeLessThan(1000);
  });
});
