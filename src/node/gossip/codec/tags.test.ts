import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTags, encodeTags } from './tags.ts';

describe('tags', () => {
  it('come back in their order', () => {
    const pairs = fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(pairs, (list) => {
        const tags = new Map(list);
        expect([...decodeTags(encodeTags(tags))]).toEqual([...tags]);
      }),
    );
  });

  it('are ff 80 when there are none', () => {
    expect(encodeTags(new Map()).toString('hex')).toBe('ff80');
  });

  it('may need 512 bytes and no more', () => {
    const overhead = 'ff81a16bda01f9'.length / 2;
    const value = 'v'.repeat(512 - overhead);
    expect(encodeTags(new Map([['k', value]]))).toHaveLength(512);
    expect(() => encodeTags(new Map([['k', `${value}v`]]))).toThrow(
      'the gossip tags need 513 bytes and 512 are allowed',
    );
  });

  it.each([
    ['nothing', '', []],
    ['the role of an old agent', Buffer.from('web').toString('hex'), [['role', 'web']]],
    ['malformed msgpack', 'ff82a161', []],
    ['a list', 'ff90', []],
    ['a nil value', 'ff81a161c0', [['a', '']]],
    ['a value that is not UTF-8', 'ff81a161a1ff', [['a', '\ufffd']]],
    [
      'names that mean something to JavaScript',
      'ff81a95f5f70726f746f5f5fa178',
      [['__proto__', 'x']],
    ],
  ])('are read from %s', (_, digits, expected) => {
    expect([...decodeTags(Buffer.from(digits, 'hex'))]).toEqual(expected);
  });
});
