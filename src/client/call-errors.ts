import { errorOfStatus, isAnswerOfMokv } from '../api/status.ts';
import { statusCodes as status } from '../api/status-codes.ts';
import { type ErrorCode, MokvError } from '../shared/errors.ts';
import { FailedCall } from './failed-call.ts';

/** What `call` threw, as a MokvError. Anything that is no outcome of a call is a bug and goes on up. */
export function errorOfCall(error: unknown, errorOf: (error: FailedCall) => MokvError): MokvError {
  if (error instanceof MokvError) return error;
  if (error instanceof FailedCall) return errorOf(error);
  throw error;
}

const writeHint = 'read the key to see, or write it again: setting and deleting are idempotent';

/** A write that failed after it may have been sent: as it ended, or OUTCOME_UNKNOWN unless that proves that nothing was applied. */
export function writeErrorOf(error: FailedCall): MokvError {
  return provenOrUnknown(error, { what: 'write', hint: writeHint });
}

/** A change of the cluster, as writeErrorOf. What the server says of its own deadline stays: it knows how far it came. */
export function changeErrorOf(error: FailedCall): MokvError {
  const isLate = error.code === status.DEADLINE_EXCEEDED && isAnswerOfMokv(error);
  if (isLate) return errorOfStatus(error);
  return provenOrUnknown(error, {
    what: 'change',
    hint: "'mokv member list' shows what came of it",
  });
}

/** A call that changes nothing. */
export function readErrorOf(error: FailedCall): MokvError {
  const answer = errorOfStatus(error);
  if (isAnswerOfMokv(error)) return answer;
  if (isLostConnection(error)) {
    return new MokvError('UNAVAILABLE', 'the connection was lost', { cause: error });
  }
  if (error.code === status.CANCELLED) {
    return new MokvError('CANCELLED', 'interrupted', { cause: error });
  }
  if (error.code !== status.DEADLINE_EXCEEDED) return answer;
  return new MokvError('DEADLINE_EXCEEDED', 'no answer before the deadline', {
    hint: "give it longer with --timeout, or look at 'mokv status'",
    cause: error,
  });
}

/** As writeErrorOf, for what a server says of one operation among many. */
export function writeFailureOf(failure: MokvError): MokvError {
  if (provesNothingApplied(failure.code, 'answer') || failure.code === 'OUTCOME_UNKNOWN') {
    return failure;
  }
  const { message, metadata } = failure;
  return new MokvError('OUTCOME_UNKNOWN', `${message}; the write may have been applied`, {
    hint: writeHint,
    metadata,
    cause: failure,
  });
}

function provenOrUnknown(
  error: FailedCall,
  { what, hint }: { readonly what: string; readonly hint: string },
): MokvError {
  const answer = errorOfStatus(error);
  const source = isAnswerOfMokv(error) ? 'answer' : 'status';
  if (provesNothingApplied(answer.code, source)) return answer;
  return new MokvError('OUTCOME_UNKNOWN', `${reasonOf(error)}; the ${what} may have been applied`, {
    hint,
    metadata: answer.metadata,
    cause: error,
  });
}

/**
 * Codes with which a server says that it did not apply the write. A plain status without an answer of
 * mokv counts too, but for those that a broken connection produces in the client itself.
 */
function provesNothingApplied(code: ErrorCode, source: 'answer' | 'status'): boolean {
  switch (code) {
    case 'USAGE':
    case 'CONFIG':
    case 'INVALID_ARGUMENT':
    case 'NOT_FOUND':
    case 'ALREADY_EXISTS':
    case 'CONDITION_FAILED':
    case 'COMPACTED':
    case 'UNAUTHENTICATED':
    case 'PERMISSION_DENIED':
    case 'NO_LEADER':
    case 'NOT_LEADER':
    case 'UNIMPLEMENTED':
    case 'DECLINED':
      return true;
    case 'UNAVAILABLE':
    case 'UNHEALTHY':
    case 'RESOURCE_EXHAUSTED':
      return source === 'answer';
    case 'OUTCOME_UNKNOWN':
    case 'DEADLINE_EXCEEDED':
    case 'CANCELLED':
    case 'FILE_PERMISSION':
    case 'DISK':
    case 'CORRUPT':
    case 'INTERNAL':
      return false;
  }
}

/** A server of grpc-go that ends at once cancels its calls. */
function isLostConnection({ code, source }: FailedCall): boolean {
  return source === 'connection' || (code === status.CANCELLED && source !== 'caller');
}

function reasonOf(error: FailedCall): string {
  switch (error.code) {
    case status.DEADLINE_EXCEEDED:
      return 'no answer before the deadline';
    case status.CANCELLED:
      return error.source === 'caller' ? 'interrupted' : 'the connection was lost';
    case status.UNAVAILABLE:
      return 'the connection was lost';
    default:
      return error.details;
  }
}
