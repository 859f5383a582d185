import { MokvError } from '../../shared/errors.ts';
import type { Command, CommandOutcome } from '../kv/command.ts';
import type { NodePort } from './node-port.ts';
import type { ServiceLimits } from './service-limits.ts';

const limits = {
  /** Writes that wait for their commit, all callers together. */
  writesInFlightMax: 8192,
  /** How long a write waits for the cluster. */
  waitMs: 30_000,
} as const;

/** A write that waits for its commit. */
interface WaitingWrite {
  readonly dueMs: number;
  reject(error: MokvError): void;
}

/**
 * Refuses writes beyond the limits before they are proposed, and never waits for one without end. What
 * of the whole a single user may take is limited too, so that one does not keep the others out.
 */
export class BoundedProposals {
  readonly #node: NodePort;
  readonly #limits: ServiceLimits;
  readonly #inFlightOf = new Map<string, number>();
  /** Longest first: all wait for the same time, so one timer is enough. */
  readonly #waiting = new Set<WaitingWrite>();
  #timer: NodeJS.Timeout | undefined;

  constructor(node: NodePort, serviceLimits: ServiceLimits) {
    this.#node = node;
    this.#limits = serviceLimits;
  }

  /** Rejects as NodePort.propose does, and with RESOURCE_EXHAUSTED and OUTCOME_UNKNOWN of its own. */
  propose(user: string, command: Command): Promise<CommandOutcome> {
    const refusal = this.#refusal(user, command);
    if (refusal !== undefined) return Promise.reject(refusal);
    this.#inFlightOf.set(user, (this.#inFlightOf.get(user) ?? 0) + 1);
    return new Promise((resolve, reject) => {
      const write: WaitingWrite = { dueMs: performance.now() + limits.waitMs, reject };
      this.#waiting.add(write);
      this.#timer ??= setTimeout(() => this.#giveUpLate(), limits.waitMs).unref();
      this.#node.propose(command).then(
        (outcome) => {
          this.#ended(user, write);
          resolve(outcome);
        },
        (error: unknown) => {
          this.#ended(user, write);
          reject(error);
        },
      );
    });
  }

  #refusal(user: string, command: Command): MokvError | undefined {
    if (this.#waiting.size >= limits.writesInFlightMax) {
      return exhausted(`${this.#waiting.size} writes are waiting for their commit`);
    }
    const ofUser = this.#inFlightOf.get(user) ?? 0;
    if (ofUser >= this.#limits.writesPerUserMax) {
      return exhausted(`${ofUser} writes of user "${user}" are waiting for their commit`);
    }
    const { storeBytesMax } = this.#limits;
    if (storeBytesMax === 0 || !grows(command)) return undefined;
    const { storeBytes } = this.#node;
    if (storeBytes < storeBytesMax) return undefined;
    return new MokvError(
      'RESOURCE_EXHAUSTED',
      `the store holds ${storeBytes} bytes, at most ${storeBytesMax} are allowed`,
      { hint: 'delete keys, or raise store-bytes-max on every node' },
    );
  }

  /** They keep their places until the node answers. */
  #giveUpLate(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    for (const { dueMs, reject } of this.#waiting) {
      if (dueMs <= nowMs) {
        reject(late());
        continue;
      }
      this.#timer = setTimeout(() => this.#giveUpLate(), dueMs - nowMs).unref();
      return;
    }
  }

  #ended(user: string, write: WaitingWrite): void {
    this.#waiting.delete(write);
    const left = (this.#inFlightOf.get(user) ?? 1) - 1;
    if (left > 0) this.#inFlightOf.set(user, left);
    else this.#inFlightOf.delete(user);
  }
}

/** What may be done beyond the limit of the store: whatever does not add to it. */
function grows(command: Command): boolean {
  switch (command.type) {
    case 'set':
      return true;
    case 'txn':
      return [...command.success, ...command.failure].some(({ type }) => type === 'set');
    default:
      return false;
  }
}

function exhausted(message: string): MokvError {
  return new MokvError('RESOURCE_EXHAUSTED', message, {
    hint: 'nothing was written; try again later',
  });
}

function late(): MokvError {
  return new MokvError('OUTCOME_UNKNOWN', 'the write was not committed in time and may still be');
}
