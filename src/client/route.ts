import { MokvError } from '../shared/errors.ts';
import type { Random } from '../shared/random.ts';
import { backoffMs } from './backoff.ts';

const limits = { failuresMax: 16 } as const;

/** What the call does next. */
export type Step =
  | { readonly type: 'try'; readonly address: string }
  /** Everybody was tried; then all of them once more. */
  | { readonly type: 'wait'; readonly ms: number };

export interface RouteOptions {
  /** The servers in the order in which to try them, as known now. */
  order(): readonly string[];
  /** A server could be reached before: that nobody can be now may pass. */
  wasReached(): boolean;
  readonly random: Random;
}

/** Which server one call asks next, and with which error it ends. It waits for no time: `run` does. */
export class Route {
  readonly #options: RouteOptions;
  /** The last of each message: the rounds bring the same ones again and again. */
  readonly #failures = new Map<string, MokvError>();
  #tried = new Set<string>();
  #rounds = 0;

  constructor(options: RouteOptions) {
    this.#options = options;
  }

  /**
   * The next step, after a server refused the call without effect when there is a `failure`. Throws what
   * the call ends with when no other server can help.
   */
  next(failure?: MokvError): Step {
    if (failure !== undefined) {
      if (!isWorthAnotherServer(failure)) throw failure;
      this.#keep(failure);
    }
    const leader = failure?.code === 'NOT_LEADER' ? failure.metadata.leader_addr : undefined;
    const next =
      leader !== undefined && !this.#tried.has(leader)
        ? leader
        : this.#options.order().find((address) => !this.#tried.has(address));
    if (next !== undefined) {
      this.#tried.add(next);
      return { type: 'try', address: next };
    }
    if (this.#isHopeless()) throw this.summary();
    this.#tried = new Set();
    this.#rounds += 1;
    return { type: 'wait', ms: backoffMs(this.#rounds, this.#options.random) };
  }

  /** What the call ends with when its time is over. A server that answered knows more than one that did not. */
  summary(): MokvError {
    const failures = [...this.#failures.values()];
    const telling = failures.findLast((failure) => failure.code !== 'UNAVAILABLE');
    const [first, ...others] = failures;
    if (telling !== undefined) return telling;
    if (first === undefined) return new MokvError('USAGE', 'there is no endpoint to connect to');
    if (others.length === 0) return first;
    const reasons = failures.map((failure) => failure.message).join('; ');
    return new MokvError('UNAVAILABLE', reasons, { hint: first.hint, cause: first });
  }

  /** Nobody was ever there, or no server knows so old a revision. */
  #isHopeless(): boolean {
    const failures = [...this.#failures.values()];
    return !this.#options.wasReached() || failures.some(({ code }) => code === 'COMPACTED');
  }

  #keep(failure: MokvError): void {
    this.#failures.delete(failure.message);
    this.#failures.set(failure.message, failure);
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined && this.#failures.size > limits.failuresMax) {
      this.#failures.delete(oldest);
    }
  }
}

function isWorthAnotherServer({ code }: MokvError): boolean {
  return (
    code === 'UNAVAILABLE' || code === 'NO_LEADER' || code === 'NOT_LEADER' || code === 'COMPACTED'
  );
}
