import { X509Certificate } from 'node:crypto';
import { promises } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { fileErrorOf } from '../../shared/file-error.ts';

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** Who signs the clients that may connect. */
  readonly caFile: string;
}

export interface TlsCredentials {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer;
  /** When the server's own certificate ends, Unix milliseconds. */
  readonly expiryMs: number;
}

/**
 * Reads what a server needs for mutual TLS and checks that it can be used now.
 * @throws CONFIG or FILE_PERMISSION naming the file.
 */
export async function loadTlsCredentials(files: TlsFiles, nowMs: number): Promise<TlsCredentials> {
  const [cert, key, ca] = await Promise.all([
    readPem(files.certFile),
    readPem(files.keyFile),
    readPem(files.caFile),
  ]);
  const certificate = parseCertificate(files.certFile, cert);
  parseCertificate(files.caFile, ca);
  const validFromMs = Date.parse(certificate.validFrom);
  const expiryMs = Date.parse(certificate.validTo);
  if (nowMs < validFromMs || nowMs > expiryMs) {
    const span = `${new Date(validFromMs).toISOString()} to ${new Date(expiryMs).toISOString()}`;
    throw new MokvError('CONFIG', `${files.certFile} is valid from ${span}, not now`, {
      hint: "make a new one with 'mokv cert'",
    });
  }
  try {
    createSecureContext({ ...tlsVersions, cert, key, ca });
  } catch (error) {
    throw unusable(files, error);
  }
  return { cert, key, ca, expiryMs };
}

export const tlsVersions: SecureContextOptions = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' };

async function readPem(file: string): Promise<Buffer> {
  try {
    return await promises.readFile(file);
  } catch (error) {
    throw fileErrorOf(error, 'read', file);
  }
}

function parseCertificate(file: string, pem: Buffer): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw noCertificate(file, error);
  }
}

function unusable(files: TlsFiles, cause: unknown): MokvError {
  return new MokvError('CONFIG', `${files.certFile} and ${files.keyFile}: ${messageOf(cause)}`, {
    hint: 'the key must be the one of the certificate, in PEM and not encrypted',
    cause,
  });
}

function noCertificate(file: string, cause: unknown): MokvError {
  return new MokvError('CONFIG', `${file} holds no PEM certificate`, { cause });
}
