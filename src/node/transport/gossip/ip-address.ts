import { isIPv4, isIPv6 } from 'node:net';
import { formatHostPort } from '../../../shared/host-port.ts';
import type { Endpoint } from '../../gossip/messages.ts';

/** The IP address in its text form; an IPv4-mapped one as the IPv4 address that it means. */
export function ipOf(address: Uint8Array): string {
  if (address.length === 4) return address.join('.');
  if (isMapped(address)) return address.subarray(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => {
    const high = address[index * 2] ?? 0;
    return (high * 256 + (address[index * 2 + 1] ?? 0)).toString(16);
  });
  return compressed(groups);
}

/** `ip:port`, for the log and the snapshot file. */
export function endpointText({ address, port }: Endpoint): string {
  return formatHostPort({ host: ipOf(address), port });
}

/** The raw form of an IP address, 4 or 16 bytes; undefined when the text is none. */
export function bytesOfIp(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  const [unscoped = ''] = text.split('%');
  return isIPv6(unscoped) ? bytesOfIpv6(unscoped) : undefined;
}

function isMapped(address: Uint8Array): boolean {
  const isZero = address.subarray(0, 10).every((byte) => byte === 0);
  return isZero && address[10] === 0xff && address[11] === 0xff;
}

/** The longest run of zero groups as `::` (RFC 5952). */
function compressed(groups: readonly string[]): string {
  const runs = groups.map((_, start) => {
    const end = groups.findIndex((group, index) => index >= start && group !== '0');
    return (end === -1 ? groups.length : end) - start;
  });
  const longest = Math.max(...runs);
  if (longest < 2) return groups.join(':');
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + longest).join(':')}`;
}

function bytesOfIpv6(text: string): Buffer {
  const [head = '', tail] = text.split('::');
  const before = bytesOfGroups(head);
  const after = bytesOfGroups(tail ?? '');
  return Buffer.concat([before, Buffer.alloc(16 - before.length - after.length), after]);
}

function bytesOfGroups(text: string): Buffer {
  if (text === '') return Buffer.alloc(0);
  return Buffer.concat(
    text.split(':').map((group) => {
      if (isIPv4(group)) return Buffer.from(group.split('.').map(Number));
      const value = Number.parseInt(group, 16);
      return Buffer.of(value >> 8, value & 0xff);
    }),
  );
}
