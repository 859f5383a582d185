import { isIPv4 } from 'node:net';
import { formatHostPort } from '../../shared/host-port.ts';
import type { NodeConfig } from './node-config.ts';

/** What a node without TLS tells at its start, one line each. */
export function plainTextWarnings({ bindAddress, rpcAddress }: NodeConfig): readonly string[] {
  const meaning =
    'insecure: no TLS, no certificates, no access control; whoever reaches the port reads and changes everything';
  if (isLoopback(bindAddress.host)) return [meaning];
  const [rpc, gossip] = [formatHostPort(rpcAddress), formatHostPort(bindAddress)];
  return [meaning, `insecure: ${rpc} (and gossip on ${gossip}) is open to other machines`];
}

/** Of names, only the one that means nothing else anywhere (RFC 6761 §6.3). */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
