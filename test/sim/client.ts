import type { CommandOutcome } from '../../src/node/kv/command.ts';
import { answerOfError, keyOf, leaderOf, onlyOnce } from './answers.ts';
import { Violation } from './checkers/violation.ts';
import type { Watch } from './checkers/watch.ts';
import type { Dice } from './dice.ts';
import type { Answer, Call, History, Operation } from './history.ts';
import type { RunningProcess, SimMachine, World } from './world.ts';

export interface ClientOptions {
  readonly number: number;
  readonly dice: Dice;
  readonly history: History;
  readonly world: World;
  readonly watch: Watch;
  /** The servers that a client may know. */
  servers(): readonly SimMachine[];
  onAnswer(operation: Operation, answer: Answer): void;
}

const limits = {
  /** Between client and server, one way. */
  latencyMeanMs: 0.3,
} as const;

type PlainCall = Exclude<Call, { readonly type: 'compareAndSet' }>;

/**
 * One operation at a time, each on some node, until told to stop. A refused or unanswered operation is
 * not repeated: the next one is a new operation with a new value.
 */
export class Client {
  readonly #options: ClientOptions;
  #values = 0;
  #leaderHint: string | undefined;
  #isStopped = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#thinkThenCall();
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Writes to keys that nobody deletes, all at once, besides what this client is doing. */
  burst(writes: number): void {
    for (let count = 0; count < writes; count += 1) {
      this.#invoke(this.#set('k0'), () => {});
    }
  }

  #thinkThenCall(): void {
    const { world, dice } = this.#options;
    const { thinkMeanMs } = world.profile.workload;
    world.scheduler.after(dice.exponential(thinkMeanMs), () => {
      if (!this.#isStopped) this.#invoke(this.#nextCall(), () => this.#thinkThenCall());
    });
  }

  #nextCall(): PlainCall {
    const { dice, world } = this.#options;
    const { keys, reads, deletes } = world.profile.workload;
    // Half of the operations go to one hot key.
    const number = dice.chance(0.5) ? 0 : dice.integer(0, keys - 1);
    const key = `k${number}`;
    if (dice.chance(reads)) return { type: 'get', key };
    // Even keys are never deleted: their histories can be judged from outside in n log n.
    if (number % 2 === 1 && dice.chance(deletes * 3)) return { type: 'delete', key };
    return this.#set(key);
  }

  #set(key: string): PlainCall {
    const { dice, world, number } = this.#options;
    this.#values += 1;
    const length = dice.chance(0.1) ? dice.integer(0, world.profile.workload.valueBytesMax) : 0;
    return { type: 'set', key, value: `${number}:${this.#values}:`.padEnd(length, 'x') };
  }

  #invoke(call: PlainCall, then: () => void): void {
    const { history, world, dice, number } = this.#options;
    const machine = this.#chooseServer();
    const operation = history.invoke(number, machine.id, call);
    const { scheduler } = world;
    let isOpen = true;
    const settle = (answer: Answer): void => {
      if (!isOpen) return;
      isOpen = false;
      scheduler.cancel(deadline);
      history.settle(operation, answer);
      this.#options.onAnswer(operation, answer);
      then();
    };
    const answerLater = (answer: Answer): void => {
      scheduler.after(dice.exponential(limits.latencyMeanMs), () => settle(answer));
    };
    const deadline = scheduler.after(world.profile.workload.timeoutMs, () => {
      world.marks.hit('deadlineOfClient');
      settle({ type: 'unknown' });
    });
    scheduler.after(dice.exponential(limits.latencyMeanMs), () => {
      const { process } = machine;
      if (process === undefined) answerLater({ type: 'notApplied' });
      else process.run(() => this.#serve(process, call, answerLater));
    });
  }

  #chooseServer(): SimMachine {
    const { dice, servers } = this.#options;
    const known = servers();
    const hinted = known.find(({ id }) => id === this.#leaderHint);
    return hinted !== undefined && dice.chance(0.7) ? hinted : dice.pick(known);
  }

  /** As the gRPC services use the node. */
  #serve(process: RunningProcess, call: PlainCall, answer: (answer: Answer) => void): void {
    const once = onlyOnce(process);
    const key = keyOf(call.key);
    switch (call.type) {
      case 'get':
        process.replica.readBarrier((error) => {
          once();
          const { store } = process.replica;
          if (error !== undefined) {
            if (error.message.startsWith('the leader could')) {
              this.#options.world.marks.hit('readFailedWithoutQuorum');
            }
            answer(this.#failure(error));
            return;
          }
          const { marks, watch } = this.#options.world;
          if (!watch.leads(process)) marks.hit('readOnFollower');
          this.#answered(store.appliedIndex);
          answer({ type: 'get', item: store.get(key) });
        });
        break;
      case 'set': {
        const value = Buffer.from(call.value, 'latin1');
        process.replica.propose({ type: 'set', key, value }, (error, outcome) => {
          once();
          answer(this.#outcome(process, error, outcome));
        });
        break;
      }
      case 'delete':
        process.replica.propose({ type: 'delete', key }, (error, outcome) => {
          once();
          answer(this.#outcome(process, error, outcome));
        });
    }
  }

  #outcome(
    process: RunningProcess,
    error: Error | undefined,
    outcome: CommandOutcome | undefined,
  ): Answer {
    if (error !== undefined) return this.#failure(error);
    if (outcome?.type !== 'set' && outcome?.type !== 'delete') {
      throw new Violation('I5', 'a command was answered with neither an error nor an outcome');
    }
    this.#leaderHint = process.machine.id;
    this.#answered(process.replica.store.appliedIndex);
    return outcome;
  }

  #answered(index: number): void {
    const { watch } = this.#options;
    watch.answeredIndex = Math.max(watch.answeredIndex, index);
  }

  #failure(error: Error): Answer {
    const { marks } = this.#options.world;
    const leader = leaderOf(error);
    if (leader !== undefined) {
      this.#leaderHint = leader;
      marks.hit('notLeaderHint');
    }
    return answerOfError(error, marks);
  }
}
