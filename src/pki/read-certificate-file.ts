import { X509Certificate } from 'node:crypto';
import { MokvError } from '../shared/errors.ts';
import { type CertificateFacts, inspectCertificate } from './inspect-certificate.ts';
import { readPemFile } from './pem-file.ts';

/** What the certificates of a PEM file say, in its order; keys beside them are passed over. */
export async function readCertificateFile(
  path: string,
  now: Date,
): Promise<readonly CertificateFacts[]> {
  const { blocks } = await readPemFile(path);
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
  if (certificates.length === 0) throw new MokvError('CONFIG', `${path} holds no certificate`);
  return certificates.map(({ text, line }) => {
    try {
      return inspectCertificate(new X509Certificate(text), now);
    } catch (error) {
      throw damaged(`${path}:${line}`, error);
    }
  });
}

function damaged(place: string, cause: unknown): MokvError {
  return new MokvError('CONFIG', `${place}: the certificate is damaged`, { cause });
}
