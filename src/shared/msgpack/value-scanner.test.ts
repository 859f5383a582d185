import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValueScanner } from './value-scanner.ts';

const value = Buffer.from('83a141c4020102a142930102cd0100a143ca3ff00000', 'hex');

describe('ValueScanner', () => {
  it('finds the end of a value and leaves what follows', () => {
    const scanner = new ValueScanner(100);
    expect(scanner.scan(Buffer.concat([Buffer.from([9]), value, Buffer.from([1, 2])]), 1)).toBe(
      value.length + 1,
    );
  });

  it('begins anew behind each value', () => {
    const scanner = new ValueScanner(4, 3);
    const values = Buffer.from('92010293a1', 'hex');
    expect(scanner.scan(values)).toBe(3);
    expect(scanner.scan(values.subarray(0, 3))).toBe(3);
    expect(() => scanner.scan(values, 3)).toThrow('more than 3 elements');
  });

  it('finds the same end however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(value.length)), (cuts) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), value.length];
        const scanner = new ValueScanner(value.length);
        const ends = bounds.slice(1).flatMap((end, index) => {
          const start = bounds[index] ?? 0;
          if (start === value.length) return [];
          const found = scanner.scan(value.subarray(start, end));
          return found === undefined ? [] : [start + found];
        });
        expect(ends).toEqual([value.length]);
      }),
    );
  });

  it('asks for more until the last byte is there', () => {
    const scanner = new ValueScanner(100);
    expect(scanner.scan(value.subarray(0, -1))).toBeUndefined();
    expect(scanner.scan(value.subarray(-1))).toBe(1);
  });

  it.each([
    ['a string longer than allowed', 'dbffffffff'],
    ['an array with more elements than bytes allowed', 'ddffffffff'],
    ['a map with more pairs than bytes allowed', 'de0033'],
    ['nesting deeper than 16', '91'.repeat(17)],
    ['the reserved byte', 'c1'],
    ['an ext', 'c70205'],
  ])('refuses %s as soon as its header is read', (_, digits) => {
    expect(() => new ValueScanner(100).scan(Buffer.from(digits, 'hex'))).toThrow(
      'malformed msgpack',
    );
  });

  it('refuses more elements than allowed, however small they are', () => {
    const scan = (digits: string) => new ValueScanner(100, 5).scan(Buffer.from(digits, 'hex'));
    expect(scan('94c0c0c0c0')).toBe(5);
    expect(() => scan('9391c0c0c0')).not.toThrow();
    expect(() => scan('9391c091c0c0')).toThrow('more than 5 elements');
  });
});
