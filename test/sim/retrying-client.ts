import type { Command, CommandOutcome, RequestKey } from '../../src/node/kv/command.ts';
import { byteStringOfText } from '../../src/shared/byte-string.ts';
import { answerOfError, leaderOf, onlyOnce } from './answers.ts';
import { Violation } from './checkers/violation.ts';
import type { ClientOptions } from './client.ts';
import type { Answer, Operation } from './history.ts';
import { RetriedWrites } from './retried-writes.ts';
import type { Event } from './scheduler.ts';
import type { RunningProcess, SimMachine } from './world.ts';

const limits = {
  /** Between client and server, one way. */
  latencyMeanMs: 0.3,
  /** Now and then a call is so long under way that its repetitions overtake it. */
  strayChance: 0.03,
  strayMsMax: 8000,
  /** An answer that does not arrive, though the write is in effect. */
  lostAnswerChance: 0.15,
  pauseMsMax: 2000,
  attemptsMax: 6,
  /** Requests that are left open while the client goes on. */
  asideMax: 3,
  asideMsMax: 15_000,
} as const;

/** One request, from its first attempt to its answer. */
interface Request {
  /** Undefined for what no history tells of. */
  readonly operation: Operation | undefined;
  readonly command: Command;
  readonly key: RequestKey;
  attempts: number;
  mayBeApplied: boolean;
  isAside: boolean;
  isSettled: boolean;
}

/**
 * Sends what was refused or not answered again under the same request id, to any server. What does not
 * get through is given up or left open for later, while the client goes on.
 */
