import 'reflect-metadata';
import { randomBytes, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { NamePart } from './profiles.ts';
import type { SubjectAltName } from './subject-alt-name.ts';

/** What the holder of a certificate may do with its key. */
export type CertificateRole =
  | { readonly type: 'ca' }
  | {
      readonly type: 'leaf';
      readonly purposes: readonly KeyPurpose[];
      readonly names: readonly SubjectAltName[];
    };

export type KeyPurpose = 'serverAuth' | 'clientAuth';

/** Who signs: the name as it stands in the CA's own certificate, because Go compares it as bytes. */
export interface Signer {
  readonly name: x509.Name;
  /** Subject key identifier in hex. */
  readonly keyId: string;
  readonly key: CryptoKey;
}

export interface CertificateContent {
  readonly subject: x509.Name;
  readonly publicKey: CryptoKey;
  readonly role: CertificateRole;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

type CryptoKey = webcrypto.CryptoKey;

/** The certificate in DER, SHA-256 with the signer's key. */
export async function signCertificate(
  signer: Signer,
  content: CertificateContent,
): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject: content.subject,
    issuer: signer.name,
    notBefore: content.notBefore,
    notAfter: content.notAfter,
    publicKey: content.publicKey,
    signingKey: signer.key,
    extensions: [
      ...roleExtensions(content.role),
      await x509.SubjectKeyIdentifierExtension.create(content.publicKey),
      new x509.AuthorityKeyIdentifierExtension(signer.keyId),
    ],
  });
  return new Uint8Array(certificate.rawData);
}

export async function keyIdOf(publicKey: CryptoKey): Promise<string> {
  return (await x509.SubjectKeyIdentifierExtension.create(publicKey)).keyId;
}

/** The name and key identifier of a CA certificate in DER. */
export function signerNameOf(certificate: Uint8Array): {
  readonly name: x509.Name;
  readonly keyId: string | undefined;
} {
  const parsed = new x509.X509Certificate(Uint8Array.from(certificate));
  const keyId = parsed.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
  return { name: parsed.subjectName, keyId };
}

export function certificateName(parts: readonly NamePart[]): x509.Name {
  // Given as plain strings the library would take quotes in them for syntax.
  const text = ({ field, value }: NamePart): x509.JsonAttributeObject =>
    field === 'C' ? { printableString: value } : { utf8String: value };
  return new x509.Name(parts.map((part) => ({ [part.field]: [text(part)] })));
}

function roleExtensions(role: CertificateRole): x509.Extension[] {
  const critical = true;
  if (role.type === 'ca') {
    const pathLength = 0;
    const usages = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
    return [
      new x509.BasicConstraintsExtension(true, pathLength, critical),
      new x509.KeyUsagesExtension(usages, critical),
    ];
  }
  const names = role.names.map(({ type, value }) => ({ type: generalNameType[type], value }));
  return [
    new x509.BasicConstraintsExtension(false, undefined, critical),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, critical),
    new x509.ExtendedKeyUsageExtension(role.purposes.map((name) => x509.ExtendedKeyUsage[name])),
    ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
  ];
}

const generalNameType = { dns: 'dns', ip: 'ip', uri: 'url' } as const;

/** 20 octets, positive, 158 random bits: RFC 5280 §4.1.2.2 allows no more. */
function randomSerial(): string {
  const serial = randomBytes(20);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial.toString('hex');
}
