import type { OutgoingHttpHeaders } from 'node:http2';

/** The largest number of eight digits, as many as a timeout may have. */
const timeoutMax = 99_999_999;

/** Whom a call is addressed to. */
export interface CallTarget {
  readonly scheme: 'http' | 'https';
  readonly authority: string;
}

/** The headers of a call (gRPC over HTTP/2, PROTOCOL-HTTP2.md). The server is told when to give up. */
export function callHeaders(
  { scheme, authority }: CallTarget,
  path: string,
  deadline: number,
): OutgoingHttpHeaders {
  const headers = {
    ':method': 'POST',
    ':scheme': scheme,
    ':authority': authority,
    ':path': path,
    te: 'trailers',
    'content-type': 'application/grpc',
    'user-agent': 'mokv',
  };
  if (deadline === Number.POSITIVE_INFINITY) return headers;
  return { ...headers, 'grpc-timeout': timeoutOf(Math.max(deadline - Date.now(), 1)) };
}

function timeoutOf(ms: number): string {
  if (ms <= timeoutMax) return `${Math.ceil(ms)}m`;
  return `${Math.min(Math.ceil(ms / 1000), timeoutMax)}S`;
}
