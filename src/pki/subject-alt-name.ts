import { isIP, isIPv6 } from 'node:net';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';

/** What a certificate says its holder may be called: RFC 5280 §4.2.1.6, the three forms mokv uses. */
export interface SubjectAltName {
  readonly type: 'dns' | 'ip' | 'uri';
  readonly value: string;
}

const hostNameBytesMax = 253;
const hostNamePattern =
  /^(\*\.)?[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/;
const uriPattern = /^[a-z][a-z0-9+.-]*:\/\/[\x21-\x7e]+$/;

/** A host as people write it: an IP address (IPv6 without brackets), a DNS name or a URI. */
export function subjectAltNameOf(host: string): SubjectAltName {
  if (isIP(host) !== 0) return { type: 'ip', value: canonicalAddress(host) };
  if (uriPattern.test(host)) return { type: 'uri', value: host };
  if (host.length <= hostNameBytesMax && hostNamePattern.test(host)) {
    return { type: 'dns', value: host };
  }
  throw new MokvError('INVALID_ARGUMENT', `host ${quoted(host)} is neither a name nor an address`, {
    hint: 'give a DNS name such as node1.example.com or an address such as 10.0.0.1 or ::1, without a port',
  });
}

const typeOfLabel: Readonly<Record<string, SubjectAltName['type']>> = {
  DNS: 'dns',
  'IP Address': 'ip',
  URI: 'uri',
};

/**
 * The names in the form of node:crypto's `subjectAltName`, e.g. `DNS:localhost, IP Address:0:0:0:0:0:0:0:1`.
 * A value that holds anything but plain characters stands in JSON quotes there. Other forms are left out.
 */
export function parseSubjectAltNames(text: string): SubjectAltName[] {
  const entries = text.matchAll(/(?:^|, )([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...entries].flatMap(([, label = '', raw = '']): SubjectAltName[] => {
    const type = typeOfLabel[label];
    if (type === undefined) return [];
    const value = raw.startsWith('"') ? String(JSON.parse(raw)) : raw;
    return [{ type, value: type === 'ip' ? canonicalAddress(value) : value }];
  });
}

/** The WHATWG URL parser writes IPv6 addresses as RFC 5952 wants them. */
function canonicalAddress(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
