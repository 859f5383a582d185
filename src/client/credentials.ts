import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { MokvError, messageOf } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';

/** The PEM files of one identity. */
export interface CredentialFiles {
  readonly cacert: string;
  readonly cert: string;
  readonly key: string;
}

/** Who the client is and whom it trusts, ready for TLS. */
export interface Credentials {
  readonly files: CredentialFiles;
  readonly secureContext: SecureContext;
  /** The name that the server's certificate must carry, in place of the host that was dialled. */
  readonly serverName: string | undefined;
}

/** Without TLS nobody proves anything, and whoever can listen reads along. */
export type ClientSecurity = Credentials | 'insecure';

/** Reads an identity. CONFIG or FILE_PERMISSION name the file that is missing or wrong. */
export async function readCredentials(
  files: CredentialFiles,
  serverName?: string,
): Promise<Credentials> {
  const [ca, cert, key] = await Promise.all([
    readPem(files.cacert),
    readPem(files.cert),
    readPem(files.key),
  ]);
  return credentialsOf({ ca, cert, key }, files, serverName);
}

/** The bytes of an identity; what is wrong with them is told by the names of the files that they stand for. */
export function credentialsOf(
  { ca, cert, key }: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer },
  files: CredentialFiles,
  serverName?: string,
): Credentials {
  checkCertificate(files.cacert, ca);
  checkCertificate(files.cert, cert);
  try {
    const secureContext = createSecureContext({ ca, cert, key, minVersion: 'TLSv1.2' });
    return { files, secureContext, serverName };
  } catch (error) {
    throw wrongKey(files, error);
  }
}

export async function readPem(file: string): Promise<Buffer> {
  try {
    // Threads would take longer to start than these few bytes to read.
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** OpenSSL takes an empty file for "no CA" and then trusts the system's: such a file must not pass. */
function checkCertificate(file: string, pem: Buffer): void {
  try {
    new X509Certificate(pem);
  } catch (error) {
    throw notACertificate(file, error);
  }
}

function unreadable(file: string, cause: unknown): MokvError {
  const { code, message, hint } = fileErrorOf(cause, 'read', file);
  return new MokvError(code, message, { hint: code === 'CONFIG' ? makeOrNameHint : hint, cause });
}

const makeOrNameHint =
  "make certificates with 'mokv cert init', or name yours with --cacert, --cert and --key";

function notACertificate(file: string, cause: unknown): MokvError {
  return new MokvError('CONFIG', `${file} holds no certificate`, {
    hint: 'it must be PEM, starting with -----BEGIN CERTIFICATE-----',
    cause,
  });
}

function wrongKey({ key, cert }: CredentialFiles, cause: unknown): MokvError {
  return new MokvError('CONFIG', `${key} is not the private key of ${cert}`, {
    hint: `the key must be PEM, not encrypted, and belong to the certificate (${messageOf(cause)})`,
    cause,
  });
}
