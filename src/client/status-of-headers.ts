import type { IncomingHttpHeaders } from 'node:http2';
import { statusCodes } from '../api/status-codes.ts';
import { FailedCall } from './failed-call.ts';

/** What the headers or trailers of an answer say of the end of its call; undefined when they say nothing. */
export function statusOfHeaders(headers: IncomingHttpHeaders): 'OK' | FailedCall | undefined {
  const { 'grpc-status': status, 'grpc-message': message } = headers;
  if (typeof status !== 'string') return undefined;
  const code = /^\d+$/.test(status) ? Number(status) : statusCodes.UNKNOWN;
  if (code === statusCodes.OK) return 'OK';
  return new FailedCall(
    code,
    decoded(typeof message === 'string' ? message : ''),
    'server',
    headers,
  );
}

interface FirstHeaders {
  readonly ':status'?: number | undefined;
  readonly 'content-type'?: string | undefined;
}

/** Why the answer that begins with these headers is none of gRPC's; undefined when it is one. */
export function foreignAnswer(headers: FirstHeaders): FailedCall | undefined {
  const { ':status': status = 0, 'content-type': type = 'nothing' } = headers;
  if (status !== 200) {
    return new FailedCall(codeOfHttp(status), `the server answers with HTTP ${status}`, 'server');
  }
  if (type.startsWith('application/grpc')) return undefined;
  return new FailedCall(statusCodes.UNKNOWN, `the server answers with ${type}, not gRPC`, 'server');
}

/** As gRPC's specification maps them (doc/http-grpc-status-mapping.md). */
function codeOfHttp(status: number): number {
  switch (status) {
    case 400:
      return statusCodes.INTERNAL;
    case 401:
      return statusCodes.UNAUTHENTICATED;
    case 403:
      return statusCodes.PERMISSION_DENIED;
    case 404:
      return statusCodes.UNIMPLEMENTED;
    case 429:
    case 502:
    case 503:
    case 504:
      return statusCodes.UNAVAILABLE;
    default:
      return statusCodes.UNKNOWN;
  }
}

/** A message that is not percent-encoded as it should be is shown as it came. */
function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
