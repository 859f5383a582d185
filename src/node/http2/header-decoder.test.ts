import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectionError } from './connection-error.ts';
import { headerBlock } from './header-block.ts';
import { HeaderDecoder } from './header-decoder.ts';
import type { HeaderField } from './header-field.ts';

/** RFC 7541 appendix C: blocks of one connection each, with the fields that they hold. */
const vectors: [name: string, blocks: [hex: string, fields: string][]][] = [
  [
    'C.2.1 to C.2.4',
    [
      ['400a637573746f6d2d6b65790d637573746f6d2d686561646572', 'custom-key: custom-header'],
      ['040c2f73616d706c652f70617468', ':path: /sample/path'],
      ['100870617373776f726406736563726574', 'password: secret'],
      ['82', ':method: GET'],
    ],
  ],
  [
    'C.3, requests without Huffman coding',
    [
      [
        '828684410f7777772e6578616d706c652e636f6d',
        ':method: GET, :scheme: http, :path: /, :authority: www.example.com',
      ],
      [
        '828684be58086e6f2d6361636865',
        ':method: GET, :scheme: http, :path: /, :authority: www.example.com, cache-control: no-cache',
      ],
      [
        '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
        ':method: GET, :scheme: https, :path: /index.html, :authority: www.example.com, custom-key: custom-value',
      ],
    ],
  ],
  [
    'C.4, requests with Huffman coding',
    [
      [
        '828684418cf1e3c2e5f23a6ba0ab90f4ff',
        ':method: GET, :scheme: http, :path: /, :authority: www.example.com',
      ],
      [
        '828684be5886a8eb10649cbf',
        ':method: GET, :scheme: http, :path: /, :authority: www.example.com, cache-control: no-cache',
      ],
      [
        '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
        ':method: GET, :scheme: https, :path: /index.html, :authority: www.example.com, custom-key: custom-value',
      ],
    ],
  ],
  [
    'C.5, responses without Huffman coding, in a table of 256 bytes that evicts',
    [
      [
        '3fe101' +
          '4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d54' +
          '6e1768747470733a2f2f7777772e6578616d706c652e636f6d',
        ':status: 302, cache-control: private, date: Mon, 21 Oct 2013 20:13:21 GMT, location: https://www.example.com',
      ],
      [
        '4803333037c1c0bf',
        ':status: 307, cache-control: private, date: Mon, 21 Oct 2013 20:13:21 GMT, location: https://www.example.com',
      ],
    ],
  ],
  [
    'C.6, responses with Huffman coding, in a table of 256 bytes that evicts',
    [
      [
        '3fe101' +
          '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff' +
          '6e919d29ad171863c78f0b97c8e9ae82ae43d3',
        ':status: 302, cache-control: private, date: Mon, 21 Oct 2013 20:13:21 GMT, location: https://www.example.com',
      ],
      [
        '4883640effc1c0bf',
        ':status: 307, cache-control: private, date: Mon, 21 Oct 2013 20:13:21 GMT, location: https://www.example.com',
      ],
      [
        '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335' +
          'dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
        ':status: 200, cache-control: private, date: Mon, 21 Oct 2013 20:13:22 GMT, ' +
          'location: https://www.example.com, content-encoding: gzip, ' +
          'set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
      ],
    ],
  ],
];

describe('HeaderDecoder', () => {
  it.each(vectors)('reads the examples of RFC 7541 %s', (_, blocks) => {
    const decoder = new HeaderDecoder();
    for (const [hex, fields] of blocks) {
      expect(textOf(decoded(decoder, Buffer.from(hex, 'hex')))).toBe(fields);
    }
  });

  it('reads back what headerBlock writes', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,200}$/);
    const value = fc.string({
      maxLength: 300,
      unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
    });
    const known = fc.constantFrom('content-type', ':status', 'grpc-status');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(name, known), value)), (fields) => {
        const found = decoded(new HeaderDecoder(), headerBlock(fields));
        expect(found.map((field) => [field.name, field.value])).toEqual(fields);
      }),
    );
  });

  it('gives the same field for the same index', () => {
    const decoder = new HeaderDecoder();
    const [first] = decoded(decoder, Buffer.from('400161016282', 'hex'));
    const [again] = decoded(decoder, Buffer.from('be', 'hex'));
    expect(again).toBe(first);
  });

  it('forgets what its table has no room for, and everything for a field larger than it', () => {
    const decoder = new HeaderDecoder();
    decoded(decoder, headerAdded('a', 'x'.repeat(2000)));
    decoded(decoder, headerAdded('b', 'x'.repeat(2000)));
    expect(textOf(decoded(decoder, Buffer.from('be', 'hex')))).toMatch(/^b: /);
    expect(() => decoded(decoder, Buffer.from('bf', 'hex'))).not.toThrow();
    decoded(decoder, headerAdded('c', 'x'.repeat(100)));
    expect(() => decoded(decoder, Buffer.from('c0', 'hex'))).toThrow(ConnectionError);
    decoded(decoder, headerAdded('d', 'x'.repeat(5000)));
    expect(() => decoded(decoder, Buffer.from('be', 'hex'))).toThrow(ConnectionError);
  });

  it.each([
    ['index 0', '80'],
    ['an index that there is none of', 'be'],
    ['a name of an index that there is none of', '7f0001'],
    ['a string that is cut off', '4003616201'],
    ['a literal without a value', '400161'],
    ['a number that is cut off', 'ff'],
    ['a number that is too large', 'ffffffffffff7f'],
    ['a number that does not end', 'ff80808080808080808000'],
    ['a table larger than 4096 bytes', '3fe21f'],
    ['a change of the table between fields', '8220'],
    ['padding of eight bits', '400161821fff'],
    ['padding that is not all ones', '400161811e'],
    ['the end of string', '40016184fffffffe'],
  ])('refuses %s', (_, hex) => {
    expect(() => decoded(new HeaderDecoder(), Buffer.from(hex, 'hex'))).toThrow(
      expect.objectContaining({ name: 'ConnectionError', code: 9 }),
    );
  });

  it('ends for any bytes at all, with fields or its error', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }), (blocks) => {
        const decoder = new HeaderDecoder();
        try {
          for (const block of blocks) decoded(decoder, Buffer.from(block));
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectionError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function decoded(decoder: HeaderDecoder, block: Buffer): HeaderField[] {
  const fields: HeaderField[] = [];
  decoder.decode(block, 0, block.length, { add: (field) => fields.push(field) });
  return fields;
}

function textOf(fields: readonly HeaderField[]): string {
  return fields.map(({ name, value }) => `${name}: ${value}`).join(', ');
}

/** Literal with incremental indexing (RFC 7541 §6.2.1). */
function headerAdded(name: string, value: string): Buffer {
  const block = headerBlock([[name, value]]);
  block[0] = 0x40;
  return block;
}
