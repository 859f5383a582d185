import { status } from '@grpc/grpc-js';
import { statusOf } from '../../api/answer-status.ts';
import { MokvError } from '../../shared/errors.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { type Authorization, noKeyAllowed, permissionDenied } from './authorization.ts';
import { checkKeySize } from './check-sizes.ts';
import type { Authentication } from './identity.ts';
import type { Policy } from './policy.ts';
import { type ClusterAction, clusterObject, type KeyAction } from './policy-file.ts';

/** The row of the access control matrix of a method: what its caller must be allowed. */
export type Requirement<Request> =
  | {
      readonly type: 'key';
      readonly action: KeyAction;
      readonly keyOf: (request: Request) => string;
    }
  /** Depends on what is asked for: throws the denial of what the user may not do, and what is wrong with it. */
  | {
      readonly type: 'asked';
      /** When it is about one key. */
      readonly keyOf?: (request: Request) => string | null | undefined;
      readonly check: (request: Request, user: string, policy: Policy) => void;
    }
  | UserRequirement;

/** What can be decided before the request is known. */
export type UserRequirement =
  /** One of the rights on at least one key; the method looks at each key itself. */
  | { readonly type: 'someKey'; readonly actions: readonly [KeyAction, ...KeyAction[]] }
  /** One of the rights on the cluster; a denial names the first. */
  | { readonly type: 'cluster'; readonly actions: readonly [ClusterAction, ...ClusterAction[]] }
  /** Any right at all. */
  | { readonly type: 'anyGrant' }
  /** A user that the policy need not know. */
  | { readonly type: 'authenticated' };

/** A call that has ended, as the access log and the metrics want it. */
export interface CallRecord {
  readonly method: string;
  /** Undefined when the caller could not be authenticated. */
  readonly user: string | undefined;
  readonly peer: string;
  readonly code: status;
  readonly durationMs: number;
  /** Why it failed, when it did. */
  readonly error: unknown;
  /** The key that it asked for, when it asked for one. For the debug log only. */
  readonly key: string | undefined;
}

/** What every call goes through. */
export interface Gate {
  readonly authentication: Pick<Authentication, 'userOf'>;
  readonly authorization: Authorization;
  record(call: CallRecord): void;
}

interface Call {
  readonly cancelled: boolean;
  getDeadline(): Date | number;
  getPeer(): string;
  getAuthContext: Parameters<Authentication['userOf']>[0]['getAuthContext'];
}

/** One call from the door to its line in the access log. */
export class Ledger {
  readonly #startedMs = performance.now();
  readonly #gate: Gate;
  readonly #method: string;
  readonly #call: Call;
  #user: string | undefined;
  #key: string | undefined;

  constructor(gate: Gate, method: string, call: Call) {
    this.#gate = gate;
    this.#method = method;
    this.#call = call;
  }

  get user(): string {
    return this.#user ?? '';
  }

  /** Who, then what, then may they, then is there time: nothing about the store shows before that. */
  admit<Request>(requirement: Requirement<Request>, request: Request | MokvError): Request {
    const user = this.#authenticate();
    if (request instanceof MokvError) throw request;
    switch (requirement.type) {
      case 'key':
        this.#checkKey(user, requirement.action, requirement.keyOf(request));
        break;
      case 'asked':
        this.#key = requirement.keyOf?.(request) ?? undefined;
        requirement.check(request, user, this.#gate.authorization.policy);
        break;
      default:
        checkUser(this.#gate, user, requirement);
    }
    this.#checkDeadline();
    return request;
  }

  admitUser(requirement: UserRequirement): void {
    checkUser(this.#gate, this.#authenticate(), requirement);
    this.#checkDeadline();
  }

  succeeded(): void {
    this.#record(status.OK, undefined);
  }

  /** @returns the status to answer with. */
  failed(error: unknown): ReturnType<typeof statusOf> {
    if (error instanceof InvariantViolation) throw error;
    const answer = statusOf(error);
    this.#record(answer.code, error);
    return answer;
  }

  #authenticate(): string {
    this.#user = this.#gate.authentication.userOf(this.#call);
    return this.#user;
  }

  #checkKey(user: string, action: KeyAction, key: string): void {
    this.#key = key;
    if (!this.#gate.authorization.policy.mayKey(user, action, key)) {
      throw permissionDenied(user, action, key);
    }
    checkKeySize(key);
  }

  #checkDeadline(): void {
    if (Number(this.#call.getDeadline()) <= Date.now()) {
      throw new MokvError('DEADLINE_EXCEEDED', 'the deadline had passed when the call arrived');
    }
  }

  #record(code: status, error: unknown): void {
    this.#gate.record({
      method: this.#method,
      user: this.#user,
      peer: this.#call.getPeer(),
      code: this.#call.cancelled ? this.#endedEarly() : code,
      durationMs: performance.now() - this.#startedMs,
      error,
      key: this.#key,
    });
  }

  /** The deadline has answered the caller, or it went away. */
  #endedEarly(): status {
    const passed = Number(this.#call.getDeadline()) <= Date.now();
    return passed ? status.DEADLINE_EXCEEDED : status.CANCELLED;
  }
}

function checkUser(
  { authorization: { policy } }: Gate,
  user: string,
  requirement: UserRequirement,
): void {
  switch (requirement.type) {
    case 'someKey':
      if (!requirement.actions.some((action) => policy.maySomeKey(user, action)))
        throw noKeyAllowed(user, requirement.actions[0]);
      return;
    case 'cluster':
      if (!requirement.actions.some((action) => policy.mayCluster(user, action))) {
        throw permissionDenied(user, requirement.actions[0], clusterObject);
      }
      return;
    case 'anyGrant':
      if (!policy.hasGrant(user)) {
        throw new MokvError('PERMISSION_DENIED', `user "${user}" has no right on this cluster`, {
          hint: `to grant one, add to the policy file a line such as: p, ${user}, *, consume`,
        });
      }
      return;
    case 'authenticated':
      return;
  }
}
