import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import { type ErrorCode, MokvError } from '../shared/errors.ts';
import { google } from './gen/messages.js';
import { statusDetails } from './status.ts';

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

/** The status to answer with. Anything but a MokvError is a bug of ours and shows nothing of itself. */
export function statusOf(error: unknown): StatusObject {
  const known =
    error instanceof MokvError ? error : new MokvError('INTERNAL', 'internal error, see the log');
  const code = statusOfCode[known.code];
  const facts = {
    ...known.metadata,
    ...(known.hint === undefined ? {} : { [statusDetails.hintField]: known.hint }),
  };
  const info = google.rpc.ErrorInfo.encode({
    reason: known.code,
    domain: statusDetails.domain,
    metadata: facts,
  }).finish();
  const details = google.rpc.Status.encode({
    code,
    message: known.message,
    details: [{ type_url: statusDetails.errorInfoUrl, value: info }],
  }).finish();
  const metadata = new Metadata();
  metadata.set(statusDetails.key, Buffer.from(details));
  return { code, details: known.message, metadata };
}
