import type { api, mokv } from '../api/gen/messages.js';

/** The operation with the id of its write. */
export function withRequestId(
  operation: mokv.v1.IOperation,
  requestId: api.IRequestId,
): mokv.v1.IOperation {
  if (operation.set) return { set: { ...operation.set, requestId } };
  if (operation.delete) return { delete: { ...operation.delete, requestId } };
  if (operation.deleteRange) return { deleteRange: { ...operation.deleteRange, requestId } };
  if (operation.touch) return { touch: { ...operation.touch, requestId } };
  return operation;
}
