import { describe, expect, it } from 'vitest';
import { type CallerCertificate, userOfCertificate } from './identity.ts';

const now = Date.parse('2026-06-01T12:00:00Z');

describe('userOfCertificate', () => {
  it.each(['root', 'a', 'A.b-c_d@example.com', '9', 'x'.repeat(64)])('takes the CN %s', (name) => {
    expect(userOfCertificate(certificate({ CN: name }), now)).toBe(name);
  });

  it.each([
    [['root', 'admin'], 'the certificate has more than one CN'],
    [['root'], 'the certificate has more than one CN'],
    [undefined, 'the certificate has no CN'],
    ['', 'the CN "" is no user name'],
    ['root\n', 'the CN "root\\n" is no user name'],
    ['root\0', 'the CN "root\\u0000" is no user name'],
    ['root ', 'the CN "root " is no user name'],
    ['rооt', 'the CN "rооt" is no user name'],
    ['e\u0301ric', 'the CN "e\u0301ric" is no user name'],
    ['x'.repeat(65), 'is no user name'],
    ['a,b', 'the CN "a,b" is no user name'],
    ['*', 'the CN "*" is no user name'],
  ])('refuses the CN %j', (name, reason) => {
    expect(() => userOfCertificate(certificate({ CN: name }), now)).toThrow(reason);
  });

  it('takes names of Object.prototype for the plain names that they are', () => {
    expect(userOfCertificate(certificate({ CN: 'constructor' }), now)).toBe('constructor');
    expect(userOfCertificate(certificate({ CN: '__proto__' }), now)).toBe('__proto__');
  });

  it('refuses the certificate of a certificate authority', () => {
    expect(() => userOfCertificate({ ...certificate({ CN: 'root' }), ca: true }, now)).toThrow(
      'the certificate is one of a certificate authority',
    );
  });

  it('refuses a certificate that has expired since the connection was made', () => {
    const ends = certificate({ CN: 'root' });
    const endMs = Date.parse('2026-07-01T00:00:00Z');
    expect(userOfCertificate(ends, endMs)).toBe('root');
    expect(() => userOfCertificate(ends, endMs + 1)).toThrow(
      'the certificate of "root" has expired',
    );
    expect(() => userOfCertificate(ends, 0)).toThrow('is not valid yet');
  });
});

function certificate(subject: { readonly CN: unknown }): CallerCertificate {
  return {
    ca: false,
    subject: subject as CallerCertificate['subject'],
    valid_from: 'Jan  1 00:00:00 2026 GMT',
    valid_to: 'Jul  1 00:00:00 2026 GMT',
  };
}
