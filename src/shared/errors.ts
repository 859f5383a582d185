/** Every code that mokv answers with. docs/errors.md has the cause and the remedy of each. */
export const errorCodes = [
  'USAGE',
  'CONFIG',
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'CONDITION_FAILED',
  'COMPACTED',
  'UNAUTHENTICATED',
  'PERMISSION_DENIED',
  'NO_LEADER',
  'NOT_LEADER',
  'UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'DEADLINE_EXCEEDED',
  'CANCELLED',
  'DECLINED',
  'UNHEALTHY',
  'RESOURCE_EXHAUSTED',
  'UNIMPLEMENTED',
  'FILE_PERMISSION',
  'DISK',
  'CORRUPT',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorDetails {
  /** What to do about it: one line, a command where there is one. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** Machine-readable facts that travel with the error, e.g. the leader of a NOT_LEADER. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * An expected failure with a code that a program can act on. The message is one line that names what
 * is wrong; it never holds a value of the store, a secret or a stack.
 */
export class MokvError extends Error {
  override readonly name = 'MokvError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.metadata = details.metadata ?? {};
  }
}

/** What a caught value says for itself, for a message of our own. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
