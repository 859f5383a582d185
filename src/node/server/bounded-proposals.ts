import { MokvError } from '../../shared/errors.ts';
import type { Command, CommandOutcome } from '../kv/command.ts';
import type { NodePort } from './node-port.ts';
import type { ServiceLimits } from './service-limits.ts';

const limits = {
  /** Writes that wait for their commit, all callers together. */
  writesInFlightMax: 8192,
  /** How long a write waits for the cluster. */
  waitMs: 30_000,
  /** Writes whose callers have been told, in the queue among as many others. */
  toldMax: 1024,
} as const;

/** What becomes of a write: one of both, once. */
export interface WriteListener {
  applied(outcome: CommandOutcome): void;
  failed(error: unknown): void;
}

/** A write that the node has not decided. */
interface WaitingWrite {
  readonly dueMs: number;
  /** Undefined when it has been told. */
  listener: WriteListener | undefined;
}

/**
 * Refuses writes beyond the limits before they are proposed, and never waits for one without end. What
 * of the whole a single user may take is limited too, so that one does not keep the others out.
 */
export class BoundedProposals {
  readonly #node: NodePort;
  readonly #limits: ServiceLimits;
  readonly #inFlightOf = new Map<string, number>();
  #inFlight = 0;
  /** Longest first: all wait for the same time, so one timer is enough. Some of them have been told. */
  #waiting: WaitingWrite[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(node: NodePort, serviceLimits: ServiceLimits) {
    this.#node = node;
    this.#limits = serviceLimits;
  }

  /** Rejects as NodePort.propose does, and with RESOURCE_EXHAUSTED and OUTCOME_UNKNOWN of its own. */
  propose(user: string, command: Command): Promise<CommandOutcome> {
    return new Promise((applied, failed) => this.begin(user, command, { applied, failed }));
  }

  /** As `propose`, without a promise for each of many. A refusal is told before this returns. */
  begin(user: string, command: Command, listener: WriteListener): void {
    const refusal = this.#refusal(user, command);
    if (refusal !== undefined) {
      listener.failed(refusal);
      return;
    }
    this.#inFlightOf.set(user, (this.#inFlightOf.get(user) ?? 0) + 1);
    this.#inFlight += 1;
    const write = this.#await(listener);
    this.#node.propose(command).then(
      (outcome) => this.#decided(user, write)?.applied(outcome),
      (error: unknown) => this.#decided(user, write)?.failed(error),
    );
  }

  #refusal(user: string, command: Command): MokvError | undefined {
    if (this.#inFlight >= limits.writesInFlightMax) {
      return exhausted(`${this.#inFlight} writes are waiting for their commit`);
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

  #await(listener: WriteListener): WaitingWrite {
    if (this.#waiting.length > 2 * this.#inFlight + limits.toldMax) this.#forgetTold();
    const write = { dueMs: performance.now() + limits.waitMs, listener };
    this.#waiting.push(write);
    this.#timer ??= setTimeout(() => this.#giveUpLate(), limits.waitMs).unref();
    return write;
  }

  /** They keep their places until the node answers. */
  #giveUpLate(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    for (const write of this.#waiting) {
      if (write.dueMs > nowMs) break;
      const { listener } = write;
      write.listener = undefined;
      listener?.failed(late());
    }
    this.#forgetTold();
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#timer = setTimeout(() => this.#giveUpLate(), first.dueMs - nowMs).unref();
  }

  #forgetTold(): void {
    this.#waiting = this.#waiting.filter(({ listener }) => listener !== undefined);
  }

  /** @returns who is still to be told. */
  #decided(user: string, write: WaitingWrite): WriteListener | undefined {
    this.#inFlight -= 1;
    const left = (this.#inFlightOf.get(user) ?? 1) - 1;
    if (left > 0) this.#inFlightOf.set(user, left);
    else this.#inFlightOf.delete(user);
    const { listener } = write;
    write.listener = undefined;
    return listener;
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
