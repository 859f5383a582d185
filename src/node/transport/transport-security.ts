import { X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  createSecureContext,
  type PeerCertificate,
  type SecureContext,
  type SecureContextOptions,
} from 'node:tls';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { ServerId } from '../raft/configuration.ts';

/** Who may speak Raft with this node, and how it proves who it is itself. */
export interface TransportSecurity {
  /**
   * Certificate, key and CA of this node. Asked for each connection; after a reload it returns another
   * object, which counts for all connections from then on.
   */
  options(): SecureContextOptions;
  /** The node that a certificate names, or undefined for one without mokv's peer name: a Go node's. */
  nodeIdOf(certificate: X509Certificate): ServerId | undefined;
  /** Why the bearer of this client certificate, which the CA signed, must not speak Raft; or undefined. */
  refusalOf(certificate: X509Certificate): string | undefined;
}

export const tlsVersionMin = 'TLSv1.2';

/**
 * The ALPN name by which mokv nodes know each other, e.g. to send command format 2. Go's TLS passes over
 * it: those nodes negotiate no protocol.
 */
export const mokvProtocol = 'mokv-raft';

const contexts = new WeakMap<SecureContextOptions, SecureContext>();

/** The context of these options, made once. */
export function secureContextOf(options: SecureContextOptions): SecureContext {
  const known = contexts.get(options);
  if (known !== undefined) return known;
  const made = createSecureContext({ ...options, minVersion: tlsVersionMin });
  contexts.set(options, made);
  return made;
}

/**
 * Whether the certificate that a dialled server showed, already verified against the CA, belongs to the
 * peer that was dialled: by the node id in it, or, in a certificate without one, by the host name.
 */
export function checkPeerIdentity(
  { id, host }: { readonly id: ServerId; readonly host: string },
  certificate: PeerCertificate,
  nodeIdOf: TransportSecurity['nodeIdOf'],
): Error | undefined {
  const nodeId = nodeIdOf(new X509Certificate(certificate.raw));
  if (nodeId === undefined) return checkServerIdentity(host, certificate);
  if (nodeId === id) return undefined;
  return otherServer(nodeId, id);
}

export function otherServer(found: ServerId, dialled: ServerId): MokvError {
  return new MokvError('UNAUTHENTICATED', `the server is ${quoted(found)}, not ${quoted(dialled)}`);
}
