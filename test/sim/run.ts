import { bootstrapWrite } from '../../src/node/raft/bootstrap.ts';
import type { Configuration, Server } from '../../src/node/raft/configuration.ts';
import { InvariantViolation } from '../../src/shared/invariant.ts';
import { ChangeWatcher } from './change-watcher.ts';
import { checkKeys } from './checkers/keys.ts';
import { checkHistory } from './checkers/replayed-history.ts';
import { Violation } from './checkers/violation.ts';
import { Watch } from './checkers/watch.ts';
import { Client, type ClientOptions } from './client.ts';
import { diceOf } from './dice.ts';
import type { ScheduledFault } from './fault.ts';
import { History } from './history.ts';
import { Machine } from './machine.ts';
import { type MarkName, Marks } from './marks.ts';
import { Nemesis } from './nemesis.ts';
import { Network } from './network.ts';
import { Operator } from './operator.ts';
import { type Profile, scheduleOf } from './profile.ts';
import { RetryingClient } from './retrying-client.ts';
import { Scheduler } from './scheduler.ts';
import { StaleReader } from './stale-reader.ts';
import { Trace } from './trace.ts';
import type { World } from './world.ts';

export interface RunResult {
  readonly seed: number;
  readonly violation: Failure | undefined;
  readonly hash: string;
  readonly events: number;
  readonly virtualMs: number;
  readonly operations: number;
  readonly acknowledged: number;
  readonly marks: ReadonlyMap<MarkName, number>;
  readonly undecidedKeys: number;
}

export interface Failure {
  /** I1 to I22, or 'code' for an invariant of the code itself or any other exception. */
  readonly invariant: string;
  readonly message: string;
  readonly stack: string;
  readonly atMs: number;
  readonly recent: readonly string[];
}

const limits = {
  /** Raft's own time to elect and commit once nothing disturbs it. */
  electionTimeoutsToCommit: 10,
  electionTimeoutsToConverge: 20,
  electionTimeoutsUndisturbed: 10,
  /** The operator's time to replace what was lost, before the quiet is judged. */
  repairMs: 20_000,
} as const;

/** The members of the newest committed configuration. */
interface KnownServers {
  readonly configuration: Configuration | undefined;
  readonly members: readonly Machine[];
}

/** One cluster from its first start to its last check, decided by the profile and these faults alone. */
export function run(
  profile: Profile,
  faults: readonly ScheduledFault[] = scheduleOf(profile),
): RunResult {
  const simulation = new Simulation(profile);
  let violation: Failure | undefined;
  try {
    simulation.disturb(faults);
    simulation.calmDown();
    simulation.checkEnd();
  } catch (error) {
    violation = simulation.failureOf(error);
  }
  return simulation.result(violation);
}

class Simulation {
  readonly #profile: Profile;
  readonly #scheduler = new Scheduler();
  readonly #trace = new Trace();
  readonly #marks = new Marks();
  readonly #history = new History();
  readonly #machines: Machine[] = [];
  readonly #watch: Watch;
  readonly #world: World;
  readonly #network: Network;
  readonly #operator: Operator;
  readonly #clients: readonly Client[];
  readonly #sessions: readonly { stop(): void }[];
  readonly #watchers: readonly ChangeWatcher[];
  readonly #nemesis: Nemesis;
  #known: KnownServers = { configuration: undefined, members: [] };
  #acknowledged = 0;
  #undecided = 0;

