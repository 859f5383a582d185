import type { api, mokv } from '../../api/gen/messages.js';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { permissionDenied } from './authorization.ts';
import { boundsOf } from './key-bounds.ts';
import type { Policy } from './policy.ts';
import type { KeyAction } from './policy-file.ts';

/** One user under the policy in force. */
export interface Rights {
  readonly user: string;
  readonly policy: Policy;
}

/** The right to what is asked for, all of it, before any of it is done. @throws PERMISSION_DENIED */
export function checkOperation(rights: Rights, operation: mokv.v1.IOperation): void {
  if (operation.txn) checkTransaction(rights, operation.txn);
  else checkPlainOperation(rights, operation);
}

/** A transaction inside one is no operation at all and refused later, so this never nests. */
function checkPlainOperation(rights: Rights, operation: mokv.v1.IOperation): void {
  if (operation.get) checkKey(rights, 'consume', operation.get.key);
  else if (operation.set) checkWrite(rights, operation.set);
  else if (operation.delete) checkWrite(rights, operation.delete);
  else if (operation.touch) checkWrite(rights, operation.touch);
  else if (operation.deleteRange) checkWholeRange(rights, 'produce', operation.deleteRange.range);
}

/** A write whose answer or condition tells of the value needs the right to read it too. */
export function checkWrite(rights: Rights, request: KeyWrite): void {
  checkKey(rights, 'produce', request.key);
  if (request.returnPrevious || request.condition?.value) checkKey(rights, 'consume', request.key);
}

export interface KeyWrite {
  readonly key?: string | null;
  readonly condition?: api.ICondition | null;
  readonly returnPrevious?: boolean | null;
}

export function checkTransaction(rights: Rights, request: mokv.v1.ITxnRequest): void {
  for (const { key } of request.compares ?? []) checkKey(rights, 'consume', key);
  for (const operation of request.success ?? []) checkPlainOperation(rights, operation);
  for (const operation of request.failure ?? []) checkPlainOperation(rights, operation);
}

export function checkWholeRange(
  { user, policy }: Rights,
  action: KeyAction,
  range: mokv.v1.IKeyRange | null | undefined,
): void {
  if (policy.mayRange(user, action, boundsOf(range))) return;
  throw rangeDenied(user, action, range);
}

/** For a view that leaves out what the user may not read: refused only when that is everything. */
export function checkSomeOfRange(
  { user, policy }: Rights,
  action: KeyAction,
  range: mokv.v1.IKeyRange | null | undefined,
): void {
  if (policy.maySomeOf(user, action, boundsOf(range))) return;
  throw rangeDenied(user, action, range);
}

function checkKey({ user, policy }: Rights, action: KeyAction, key: string | null | undefined) {
  if (!policy.mayKey(user, action, key ?? '')) throw permissionDenied(user, action, key ?? '');
}

function rangeDenied(
  user: string,
  action: KeyAction,
  range: mokv.v1.IKeyRange | null | undefined,
): MokvError {
  const pattern = `${range?.prefix ?? ''}*`;
  const isPrefix = !range?.start && !range?.end;
  const denial = permissionDenied(user, action, pattern);
  return new MokvError(
    'PERMISSION_DENIED',
    isPrefix
      ? `user "${user}" may not ${action} the keys ${quoted(pattern)}`
      : `user "${user}" may not ${action} this range of keys`,
    { hint: denial.hint },
  );
}
