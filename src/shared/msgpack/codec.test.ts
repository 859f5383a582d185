import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bool,
  bytes,
  decode,
  decodePrefix,
  encode,
  float64,
  int,
  list,
  map,
  omitEmpty,
  struct,
  text,
  uint,
  uint64,
} from './codec.ts';

const server = struct({ Address: text, ID: text, Suffrage: int });
const everything = struct({
  Bool: bool,
  Bytes: bytes,
  Int: int,
  Servers: list(server, 100),
  Text: text,
  Uint: uint,
  Uint64: uint64,
});

const hex = (digits: string) => Buffer.from(digits, 'hex');

describe('encode', () => {
  it.each([
    [uint, 127, '7f'],
    [uint, 128, 'cc80'],
    [uint, 256, 'cd0100'],
    [uint, 65_536, 'ce00010000'],
    [uint, 2 ** 32, 'cf0000000100000000'],
    [int, 128, 'd10080'],
    [int, -1, 'ff'],
    [int, -33, 'd0df'],
    [int, 40_000, 'd200009c40'],
    [int, 2 ** 31, 'd30000000080000000'],
    [uint64, 2n ** 64n - 1n, 'cfffffffffffffffff'],
    [bytes, null, 'c0'],
    [bytes, Buffer.alloc(0), 'a0'],
    [bytes, Buffer.alloc(32), `da0020${'00'.repeat(32)}`],
    [text, 'é', 'a2c3a9'],
    [bool, true, 'c3'],
    [list(uint, 9), null, 'c0'],
    [list(uint, 9), [], '90'],
    [float64, 1.5, 'cb3ff8000000000000'],
    [map(uint, 9), null, 'c0'],
    [
      map(uint, 9),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
      '82a16202a16101',
    ],
  ] as const)('writes what Go writes: %#', (codec, value, expected) => {
    expect(encode<unknown>(codec, value).toString('hex')).toBe(expected);
  });

  it('writes all fields of a struct in the order of its schema', () => {
    expect(encode(server, { Address: 'a:1', ID: 'n', Suffrage: 1 }).toString('hex')).toBe(
      '83a741646472657373a3613a31a24944a16ea8537566667261676501',
    );
  });

  it('leaves out fields with omitempty that are empty, zero or nil', () => {
    const optional = struct({
      Bytes: omitEmpty(bytes),
      Number: omitEmpty(uint),
      Text: omitEmpty(text),
      Uint: uint,
    });
    const none = { Bytes: null, Number: 0, Text: '', Uint: 0 };
    expect(encode(optional, none).toString('hex')).toBe('81a455696e7400');
    expect(encode(optional, { ...none, Bytes: Buffer.alloc(0) })).toEqual(encode(optional, none));
    const all = { Bytes: Buffer.from([1]), Number: 2, Text: 'x', Uint: 3 };
    expect(decode(optional, encode(optional, all))).toEqual(all);
    expect(encode(optional, all)[0]).toBe(0x84);
  });

  it('writes raw32 and array16 headers for what is long', () => {
    expect(encode(bytes, Buffer.alloc(65_536)).subarray(0, 5).toString('hex')).toBe('db00010000');
    expect(encode(list(uint, 16), Array(16).fill(0)).subarray(0, 3).toString('hex')).toBe('dc0010');
  });
});

