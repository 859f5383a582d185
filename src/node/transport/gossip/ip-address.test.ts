import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfIp, endpointText, ipOf } from './ip-address.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex');

describe('ipOf', () => {
  it.each([
    ['7f000001', '127.0.0.1'],
    ['00000000000000000000ffff7f000001', '127.0.0.1'],
    ['00000000000000000000000000000001', '::1'],
    ['00000000000000000000000000000000', '::'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6'],
    ['fe800000000000000000000000000000', 'fe80::'],
  ])('writes %s as %s', (digits, text) => {
    expect(ipOf(hex(digits))).toBe(text);
  });

  it('is undone by bytesOfIp for every IPv6 address', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const sparse = fc
      .array(fc.constantFrom(0, 0, 0, 1, 255), { minLength: 16, maxLength: 16 })
      .map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(fc.oneof(bytes, sparse), (address) => {
        const text = ipOf(address);
        fc.pre(text.includes(':'));
        expect(isIPv6(text)).toBe(true);
        expect(Buffer.from(bytesOfIp(text) ?? []).equals(address)).toBe(true);
      }),
    );
  });
});

describe('bytesOfIp', () => {
  it.each([
    ['10.0.0.255', '0a0000ff'],
    ['::ffff:1.2.3.4', '00000000000000000000ffff01020304'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['::', '00000000000000000000000000000000'],
  ])('reads %s', (text, digits) => {
    expect(Buffer.from(bytesOfIp(text) ?? []).toString('hex')).toBe(digits);
  });

  it.each(['', 'localhost', '1.2.3', '1.2.3.256', '::1::', 'fe80'])('knows no %j', (text) => {
    expect(bytesOfIp(text)).toBeUndefined();
  });
});

describe('endpointText', () => {
  it('puts IPv6 into brackets', () => {
    const address = hex('00000000000000000000000000000001');
    expect(endpointText({ address, port: 7946 })).toBe('[::1]:7946');
    expect(endpointText({ address: hex('7f000001'), port: 1 })).toBe('127.0.0.1:1');
  });
});