export class RetryingClient {
  readonly #options: ClientOptions;
  readonly #name: string;
  readonly #writes: RetriedWrites;
  readonly #open = new Set<Request>();
  #sequence = 0;
  #leaderHint: string | undefined;
  #isStopped = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#name = `r${options.number}`;
    this.#writes = new RetriedWrites(options.dice, options.world.profile);
    this.#thinkThenCall();
  }

  stop(): void {
    this.#isStopped = true;
  }

  #thinkThenCall(): void {
    const { thinkMeanMs } = this.#options.world.profile.workload;
    this.#after(this.#options.dice.exponential(thinkMeanMs), () => this.#begin());
  }

  #begin(): void {
    const { history, number, dice, world } = this.#options;
    if (world.profile.sessions.expiring && dice.chance(0.05)) this.#grantLease();
    this.#sequence += 1;
    const sequence = this.#sequence;
    const { command, call } = this.#writes.next(`${this.#name}:${sequence}:`);
    const firstOpen = Math.min(sequence, ...[...this.#open].map(({ key }) => key.sequence));
    const machine = this.#chooseServer();
    const request: Request = {
      operation: call && history.invoke(number, machine.id, call),
      command,
      key: { client: byteStringOfText(this.#name), sequence, firstOpen },
      attempts: 0,
      mayBeApplied: false,
      isAside: false,
      isSettled: false,
    };
    this.#open.add(request);
    this.#attempt(request, machine);
  }

  #attempt(request: Request, machine: SimMachine): void {
    const { dice, world } = this.#options;
    request.attempts += 1;
    let isOpen = true;
    const settle = (answer: Answer): void => {
      if (!isOpen) return;
      isOpen = false;
      world.scheduler.cancel(deadline);
      this.#answered(request, answer);
    };
    const deadline = this.#after(world.profile.workload.timeoutMs, () => {
      world.marks.hit('deadlineOfClient');
      settle({ type: 'unknown' });
    });
    const isStray = dice.chance(limits.strayChance);
    const latencyMs = isStray
      ? dice.between(0, limits.strayMsMax)
      : dice.exponential(limits.latencyMeanMs);
    this.#after(latencyMs, () => {
      const answer = (given: Answer): void => {
        const isLost = dice.chance(limits.lostAnswerChance);
        this.#after(dice.exponential(limits.latencyMeanMs), () => {
          settle(isLost ? { type: 'unknown' } : given);
        });
      };
      const { process } = machine;
      if (process === undefined) answer({ type: 'notApplied' });
      else process.run(() => this.#serve(process, request, answer));
    });
  }

  #serve(process: RunningProcess, request: Request, answer: (answer: Answer) => void): void {
    const once = onlyOnce(process);
    const { command, key } = request;
    // It may have been under way, or held by a process that stood still, when all was over.
    if (this.#isStopped) return;
    process.replica.propose({ ...command, request: key }, (error, outcome) => {
      once();
      if (error !== undefined) {
        this.#leaderHint = leaderOf(error) ?? this.#leaderHint;
        answer(answerOfError(error, this.#options.world.marks));
        return;
      }
      if (outcome === undefined) throw new Violation('I5', 'neither an error nor an outcome');
      const { watch } = this.#options;
      this.#leaderHint = process.machine.id;
      watch.answeredIndex = Math.max(watch.answeredIndex, process.replica.store.appliedIndex);
      watch.committedLog.requests.answered(process.machine.id, key, outcome);
      answer(this.#answerOf(request, outcome));
    });
  }

  #answerOf(request: Request, outcome: CommandOutcome): Answer {
    const { marks } = this.#options.world;
    switch (outcome.type) {
      case 'set':
      case 'delete':
        return outcome;
      case 'conditionFailed':
        marks.hit('conditionFailed');
        return outcome;
      case 'notFound':
        // Its lease has ended.
        return { type: 'notApplied' };
      case 'deleteRange':
      case 'touch':
      case 'txn':
        // What they did is compared with the log already.
        return { type: 'set', revision: outcome.revision, created: false };
      case 'requestForgotten':
        marks.hit('requestForgotten');
        if (request.isSettled) return { type: 'unknown' };
        throw new Violation('I22', `an open request of ${this.#name} is forgotten`);
      default:
        throw new Violation('I5', `a write was answered with ${outcome.type}`);
    }
  }

  #answered(request: Request, answer: Answer): void {
    if (request.isSettled) return;
    if (answer.type === 'unknown') request.mayBeApplied = true;
    if (answer.type === 'unknown' || answer.type === 'notApplied') this.#retry(request);
    else this.#settle(request, answer);
  }

  #retry(request: Request): void {
    const { dice } = this.#options;
    if (request.attempts < limits.attemptsMax) {
      this.#attemptLater(request, dice.magnitude(1, limits.pauseMsMax));
    } else if (!request.isAside && this.#asideCount < limits.asideMax && dice.chance(0.5)) {
      request.isAside = true;
      request.attempts = 0;
      this.#attemptLater(request, dice.magnitude(500, limits.asideMsMax));
      this.#thinkThenCall();
    } else {
      this.#settle(request, { type: request.mayBeApplied ? 'unknown' : 'notApplied' });
    }
  }

  #settle(request: Request, answer: Answer): void {
    const { history, onAnswer } = this.#options;
    request.isSettled = true;
    this.#open.delete(request);
    const { operation } = request;
    if (operation !== undefined) {
      history.settle(operation, answer);
      onAnswer(operation, answer);
      this.#writes.learn(operation.call, answer);
    }
    if (!request.isAside) this.#thinkThenCall();
  }

  /** Without a request id, and only once: it is used when it happens to be granted. */
  #grantLease(): void {
    const ttlMs = this.#writes.nextLeaseMs();
    const owner = byteStringOfText(this.#name);
    const { process } = this.#chooseServer();
    process?.run(() => {
      if (this.#isStopped) return;
      process.replica.propose({ type: 'grantLease', ttlMs, owner }, (_, outcome) => {
        if (outcome?.type === 'lease') this.#writes.granted(outcome.leaseId);
      });
    });
  }

  get #asideCount(): number {
    return [...this.#open].filter(({ isAside }) => isAside).length;
  }

  #attemptLater(request: Request, delayMs: number): void {
    this.#after(delayMs, () => this.#attempt(request, this.#chooseServer()));
  }

  #chooseServer(): SimMachine {
    const { dice, servers } = this.#options;
    const known = servers();
    const hinted = known.find(({ id }) => id === this.#leaderHint);
    return hinted !== undefined && dice.chance(0.7) ? hinted : dice.pick(known);
  }

  #after(delayMs: number, work: () => void): Event {
    return this.#options.world.scheduler.after(delayMs, () => {
      if (!this.#isStopped) work();
    });
  }
}
