import { isIP, isIPv6 } from 'node:net';

export interface HostPort {
  /** A name or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

const hostNamePattern = /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/;

/** `host:port` or `[IPv6]:port` with a port from 1 to 65535; undefined when it is neither. */
export function parseHostPort(text: string): HostPort | undefined {
  const [, bracketed, plain, digits = ''] =
    /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? '';
  const port = parsePort(digits);
  const isHost = bracketed === undefined ? isHostName(host) : isIPv6(host);
  return isHost && port !== undefined && port > 0 ? { host, port } : undefined;
}

export function formatHostPort({ host, port }: HostPort): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** A name or an address, IPv6 without brackets. */
export function isHost(text: string): boolean {
  return isIP(text) !== 0 || isHostName(text);
}

/** A port from 0 to 65535 in plain decimal digits; undefined for anything else. */
export function parsePort(text: string): number | undefined {
  if (!/^(0|[1-9]\d{0,4})$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

function isHostName(text: string): boolean {
  return hostNamePattern.test(text) && (isIP(text) !== 0 || !/^[\d.]+$/.test(text));
}
