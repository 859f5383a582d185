import type { Endpoint } from '../messages.ts';
import { malformed } from './malformed.ts';

/**
 * Checks an address that somebody claims for a node, so that nothing is ever sent to nowhere or to
 * everybody: raw IPv4, IPv6 or IPv4-mapped (serf-wire §3), neither unspecified nor multicast, and a
 * port. The bytes stay as they are: peers compare them raw (pitfall 1). Throws CORRUPT.
 */
export function endpointOf(address: Uint8Array, port: number): Endpoint {
  const endpoint = { address, port };
  if (!isReachable(endpoint)) throw malformed('an address that names no single machine and port');
  return endpoint;
}

export function isReachable({ address, port }: Endpoint): boolean {
  return port >= 1 && port <= 0xffff && isUnicast(address);
}

function isUnicast(address: Uint8Array): boolean {
  if (address.length === 4) return isUnicast4(address);
  if (address.length !== 16) return false;
  const isMapped = isZero(address.subarray(0, 10)) && address[10] === 0xff && address[11] === 0xff;
  if (isMapped) return isUnicast4(address.subarray(12));
  return address[0] !== 0xff && !isZero(address);
}

/** Neither 0.0.0.0/8 nor multicast, reserved or broadcast (224.0.0.0 and above). */
function isUnicast4([first = 0]: Uint8Array): boolean {
  return first !== 0 && first < 224;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
