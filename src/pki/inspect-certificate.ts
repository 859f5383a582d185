import type { X509Certificate } from 'node:crypto';
import { nodeIdOfPeerUri } from './identity-name.ts';
import { parseSubjectAltNames, type SubjectAltName } from './subject-alt-name.ts';

export interface CertificateFacts {
  readonly kind: 'ca' | 'server' | 'peer' | 'client' | 'other';
  /** More than one, or none, only in certificates that others made. */
  readonly commonNames: readonly string[];
  readonly issuer: string;
  readonly names: readonly SubjectAltName[];
  /** `serverAuth`, `clientAuth`, or a dotted identifier. */
  readonly purposes: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whole days until it expires; negative afterwards. */
  readonly daysLeft: number;
  /** SHA-256 in upper-case hex with colons, as openssl prints it. */
  readonly fingerprint: string;
  readonly serial: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What a certificate says, whoever issued it. */
export function inspectCertificate(certificate: X509Certificate, now: Date): CertificateFacts {
  const purposes = (certificate.keyUsage ?? []).map(purposeName);
  const names = parseSubjectAltNames(certificate.subjectAltName ?? '');
  return {
    kind: kindOf(certificate.ca, purposes, names),
    commonNames: commonNamesOf(certificate),
    issuer: (certificate.issuer ?? '').replaceAll('\n', ', '),
    names,
    purposes,
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    daysLeft: Math.floor((certificate.validToDate.getTime() - now.getTime()) / dayMs),
    fingerprint: certificate.fingerprint256,
    serial: certificate.serialNumber,
  };
}

/** A certificate without an extended key usage may serve every purpose (RFC 5280 §4.2.1.12). */
export function mayServe(facts: CertificateFacts, purpose: 'serverAuth' | 'clientAuth'): boolean {
  return facts.purposes.length === 0 || facts.purposes.includes(purpose);
}

const purposeNames: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
};

function purposeName(identifier: string): string {
  return purposeNames[identifier] ?? identifier;
}

function kindOf(
  isCa: boolean,
  purposes: readonly string[],
  names: readonly SubjectAltName[],
): CertificateFacts['kind'] {
  if (isCa) return 'ca';
  const serves = purposes.includes('serverAuth');
  const calls = purposes.includes('clientAuth');
  const namesNode = names.some(
    ({ type, value }) => type === 'uri' && nodeIdOfPeerUri(value) !== undefined,
  );
  if (serves && calls && namesNode) return 'peer';
  if (serves) return 'server';
  return calls ? 'client' : 'other';
}

function commonNamesOf(certificate: X509Certificate): readonly string[] {
  // The types promise one string; a subject with several common names gives an array.
  const names: unknown = certificate.toLegacyObject().subject?.CN;
  if (typeof names === 'string') return [names];
  return Array.isArray(names) ? names.map(String) : [];
}
