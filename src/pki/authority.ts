import {
  createPrivateKey,
  createPublicKey,
  KeyObject,
  webcrypto,
  X509Certificate,
} from 'node:crypto';
import { MokvError } from '../shared/errors.ts';
import type { CertificateProfile, NamePart } from './profiles.ts';
import {
  type CertificateRole,
  certificateName,
  keyIdOf,
  type Signer,
  signCertificate,
  signerNameOf,
} from './sign-certificate.ts';

/** A certificate and its private key, both PEM. */
export interface KeyedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** A certificate authority ready to sign. */
export interface Authority extends Signer {
  readonly notAfter: Date;
}

export interface NewAuthority extends KeyedCertificate {
  readonly authority: Authority;
}

export interface Issue {
  readonly subject: readonly NamePart[];
  readonly role: CertificateRole;
  readonly validityMs: number;
  readonly now: Date;
}

/** Room for clocks that disagree: what was issued just now is valid on a machine that runs behind. */
const backdateMs = 5 * 60 * 1000;

/** A self-signed CA with a new ECDSA P-256 key. It may issue leaf certificates only. */
export async function createAuthority(
  { subject, validityMs }: CertificateProfile,
  now: Date,
): Promise<NewAuthority> {
  const pair = await generateKeys();
  const authority: Authority = {
    name: certificateName(subject),
    keyId: await keyIdOf(pair.publicKey),
    key: pair.privateKey,
    notAfter: new Date(now.getTime() + validityMs),
  };
  const issued = await issueFor(pair, authority, {
    subject,
    role: { type: 'ca' },
    validityMs,
    now,
  });
  return { ...issued, authority };
}

/** The CA of two PEM texts; cfssl's RSA ones do as well. CONFIG when they are no working pair. */
export async function loadAuthority(pair: KeyedCertificate): Promise<Authority> {
  const certificate = parsed('CA certificate', () => new X509Certificate(pair.certificatePem));
  const key = parsed('CA key', () => createPrivateKey(pair.keyPem));
  if (!certificate.ca) {
    throw new MokvError('CONFIG', 'the certificate to sign with is not a CA certificate');
  }
  if (!certificate.checkPrivateKey(key)) {
    throw new MokvError('CONFIG', 'the CA certificate and the CA key do not belong together');
  }
  const { name, keyId } = signerNameOf(certificate.raw);
  const algorithm = signingAlgorithmOf(key);
  const publicKey = createPublicKey(key).toCryptoKey(algorithm, true, ['verify']);
  return {
    name,
    keyId: keyId ?? (await keyIdOf(publicKey)),
    key: key.toCryptoKey(algorithm, false, ['sign']),
    notAfter: certificate.validToDate,
  };
}

/** A certificate with a new ECDSA P-256 key. It never outlives its CA. */
export async function issueCertificate(
  authority: Authority,
  issue: Issue,
): Promise<KeyedCertificate> {
  if (authority.notAfter <= issue.now) {
    throw new MokvError('CONFIG', `the CA expired on ${authority.notAfter.toISOString()}`, {
      hint: "make a new one with 'mokv cert ca --force', then issue all certificates again",
    });
  }
  return issueFor(await generateKeys(), authority, issue);
}

async function issueFor(
  pair: webcrypto.CryptoKeyPair,
  authority: Authority,
  { subject, role, validityMs, now }: Issue,
): Promise<KeyedCertificate> {
  const end = Math.min(now.getTime() + validityMs, authority.notAfter.getTime());
  const der = await signCertificate(authority, {
    subject: certificateName(subject),
    publicKey: pair.publicKey,
    role,
    notBefore: new Date(now.getTime() - backdateMs),
    notAfter: new Date(end),
  });
  return {
    certificatePem: new X509Certificate(der).toString(),
    keyPem: KeyObject.from(pair.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

const curveNames: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

function signingAlgorithmOf(
  key: KeyObject,
): webcrypto.RsaHashedImportParams | webcrypto.EcKeyImportParams {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const namedCurve = curveNames[details?.namedCurve ?? ''];
  if (type === 'ec' && namedCurve !== undefined) return { name: 'ECDSA', namedCurve };
  throw new MokvError('CONFIG', `a CA key of type ${type} cannot be used`, {
    hint: 'use an RSA key or an ECDSA key on P-256, P-384 or P-521',
  });
}

function parsed<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw unreadable(what, error);
  }
}

function unreadable(what: string, cause: unknown): MokvError {
  return new MokvError('CONFIG', `the ${what} is not readable as PEM`, { cause });
}
