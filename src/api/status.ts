import { Metadata, type ServiceError, type StatusObject, status } from '@grpc/grpc-js';
import { type ErrorCode, errorCodes, MokvError } from '../shared/errors.ts';
import { google } from './gen/messages.js';
import { StrictReader } from './strict-reader.ts';

const detailsKey = 'grpc-status-details-bin';
const domain = 'mokv';
const errorInfoUrl = 'type.googleapis.com/google.rpc.ErrorInfo';
const hintField = 'hint';

/**
 * The gRPC status of each code. UNAVAILABLE means that nothing was done, so any client may retry it;
 * an unknown outcome therefore has another one.
 */
const statusOfCode: Record<ErrorCode, status> = {
  USAGE: status.INVALID_ARGUMENT,
  CONFIG: status.INVALID_ARGUMENT,
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  CONDITION_FAILED: status.FAILED_PRECONDITION,
  COMPACTED: status.OUT_OF_RANGE,
  UNAUTHENTICATED: status.UNAUTHENTICATED,
  PERMISSION_DENIED: status.PERMISSION_DENIED,
  NO_LEADER: status.UNAVAILABLE,
  NOT_LEADER: status.UNAVAILABLE,
  UNAVAILABLE: status.UNAVAILABLE,
  OUTCOME_UNKNOWN: status.UNKNOWN,
  DEADLINE_EXCEEDED: status.DEADLINE_EXCEEDED,
  CANCELLED: status.CANCELLED,
  DECLINED: status.CANCELLED,
  UNHEALTHY: status.UNAVAILABLE,
  RESOURCE_EXHAUSTED: status.RESOURCE_EXHAUSTED,
  UNIMPLEMENTED: status.UNIMPLEMENTED,
  FILE_PERMISSION: status.INTERNAL,
  DISK: status.INTERNAL,
  CORRUPT: status.DATA_LOSS,
  INTERNAL: status.INTERNAL,
};

/** For statuses that another program sent without an ErrorInfo of ours. */
const codeOfStatus: Partial<Record<status, ErrorCode>> = {
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

/** The status to answer with. Anything but a MokvError is a bug of ours and shows nothing of itself. */
export function statusOf(error: unknown): StatusObject {
  const known =
    error instanceof MokvError ? error : new MokvError('INTERNAL', 'internal error, see the log');
  const code = statusOfCode[known.code];
  const facts = {
    ...known.metadata,
    ...(known.hint === undefined ? {} : { [hintField]: known.hint }),
  };
  const info = google.rpc.ErrorInfo.encode({
    reason: known.code,
    domain,
    metadata: facts,
  }).finish();
  const details = google.rpc.Status.encode({
    code,
    message: known.message,
    details: [{ type_url: errorInfoUrl, value: info }],
  }).finish();
  const metadata = new Metadata();
  metadata.set(detailsKey, Buffer.from(details));
  return { code, details: known.message, metadata };
}

/** The error that a call ended with, as the server meant it. */
export function errorOfStatus(error: ServiceError): MokvError {
  const info = errorInfoOf(error.metadata);
  const { [hintField]: hint, ...metadata } = info?.metadata ?? {};
  const code = info?.code ?? codeOfStatus[error.code] ?? 'INTERNAL';
  return new MokvError(code, error.details, { hint, metadata, cause: error });
}

/** True when a mokv server gave this status, not grpc-js or something between the two. */
export function isAnswerOfMokv(error: ServiceError): boolean {
  return errorInfoOf(error.metadata) !== undefined;
}

interface KnownErrorInfo {
  readonly code: ErrorCode;
  readonly metadata: Readonly<Record<string, string>>;
}

function errorInfoOf(metadata: Metadata | undefined): KnownErrorInfo | undefined {
  const [bytes] = metadata?.get(detailsKey) ?? [];
  if (!Buffer.isBuffer(bytes)) return undefined;
  try {
    const { details } = google.rpc.Status.decode(StrictReader.over(bytes));
    const value = details.find((detail) => detail.type_url === errorInfoUrl)?.value;
    if (value === undefined || value === null) return undefined;
    const info = google.rpc.ErrorInfo.decode(StrictReader.over(Buffer.from(value)));
    const code = errorCodes.find((candidate) => candidate === info.reason);
    return info.domain === domain && code !== undefined
      ? { code, metadata: info.metadata }
      : undefined;
  } catch {
    // A foreign server may put anything here; the plain status still says what happened.
    return undefined;
  }
}
