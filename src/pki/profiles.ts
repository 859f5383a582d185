const hourMs = 60 * 60 * 1000;

/** One part of a subject, under the short names of RFC 4514. */
export interface NamePart {
  readonly field: 'C' | 'ST' | 'L' | 'O' | 'OU' | 'CN';
  readonly value: string;
}

/** What a certificate of one kind says when the command line says nothing else. */
export interface CertificateProfile {
  readonly subject: readonly NamePart[];
  /** DNS names, addresses and URIs as people write them. */
  readonly hosts: readonly string[];
  readonly validityMs: number;
}

export type ProfileName = 'ca' | 'server' | 'peer' | 'client';

export type Profiles = Readonly<Record<ProfileName, CertificateProfile>>;

/** The same as certs/*.json, which a test keeps so: here too, so that one bundled file suffices. */
export const builtInProfiles: Profiles = {
  ca: {
    subject: [{ field: 'CN', value: 'mokv CA' }],
    hosts: [],
    validityMs: 87_600 * hourMs,
  },
  server: {
    subject: [{ field: 'CN', value: 'mokv server' }],
    hosts: ['localhost', '127.0.0.1', '::1'],
    validityMs: 8_760 * hourMs,
  },
  peer: {
    subject: [{ field: 'CN', value: 'node1' }],
    hosts: ['localhost', '127.0.0.1', '::1', 'mokv://peer/node1'],
    validityMs: 8_760 * hourMs,
  },
  client: {
    subject: [{ field: 'CN', value: 'client' }],
    hosts: [],
    validityMs: 8_760 * hourMs,
  },
};
