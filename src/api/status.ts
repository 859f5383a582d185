import { type ErrorCode, errorCodes, MokvError } from '../shared/errors.ts';
import { google } from './gen/messages.js';
import { statusCodes as status } from './status-codes.ts';
import { StrictReader } from './strict-reader.ts';

/** What the metadata of a status has beside it, and how an ErrorInfo of ours looks there. */
export const statusDetails = {
  key: 'grpc-status-details-bin',
  domain: 'mokv',
  errorInfoUrl: 'type.googleapis.com/google.rpc.ErrorInfo',
  hintField: 'hint',
} as const;

/** How a call ended, for grpc-js as for the client. */
export interface EndedCall extends Error {
  readonly code: number;
  readonly details: string;
  readonly metadata: StatusMetadata;
}

interface StatusMetadata {
  get(key: string): readonly (string | Buffer)[];
}

/** For statuses that another program sent without an ErrorInfo of ours. */
const codeOfStatus: Partial<Record<number, ErrorCode>> = {
  [status.CANCELLED]: 'CANCELLED',
  [status.INVALID_ARGUMENT]: 'INVALID_ARGUMENT',
  [status.DEADLINE_EXCEEDED]: 'DEADLINE_EXCEEDED',
  [status.NOT_FOUND]: 'NOT_FOUND',
  [status.ALREADY_EXISTS]: 'ALREADY_EXISTS',
  [status.PERMISSION_DENIED]: 'PERMISSION_DENIED',
  [status.RESOURCE_EXHAUSTED]: 'RESOURCE_EXHAUSTED',
  [status.FAILED_PRECONDITION]: 'CONDITION_FAILED',
  [status.OUT_OF_RANGE]: 'COMPACTED',
  [status.UNIMPLEMENTED]: 'UNIMPLEMENTED',
  [status.UNAVAILABLE]: 'UNAVAILABLE',
  [status.DATA_LOSS]: 'CORRUPT',
  [status.UNAUTHENTICATED]: 'UNAUTHENTICATED',
};

/** The error that a call ended with, as the server meant it. */
export function errorOfStatus(error: EndedCall): MokvError {
  const info = errorInfoOf(error.metadata);
  const { [statusDetails.hintField]: hint, ...metadata } = info?.metadata ?? {};
  const code = info?.code ?? codeOfStatus[error.code] ?? 'INTERNAL';
  return new MokvError(code, error.details, { hint, metadata, cause: error });
}

/** True when a mokv server gave this status, not grpc-js or something between the two. */
export function isAnswerOfMokv(error: EndedCall): boolean {
  return errorInfoOf(error.metadata) !== undefined;
}

interface KnownErrorInfo {
  readonly code: ErrorCode;
  readonly metadata: Readonly<Record<string, string>>;
}

function errorInfoOf(metadata: StatusMetadata): KnownErrorInfo | undefined {
  const [bytes] = metadata.get(statusDetails.key);
  if (!Buffer.isBuffer(bytes)) return undefined;
  try {
    const { details } = google.rpc.Status.decode(StrictReader.over(bytes));
    const value = details.find((detail) => detail.type_url === statusDetails.errorInfoUrl)?.value;
    if (value === undefined || value === null) return undefined;
    const info = google.rpc.ErrorInfo.decode(StrictReader.over(Buffer.from(value)));
    const code = errorCodes.find((candidate) => candidate === info.reason);
    return info.domain === statusDetails.domain && code !== undefined
      ? { code, metadata: info.metadata }
      : undefined;
  } catch {
    // A foreign server may put anything here; the plain status still says what happened.
    return undefined;
  }
}
