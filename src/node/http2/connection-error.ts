import { type ErrorCode, errorCode } from './protocol.ts';

/** The peer broke a rule that its whole connection depends on: it ends with GOAWAY (RFC 9113 §5.4.1). */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function broken(rule: string): ConnectionError {
  return new ConnectionError(errorCode.protocolError, rule);
}

export function wrongSize(what: string): ConnectionError {
  return new ConnectionError(errorCode.frameSizeError, `${what} is of the wrong size`);
}

export function tooMuch(what: string): ConnectionError {
  return new ConnectionError(errorCode.enhanceYourCalm, what);
}
