import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate } from './authority.ts';
import { nodeIdOfCertificate } from './node-id-of-certificate.ts';
import { builtInProfiles } from './profiles.ts';

async function certificateWith(...uris: readonly string[]): Promise<X509Certificate> {
  const now = new Date();
  const { authority } = await createAuthority(builtInProfiles.ca, now);
  const names = uris.map((value) => ({ type: 'uri', value }) as const);
  const { certificatePem } = await issueCertificate(authority, {
    subject: [{ field: 'CN', value: 'x' }],
    role: { type: 'leaf', purposes: ['clientAuth'], names },
    validityMs: 60_000,
    now,
  });
  return new X509Certificate(certificatePem);
}

describe('nodeIdOfCertificate', () => {
  it('finds the one node that is named', async () => {
    const certificate = await certificateWith('https://example.com/', 'mokv://peer/Node_1');
    expect(nodeIdOfCertificate(certificate)).toBe('Node_1');
  });

  it.each([
    [[]],
    [['mokv://peer/']],
    [['mokv://peer/a/b']],
    [['mokv://peer/a%2e']],
    [['mokv://client/a']],
    [['mokv://peer/a', 'mokv://peer/b']],
  ])('finds none in %j', async (uris) => {
    expect(nodeIdOfCertificate(await certificateWith(...uris))).toBeUndefined();
  });
});
