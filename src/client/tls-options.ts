import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import type { HostPort } from '../shared/host-port.ts';
import type { Credentials } from './credentials.ts';

/** How to dial a server, and which name its certificate must carry. */
export function tlsOptions(
  { host, port }: HostPort,
  { secureContext, serverName }: Credentials,
): ConnectionOptions & { readonly noDelay: true } {
  const name = serverName ?? host;
  return {
    host,
    port,
    noDelay: true,
    secureContext,
    ALPNProtocols: ['h2'],
    // An address is no server name (RFC 6066 §3).
    servername: isIP(name) === 0 ? name : '',
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
  };
}
