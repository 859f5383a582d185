import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { errnoCodeOf, fileErrorOf } from '../shared/file-error.ts';
import { type Authority, type KeyedCertificate, loadAuthority } from './authority.ts';
import { type NewFile, writeNewFile } from './private-file.ts';

/** `<base>.pem` and `<base>-key.pem` in a directory, as mökv names them. */
export interface CertificatePlace {
  readonly directory: string;
  readonly base: string;
}

export const authorityBase = 'ca';

export function certificatePaths({ directory, base }: CertificatePlace): {
  readonly certificate: string;
  readonly key: string;
} {
  return {
    certificate: join(directory, `${base}.pem`),
    key: join(directory, `${base}-key.pem`),
  };
}

/** Writes both files, the key for its owner alone, and resolves with their paths. */
export async function writeKeyedCertificate(
  place: CertificatePlace,
  pair: KeyedCertificate,
  ifPresent: NewFile['ifPresent'],
): Promise<readonly string[]> {
  const { certificate, key } = certificatePaths(place);
  if (ifPresent === 'refuse') await refusePresent([key, certificate]);
  await writeNewFile({ path: key, text: pair.keyPem, access: 'private', ifPresent });
  const text = pair.certificatePem;
  await writeNewFile({ path: certificate, text, access: 'public', ifPresent });
  return [key, certificate];
}

/** The CA of a directory. */
export async function readAuthority(directory: string): Promise<Authority> {
  const { certificate, key } = certificatePaths({ directory, base: authorityBase });
  return loadAuthority({
    certificatePem: await readText(certificate),
    keyPem: await readText(key),
  });
}

export async function isPresent(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (errnoCodeOf(error) === 'ENOENT') return false;
    throw fileErrorOf(error, 'read', path);
  }
}

/** Before either is written, so that a refusal leaves no key without its certificate behind. */
async function refusePresent(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (!(await isPresent(path))) continue;
    throw new MokvError('ALREADY_EXISTS', `${path} exists already`, {
      hint: 'give --force to replace it',
    });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fileErrorOf(error, 'read', path);
  }
}
