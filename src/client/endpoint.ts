import { isIPv6 } from 'node:net';
import { MokvError } from '../shared/errors.ts';

/** Where a server listens for clients. */
export interface Endpoint {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

/** Reads `host:port` or `[IPv6]:port`; USAGE when it is neither. */
export function parseEndpoint(text: string): Endpoint {
  const { host, port } = /^(?<host>\[.*\]|[^:]*):(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  const bare = host?.startsWith('[') ? host.slice(1, -1) : host;
  const bracketed = bare !== host;
  const number = Number(port);
  if (!bare || /[\s/@]/.test(bare) || bracketed !== isIPv6(bare) || number < 1 || number > 65_535) {
    throw new MokvError('USAGE', `"${text}" is not an address of the form host:port`, {
      hint: 'for example 127.0.0.1:8400, kv.example.com:8400 or [::1]:8400; ports are 1 to 65535',
    });
  }
  return { host: bare, port: number };
}

export function formatEndpoint({ host, port }: Endpoint): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