  constructor(profile: Profile) {
    this.#profile = profile;
    const { seed } = profile;
    const watch = new Watch(() => this.#world);
    const machines = this.#machines;
    const dice = {
      net: diceOf(seed, 'net'),
      disk: diceOf(seed, 'disk'),
      process: diceOf(seed, 'process'),
    };
    const network = new Network(() => this.#world);
    this.#watch = watch;
    this.#network = network;
    this.#world = {
      profile,
      scheduler: this.#scheduler,
      trace: this.#trace,
      marks: this.#marks,
      dice,
      network,
      watch,
      machines,
      machineAt: (address) => machines.find((machine) => machine.address === address),
    };
    this.#bootstrap();
    const world = this.#world;
    this.#operator = new Operator({
      world,
      watch,
      dice: diceOf(seed, 'operator'),
      machines,
      newMachine: () => this.#newServer(),
    });
    this.#clients = this.#clientsOf('client', profile.workload.clients).map(
      (options) => new Client(options),
    );
    const { retrying, staleReaders, watchers } = profile.sessions;
    this.#sessions = [
      ...this.#clientsOf('retrying client', retrying).map((options) => new RetryingClient(options)),
      ...this.#clientsOf('stale reader', staleReaders).map((options) => new StaleReader(options)),
    ];
    this.#watchers = this.#clientsOf('watcher', watchers).map(
      (options) => new ChangeWatcher(options),
    );
    this.#admitOthers();
    const parts = { world, network, watch, machines };
    this.#nemesis = new Nemesis({ ...parts, operator: this.#operator, clients: this.#clients });
  }

  /** The safety phase: whatever happens, nothing wrong may happen. */
  disturb(faults: readonly ScheduledFault[]): void {
    for (const { timeMs, fault, id } of faults) {
      this.#scheduler.after(timeMs, () => {
        this.#trace.record(this.#scheduler.now, `fault ${fault.type}`, '', [id, 0]);
        this.#nemesis.strike(fault);
      });
    }
    this.#scheduler.runUntil(this.#profile.safetyMs);
  }

  /** The liveness phase (I19): everything works again, so the cluster must, too. */
  calmDown(): void {
    this.#nemesis.stop();
    this.#network.heal();
    for (const machine of this.#machines) machine.heal();
    const { electionTimeoutMs } = this.#profile.settings;
    const before = this.#acknowledged;
    this.#runFor(electionTimeoutMs * limits.electionTimeoutsToCommit + this.#writingMs());
    const { leader } = this;
    if (this.#acknowledged === before) {
      throw new Violation(
        'I19',
        `no write was acknowledged in ten election timeouts of quiet; ${leader}`,
      );
    }
    this.#waitFor(() => this.#operator.isIdle, limits.repairMs);
    this.#operator.stop();
    for (const client of [...this.#clients, ...this.#sessions]) client.stop();
    this.#runFor(electionTimeoutMs * limits.electionTimeoutsToConverge);
    this.#stayCalm(electionTimeoutMs * limits.electionTimeoutsUndisturbed);
  }

  /** I11: nobody disturbs a leader that everybody hears, removed servers least of all. */
  #stayCalm(durationMs: number): void {
    const before = this.#watch.leaderOf();
    this.#runFor(durationMs);
    const after = this.#watch.leaderOf();
    if (before === undefined || after !== before) {
      throw new Violation(
        'I11',
        `the leader changed in the quiet, without a reason; ${this.leader}`,
      );
    }
  }

  checkEnd(): void {
    this.#checkConvergence();
    for (const watcher of this.#watchers) watcher.checkEnd();
    const operations = this.#history.operations;
    checkHistory(operations, this.#watch.committedLog.mutations);
    this.#undecided = checkKeys(operations);
  }

  get leader(): string {
    const leader = this.#watch.leaderOf();
    return leader === undefined ? 'nobody leads' : `${leader.machine.id} leads`;
  }

  failureOf(error: unknown): Failure {
    if (!(error instanceof Error))
      throw new Error('a thrown value that is no error', { cause: error });
    const { message, stack } = error;
    const invariant =
      error instanceof Violation
        ? error.invariant
        : error instanceof InvariantViolation
          ? 'code'
          : 'exception';
    return {
      invariant,
      message,
      stack: stack ?? '',
      atMs: this.#scheduler.now,
      recent: this.#trace.recent(),
    };
  }

  result(violation: Failure | undefined): RunResult {
    return {
      seed: this.#profile.seed,
      violation,
      hash: this.#trace.hash,
      events: this.#scheduler.executed,
      virtualMs: this.#scheduler.now,
      operations: this.#history.operations.length,
      acknowledged: this.#acknowledged,
      marks: this.#marks.counts,
      undecidedKeys: this.#undecided,
    };
  }

  #bootstrap(): void {
    const { voters, nonvoters, bootstrapAll } = this.#profile;
    for (let number = 0; number < voters + nonvoters; number += 1) this.#newMachine();
    const founders = bootstrapAll ? this.#machines : this.#machines.slice(0, 1);
    const configuration: Configuration = {
      servers: founders.map(({ id, address, number }) => ({
        id,
        address,
        suffrage: this.#firstSuffrage(number),
      })),
    };
    for (const machine of founders) machine.bootstrap(bootstrapWrite(configuration));
    for (const machine of this.#machines) machine.start();
  }

  /** Who was not there when the cluster was founded is added as any other. */
  #admitOthers(): void {
    if (this.#profile.bootstrapAll) return;
    for (const machine of this.#machines.slice(1)) {
      this.#operator.admit(machine, this.#firstSuffrage(machine.number));
    }
  }

  #firstSuffrage(number: number): Server['suffrage'] {
    return number < this.#profile.voters ? 'voter' : 'nonvoter';
  }

  #newMachine(): Machine {
    const machine = new Machine(this.#machines.length, this.#world);
    this.#machines.push(machine);
    return machine;
  }

  #newServer(): Machine {
    const machine = this.#newMachine();
    machine.start();
    return machine;
  }

  #clientsOf(kind: string, count: number): readonly ClientOptions[] {
    return Array.from({ length: count }, (_, number) => ({
      number,
      dice: diceOf(this.#profile.seed, `${kind} ${number}`),
      history: this.#history,
      world: this.#world,
      watch: this.#watch,
      servers: () => this.#knownServers(),
      onAnswer: (_, answer) => {
        if (answer.type === 'set' || answer.type === 'delete') {
          this.#acknowledged += 1;
          this.#marks.hit(answer.type === 'set' ? 'ackedWrite' : 'ackedDelete');
        } else if (answer.type === 'get') this.#marks.hit('answeredRead');
      },
    }));
  }

  /** Every call of a client asks. */
  #knownServers(): readonly Machine[] {
    const { latestConfiguration } = this.#watch.committedLog;
    if (latestConfiguration === undefined) return this.#machines;
    if (this.#known.configuration !== latestConfiguration) {
      const ids = new Set(latestConfiguration.servers.map(({ id }) => id));
      const members = this.#machines.filter(({ id }) => ids.has(id));
      this.#known = { configuration: latestConfiguration, members };
    }
    return this.#known.members.length > 0 ? this.#known.members : this.#machines;
  }

  /** I18: all members hold the same, and it is what the committed log makes. */
  #checkConvergence(): void {
    const { committedLog } = this.#watch;
    for (const { id } of committedLog.latestConfiguration?.servers ?? []) {
      const machine = this.#machines.find((one) => one.id === id);
      if (machine === undefined || machine.condition === 'damaged') continue;
      const store = machine.process?.replica.store;
      if (store?.appliedIndex !== committedLog.lastIndex) {
        throw new Violation(
          'I19',
          `${id} is at ${store?.appliedIndex} after a long quiet, the log ends at ${committedLog.lastIndex}; ${this.leader}`,
        );
      }
      committedLog.compare(id, store.image());
    }
  }

  /** In this time somebody asks for a write, almost surely: twenty are expected. */
  #writingMs(): number {
    const { timeoutMs, thinkMeanMs, clients, reads } = this.#profile.workload;
    return timeoutMs + (20 * thinkMeanMs) / (clients * (1 - reads));
  }

  #waitFor(condition: () => boolean, atMostMs: number): void {
    const end = this.#scheduler.now + atMostMs;
    while (!condition() && this.#scheduler.now < end) this.#runFor(100);
  }

  #runFor(durationMs: number): void {
    this.#scheduler.runUntil(this.#scheduler.now + durationMs);
  }
}