describe('decode', () => {
  it('gives back whatever was encoded', () => {
    const servers = fc.array(
      fc.record({
        Address: fc.string(),
        ID: fc.string({ maxLength: 300 }),
        Suffrage: fc.integer(),
      }),
    );
    const value = fc.record({
      Bool: fc.boolean(),
      Bytes: fc.option(fc.uint8Array({ maxLength: 70_000 }).map((array) => Buffer.from(array))),
      Int: fc.maxSafeInteger(),
      Servers: fc.option(servers),
      Text: fc.string({ unit: 'binary' }),
      Uint: fc.maxSafeNat(),
      Uint64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    });
    fc.assert(
      fc.property(value, (original) => {
        expect(decode(everything, encode(everything, original))).toEqual(original);
      }),
    );
  });

  it('takes fields in any order, leaves missing ones zero and passes over unknown ones', () => {
    const zUnknown = `a15a${'82a16192c402787880a162cb3ff0000000000000'}`;
    expect(decode(server, hex(`83a24944a16e${zUnknown}a85375666672616765cc01`))).toEqual({
      Address: '',
      ID: 'n',
      Suffrage: 1,
    });
  });

  it('takes fields that are in their order up to one that is not', () => {
    const inOrder = `a741646472657373a161${'a24944a16e'}`;
    expect(decode(server, hex(`84${inOrder}a15a07a8537566667261676501`))).toEqual({
      Address: 'a',
      ID: 'n',
      Suffrage: 1,
    });
  });

  it('keeps texts apart that are much alike', () => {
    const texts = ['ab', 'bA', 'b\u0022', 'a', 'é', 'x'.repeat(31), 'x'.repeat(32)];
    const codec = list(text, 100);
    expect(decode(codec, encode(codec, [...texts, ...texts]))).toEqual([...texts, ...texts]);
  });

  it.each([
    ['a string as str8', text, 'd90161', 'a'],
    ['a string as bin8', text, 'c40161', 'a'],
    ['a string as raw32', text, 'db0000000161', 'a'],
    ['bytes as an array of small integers', bytes, '9201ccff', Buffer.from([1, 255])],
    ['an unsigned integer in a signed form', uint, 'd30000000000000007', 7],
    ['an integer wider than needed', uint, 'cf0000000000000007', 7],
    ['zero and one for booleans', bool, '01', true],
    ['nil for an integer', uint, 'c0', 0],
    ['nil for a struct', server, 'c0', { Address: '', ID: '', Suffrage: 0 }],
    ['an array32 header', list(uint, 9), 'dd0000000107', [7]],
    ['a float32 for a float64', float64, 'ca3fc00000', 1.5],
    ['an integer for a float', float64, '07', 7],
    [
      'a map with a key that is not UTF-8, without it',
      map(uint, 9),
      '82a1ff01a16102',
      new Map([['a', 2]]),
    ],
    [
      'map32 and str8 keys',
      server,
      'df00000001d9024944a16e',
      { Address: '', ID: 'n', Suffrage: 0 },
    ],
  ] as const)('accepts %s', (_, codec, digits, expected) => {
    expect(decode<unknown>(codec, hex(digits))).toEqual(expected);
  });

  it.each([
    ['a negative number for an unsigned one', uint, 'ff'],
    ['a float for an integer', uint, 'cb401c000000000000'],
    ['a boolean for an integer', uint, 'c3'],
    ['an integer above 2^53-1', uint, 'cf0020000000000000'],
    ['an integer for a string', text, '07'],
    ['text that is not UTF-8', text, 'a1ff'],
    ['a string longer than the input', bytes, 'dbffffffff00'],
    ['an array longer than the input', list(uint, 2 ** 32), 'ddffffffff'],
    ['a map longer than the input', server, 'dfffffffff'],
    ['more elements than the schema allows', list(uint, 1), '920101'],
    ['a positional array for a struct', server, '93a161a16200'],
    ['a nested value without its end', server, '81a15a93c0c0'],
    ['the reserved byte', server, '81a15ac1'],
    ['an ext in an unknown field', server, '81a15ac7020501ff'],
    ['a fixext in an unknown field', server, '81a15ad6ff00000001'],
    ['a field that comes twice', server, '82a24944a161a24944a162'],
    ['a field that comes again behind its place', server, '82a741646472657373a0a741646472657373a0'],
    ['deep nesting of an unknown field', server, `81a15a${'91'.repeat(17)}c0`],
    ['an ext where a string must be', text, 'd40161'],
    ['more pairs than the schema allows', map(uint, 1), '82a16101a16201'],
    ['a string for a float', float64, 'a161'],
    ['a byte above 255 in an array', bytes, '91cd0100'],
    ['bytes behind the value', uint, '0707'],
    ['nothing at all', uint, ''],
  ] as const)('refuses %s', (_, codec, digits) => {
    expect(() => decode<unknown>(codec, hex(digits))).toThrow('malformed msgpack');
  });

  it('tells where a value ends when others follow', () => {
    expect(decodePrefix(text, hex('a161a162'))).toEqual({ value: 'a', end: 2 });
  });

  it('refuses random bytes with a coded error and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        try {
          decode(everything, noise);
        } catch (error) {
          expect(error).toMatchObject({ code: 'CORRUPT' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
