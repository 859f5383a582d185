import { describe, expect, it } from 'vitest';
import { parseSubjectAltNames, subjectAltNameOf } from './subject-alt-name.ts';

describe('subjectAltNameOf', () => {
  it('tells names, addresses and URIs apart', () => {
    const hosts = ['node-1.example.com', '*.example.com', '10.0.0.1', '0:0::1', 'mokv://peer/N1'];
    expect(hosts.map(subjectAltNameOf)).toEqual([
      { type: 'dns', value: 'node-1.example.com' },
      { type: 'dns', value: '*.example.com' },
      { type: 'ip', value: '10.0.0.1' },
      { type: 'ip', value: '::1' },
      { type: 'uri', value: 'mokv://peer/N1' },
    ]);
  });

  it.each(['', 'a b', 'host:8400', '[::1]', 'a,DNS:b', 'é.example', '.', 'x'.repeat(254), 'a\nb'])(
    'refuses %j',
    (host) => {
      expect(() => subjectAltNameOf(host)).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
    },
  );
});

describe('parseSubjectAltNames', () => {
  it('does not let a quoted value pass for several names', () => {
    const text =
      'DNS:"a, DNS:root.example", IP Address:0:0:0:0:0:0:0:1, email:a@b, URI:mokv://peer/n1';
    expect(parseSubjectAltNames(text)).toEqual([
      { type: 'dns', value: 'a, DNS:root.example' },
      { type: 'ip', value: '::1' },
      { type: 'uri', value: 'mokv://peer/n1' },
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(parseSubjectAltNames('')).toEqual([]);
  });
});
