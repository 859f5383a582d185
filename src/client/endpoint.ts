import { MokvError } from '../shared/errors.ts';
import { type HostPort, parseHostPort } from '../shared/host-port.ts';

/** Reads `host:port` or `[IPv6]:port`; USAGE when it is neither. */
export function parseEndpoint(text: string): HostPort {
  const endpoint = parseHostPort(text);
  if (endpoint !== undefined) return endpoint;
  throw new MokvError('USAGE', `"${text}" is not an address of the form host:port`, {
    hint: 'for example 127.0.0.1:8400, kv.example.com:8400 or [::1]:8400; ports are 1 to 65535',
  });
}
