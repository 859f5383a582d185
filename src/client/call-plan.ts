import type { MokvError } from '../shared/errors.ts';
import { changeErrorOf, readErrorOf, writeErrorOf } from './call-errors.ts';
import type { FailedCall } from './failed-call.ts';
import type { Consistency } from './kv-api.ts';

/** Which server answers a call best. */
export type Target =
  | 'leader'
  /** Spread over the followers that are well, to spare the leader. */
  | 'follower'
  /** The shortest way. */
  | 'nearest'
  /** Where the last call was answered. */
  | 'any';

/** Where a call goes, and what one that may have been sent ends with. */
export interface CallPlan {
  readonly target: Target;
  /** When nobody knows what came of it, it is repeated always, under a request id, or never. */
  readonly repeat: 'always' | 'by id' | 'never';
  errorOf(error: FailedCall): MokvError;
}

export const plans = {
  ask: { target: 'any', repeat: 'always', errorOf: readErrorOf },
  askLeader: { target: 'leader', repeat: 'always', errorOf: readErrorOf },
  change: { target: 'any', repeat: 'never', errorOf: changeErrorOf },
  changeAtLeader: { target: 'leader', repeat: 'never', errorOf: changeErrorOf },
  write: { target: 'leader', repeat: 'by id', errorOf: writeErrorOf },
  read: { target: 'follower', repeat: 'always', errorOf: readErrorOf },
  staleRead: { target: 'nearest', repeat: 'always', errorOf: readErrorOf },
} as const satisfies Record<string, CallPlan>;

export function readPlan({
  consistency,
}: {
  readonly consistency?: Consistency | undefined;
}): CallPlan {
  return consistency === 'stale' ? plans.staleRead : plans.read;
}
