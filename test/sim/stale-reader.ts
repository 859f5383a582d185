import { keyOf } from './answers.ts';
import { StaleReads } from './checkers/stale-reads.ts';
import type { ClientOptions } from './client.ts';
import type { RunningProcess } from './world.ts';

/** Whether a node may be read stale, as src/node/server/readiness.ts finds it out. */
interface Readiness {
  /** What had been acknowledged when the barrier that has passed was asked for; undefined: none has yet. */
  floor: number | undefined;
  isPending: boolean;
  readonly reads: StaleReads;
}

type StaleReaderOptions = Pick<ClientOptions, 'dice' | 'world' | 'watch' | 'servers'>;

/** Reads what any node has, as src/node/server/store-reads.ts does when an answer may be stale. */
export class StaleReader {
  readonly #options: StaleReaderOptions;
  readonly #readiness = new WeakMap<RunningProcess, Readiness>();
  #isStopped = false;

  constructor(options: StaleReaderOptions) {
    this.#options = options;
    this.#readLater();
  }

  stop(): void {
    this.#isStopped = true;
  }

  #readLater(): void {
    const { world, dice, servers } = this.#options;
    world.scheduler.after(dice.exponential(world.profile.workload.thinkMeanMs), () => {
      if (this.#isStopped) return;
      const { process } = dice.pick(servers());
      const key = this.#nextKey();
      process?.run(() => this.#read(process, key));
      this.#readLater();
    });
  }

  #nextKey(): string {
    const { dice, world } = this.#options;
    const kinds = [`k${dice.integer(0, world.profile.workload.keys - 1)}`, 'c0', 't0', 'x0'];
    return dice.pick(kinds);
  }

  #read(process: RunningProcess, key: string): void {
    const { world, watch } = this.#options;
    const { machine, replica } = process;
    const readiness = this.#readinessOf(process);
    const { leaderContactMs } = replica.status();
    if (readiness.floor === undefined || leaderContactMs === undefined) {
      world.marks.hit('staleReadRefused');
      this.#catchUp(process, readiness);
      return;
    }
    const { store } = replica;
    const { appliedIndex, revision } = store;
    if (appliedIndex < watch.commits.index) world.marks.hit('staleReadBehindLeader');
    const isLeader = watch.leads(process);
    readiness.reads.answered({
      appliedIndex,
      revision,
      key,
      item: store.get(keyOf(key)),
      ageMs: Math.ceil(leaderContactMs),
      silenceMs: isLeader ? 0 : machine.clock.now() - watch.viewOf(process).leaderSignMs,
      floor: readiness.floor,
    });
  }

  #readinessOf(process: RunningProcess): Readiness {
    const known = this.#readiness.get(process);
    if (known !== undefined) return known;
    const { id } = process.machine;
    const reads = new StaleReads(id, this.#options.watch.committedLog.history);
    const readiness: Readiness = { floor: undefined, isPending: false, reads };
    this.#readiness.set(process, readiness);
    return readiness;
  }

  #catchUp(process: RunningProcess, readiness: Readiness): void {
    if (readiness.isPending) return;
    readiness.isPending = true;
    const floor = this.#options.watch.answeredIndex;
    process.replica.readBarrier((error) => {
      readiness.isPending = false;
      if (error === undefined) readiness.floor = floor;
    });
  }
}
