import type { IncomingHttpHeaders } from 'node:http2';
import type { EndedCall } from '../api/status.ts';
import { statusCodes } from '../api/status-codes.ts';

/** Who ended a call. */
type Source =
  | 'server'
  /** By cancelling it, or with its deadline. */
  | 'caller'
  | 'connection';

/** A call that ended with another status than OK. */
export class FailedCall extends Error implements EndedCall {
  override readonly name = 'FailedCall';
  readonly code: number;
  readonly source: Source;
  readonly #headers: IncomingHttpHeaders;

  constructor(
    code: number,
    details: string,
    source: Source,
    /** Those that the status came with. */
    headers: IncomingHttpHeaders = {},
  ) {
    super(details);
    this.code = code;
    this.source = source;
    this.#headers = headers;
  }

  get details(): string {
    return this.message;
  }

  get metadata(): EndedCall['metadata'] {
    return { get: (key) => valuesOf(this.#headers[key], key) };
  }
}

export function cancelledCall(): FailedCall {
  return new FailedCall(statusCodes.CANCELLED, 'interrupted', 'caller');
}

export function lateCall(): FailedCall {
  return new FailedCall(statusCodes.DEADLINE_EXCEEDED, 'no answer before the deadline', 'caller');
}

export function lostCall(): FailedCall {
  return new FailedCall(statusCodes.UNAVAILABLE, 'the connection was lost', 'connection');
}

export function malformedAnswer(reason: string): FailedCall {
  return new FailedCall(statusCodes.INTERNAL, `malformed answer: ${reason}`, 'server');
}

function valuesOf(value: string | readonly string[] | undefined, key: string): (string | Buffer)[] {
  if (value === undefined) return [];
  const values = typeof value === 'string' ? [value] : value;
  if (!key.endsWith('-bin')) return [...values];
  // HTTP/2 for Node joins what comes several times.
  const encoded = values.flatMap((joined) => joined.split(','));
  return encoded.map((text) => Buffer.from(text, 'base64'));
}
