import type { X509Certificate } from 'node:crypto';
import { nodeIdOfPeerUri } from './identity-name.ts';
import { parseSubjectAltNames } from './subject-alt-name.ts';

/**
 * The node that a certificate identifies by its one URI `mokv://peer/<node>`; undefined for the
 * certificate of a server, a client or a Go node. Whoever asks has checked its chain and purpose.
 */
export function nodeIdOfCertificate(certificate: X509Certificate): string | undefined {
  const names = parseSubjectAltNames(certificate.subjectAltName ?? '');
  const nodes = names.flatMap(({ type, value }) =>
    type === 'uri' ? [nodeIdOfPeerUri(value)] : [],
  );
  const named = nodes.filter((node) => node !== undefined);
  return named.length === 1 ? named[0] : undefined;
}
