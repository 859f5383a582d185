import type { Configuration, Server } from '../../src/node/raft/configuration.ts';
import type { ConfigurationChange } from '../../src/node/raft/output.ts';
import type { Watch } from './checkers/watch.ts';
import type { Dice } from './dice.ts';
import type { MembershipChange } from './fault.ts';
import type { Machine } from './machine.ts';
import type { RunningProcess, World } from './world.ts';

const limits = {
  pollMsMin: 50,
  pollMsMax: 400,
  /** A change that nobody accepts for so long is given up. */
  patienceMs: 30_000,
  machinesMax: 24,
  /** How long a removed server runs on, on average. */
  switchOffMs: 4000,
  /** Each time that it looks: after some seconds it has added most blank voters anew. */
  readdChance: 0.05,
  votersMax: 7,
} as const;

/** One change of the configuration, and what must be so before it is asked for. */
interface Step {
  readonly change: ConfigurationChange;
  /** A non-voter is promoted only when it has nearly caught up. */
  readonly waitsForCatchUp: boolean;
  readonly givenUpAt: number;
}

export interface OperatorOptions {
  readonly world: World;
  readonly watch: Watch;
  readonly dice: Dice;
  readonly machines: readonly Machine[];
  newMachine(): Machine;
}

/**
 * Who changes the configuration, by hand or by program: asks whichever node leads, again and again, and
 * keeps to what an operator must keep to: a quorum of the voters stays undamaged.
 */
export class Operator {
  readonly #options: OperatorOptions;
  /** Each goes on by itself; of one task the steps come one after the other. */
  #tasks: Step[][] = [];
  readonly #replacing = new Set<string>();
  readonly #knownMembers = new Set<string>();
  readonly #switchOffAt = new Map<string, number>();
  #isStopped = false;

  constructor(options: OperatorOptions) {
    this.#options = options;
    this.#pollLater();
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** A server of a new cluster that its founder did not know. */
  admit({ id, address }: Machine, suffrage: Server['suffrage']): void {
    const steps = this.#stepsToAdd(id, address);
    this.#tasks.push(suffrage === 'voter' ? steps : steps.slice(0, 1));
  }

  get isIdle(): boolean {
    return this.#tasks.length === 0;
  }

  change(change: MembershipChange, place: number): void {
    const servers = this.#configuration().servers;
    const voters = servers.filter(({ suffrage }) => suffrage === 'voter');
    const nonvoters = servers.filter(({ suffrage }) => suffrage === 'nonvoter');
    const leader = this.#options.watch.leaderOf()?.machine;
    switch (change) {
      case 'addNonvoter':
      case 'addVoter':
        this.#add(change);
        break;
      case 'promote':
        this.#onServer(nonvoters, place, (id, address) => ({ type: 'addVoter', id, address }));
        break;
      case 'demote':
        this.#onServer(voters, place, (id) => ({ type: 'demoteVoter', id }));
        break;
      case 'remove':
        this.#onServer(servers, place, (id) => ({ type: 'removeServer', id }));
        break;
      case 'removeLeader':
        if (leader !== undefined) this.#ask({ type: 'removeServer', id: leader.id });
        break;
      case 'demoteLeader':
        if (leader !== undefined) this.#ask({ type: 'demoteVoter', id: leader.id });
        break;
      case 'replace': {
        const server = voters[Math.floor(place * voters.length)];
        if (server !== undefined) this.#replace(server);
      }
    }
  }

  /** Whether one more voter may lose its data, whatever configuration turns out to be in force. */
  mayDamage(machine: Machine): boolean {
    const { watch, machines } = this.#options;
    const onDisk = machines.map((one) => watch.diskOf(one).latestConfiguration?.configuration);
    // A leader counts on a configuration from when it has appended it, before any disk has it.
    const inMemory = machines.map(({ process }) => process?.replica.status().configuration);
    const known = [...onDisk, ...inMemory].filter((one) => one !== undefined);
    return [...known, this.#configuration()].every((configuration) => {
      const voters = configuration.servers.filter(({ suffrage }) => suffrage === 'voter');
      const lost = voters.filter(({ id }) => id === machine.id || this.#isLost(id)).length;
      return (voters.length - lost) * 2 > voters.length;
    });
  }

  #poll(): void {
    this.#replaceDamaged();
    this.#readdBlank();
    this.#switchOffRemoved();
    for (const task of this.#tasks) {
      const step = task[0];
      if (step !== undefined && this.#try(step)) task.shift();
    }
    this.#tasks = this.#tasks.filter((task) => task.length > 0);
  }

  #pollLater(): void {
    const { world, dice } = this.#options;
    world.scheduler.after(dice.between(limits.pollMsMin, limits.pollMsMax), () => {
      if (this.#isStopped) return;
      this.#poll();
      this.#pollLater();
    });
  }

  #replaceDamaged(): void {
    for (const server of this.#configuration().servers) {
      if (this.#isDamaged(server.id) && !this.#replacing.has(server.id)) this.#replace(server);
    }
  }

  /** As the leader of a pool does with a voter that asks to join: out, in as a non-voter, promoted. */
  #readdBlank(): void {
    const { machines, world, dice } = this.#options;
    for (const { id, address, suffrage } of this.#configuration().servers) {
      const machine = machines.find((one) => one.id === id);
      if (suffrage !== 'voter' || machine?.isUp !== true || !machine.isBlank) continue;
      if (this.#isBusyWith(id) || !dice.chance(limits.readdChance)) continue;
      const removal = stepTo({ type: 'removeServer', id }, world.scheduler.now + limits.patienceMs);
      this.#tasks.push([removal, ...this.#stepsToAdd(id, address)]);
      world.marks.hit('wipedServerReadded');
    }
  }

  #isBusyWith(id: string): boolean {
    const hasTask = this.#tasks.some((task) => task.some(({ change }) => change.id === id));
    return hasTask || this.#replacing.has(id);
  }

  /** A removed server runs on for a while: nobody tells it, and whoever does takes their time. */
  #switchOffRemoved(): void {
    const members = new Set(this.#configuration().servers.map(({ id }) => id));
    for (const machine of this.#options.machines) {
      const { id, condition } = machine;
      if (members.has(id)) this.#knownMembers.add(id);
      if (members.has(id) || this.#isProposed(id)) {
        this.#switchOffAt.delete(id);
        // Its removal was lost with the leader that had proposed it, or it is asked to come back: then
        // the only voter may need its vote.
        if (condition === 'retired') machine.start();
      } else if (this.#knownMembers.has(id) && (condition === 'up' || condition === 'down')) {
        this.#switchOffInTime(machine);
      }
    }
  }

  #switchOffInTime(machine: Machine): void {
    const { world, dice } = this.#options;
    const { now } = world.scheduler;
    const time = this.#switchOffAt.get(machine.id) ?? now + dice.exponential(limits.switchOffMs);
    this.#switchOffAt.set(machine.id, time);
    if (now >= time) machine.retire();
  }

  /** A configuration that somebody has written and that may yet be committed holds it. */
  #isProposed(id: string): boolean {
    const { watch, machines } = this.#options;
    return machines.some((machine) => {
      const latest = watch.diskOf(machine).latestConfiguration;
      if (latest === undefined || latest.index <= watch.committedLog.lastIndex) return false;
      return latest.configuration.servers.some((server) => server.id === id);
    });
  }

  #replace(server: Server): void {
    this.#replacing.add(server.id);
    const task: Step[] = [];
    if (server.suffrage === 'voter' && this.#options.machines.length < limits.machinesMax) {
      const { id, address } = this.#options.newMachine();
      task.push(...this.#stepsToAdd(id, address));
    }
    task.push(stepTo({ type: 'removeServer', id: server.id }, Number.POSITIVE_INFINITY));
    this.#tasks.push(task);
  }

  #stepsToAdd(id: string, address: string): Step[] {
    const givenUpAt = this.#options.world.scheduler.now + limits.patienceMs;
    const addition = stepTo({ type: 'addNonvoter', id, address }, givenUpAt);
    const promotion = stepTo({ type: 'addVoter', id, address }, givenUpAt);
    return [addition, { ...promotion, waitsForCatchUp: true }];
  }

  #add(type: 'addNonvoter' | 'addVoter'): void {
    const { machines, newMachine } = this.#options;
    if (machines.length >= limits.machinesMax) return;
    if (this.#configuration().servers.length >= limits.votersMax) return;
    const { id, address } = newMachine();
    // The only voter would need its vote as soon as it has appended that.
    const isTwoStep = type === 'addVoter' && this.#voters().length < 2;
    if (isTwoStep) this.#tasks.push(this.#stepsToAdd(id, address));
    else this.#ask({ type, id, address });
  }

  #onServer(
    servers: readonly Server[],
    place: number,
    change: (id: string, address: string) => ConfigurationChange,
  ): void {
    const server = servers[Math.floor(place * servers.length)];
    if (server !== undefined) this.#ask(change(server.id, server.address));
  }

  #ask(change: ConfigurationChange): void {
    const givenUpAt = this.#options.world.scheduler.now + limits.patienceMs;
    this.#tasks.push([stepTo(change, givenUpAt)]);
  }

  /** Tells whether the step needs no more attention. */
  #try({ change, waitsForCatchUp, givenUpAt }: Step): boolean {
    const { world } = this.#options;
    if (world.scheduler.now > givenUpAt || this.#isInForce(change)) return true;
    const process = this.#leader();
    if (process === undefined) return false;
    const status = process.replica.status();
    if (!this.#keepsQuorum(change, status.configuration)) return false;
    if (waitsForCatchUp) {
      const peer = status.peers.find(({ id }) => id === change.id);
      if (peer?.acceptsHeartbeats !== true) return false;
      if (peer.matchIndex + 10 < status.commitIndex) return false;
    }
    let isAccepted = false;
    process.run(() => {
      const answer = process.replica.changeConfiguration(change);
      isAccepted = answer.type === 'proposed';
      if (isAccepted) this.#note(change, process);
    });
    return false;
  }

  #note(change: ConfigurationChange, { machine }: RunningProcess): void {
    const { marks } = this.#options.world;
    if (change.type === 'removeServer' && change.id === machine.id)
      marks.hit('leaderRemovedItself');
    if (change.type === 'demoteVoter' && change.id === machine.id) marks.hit('leaderDemotedItself');
    if (change.type === 'demoteVoter') marks.hit('demotedVoter');
    if (change.type === 'addNonvoter') marks.hit('nonvoterAdded');
    if (change.type === 'removeServer' && this.#isDamaged(change.id))
      marks.hit('damagedServerReplaced');
    if (change.type === 'removeServer') marks.hit('nodeRemoved');
    const before = this.#configuration().servers.find(({ id }) => id === change.id);
    if (change.type === 'addVoter' && before?.suffrage === 'nonvoter')
      marks.hit('nonvoterPromoted');
  }

  #keepsQuorum(change: ConfigurationChange, { servers }: Configuration): boolean {
    const voters = new Set(
      servers.filter(({ suffrage }) => suffrage === 'voter').map(({ id }) => id),
    );
    if (change.type === 'removeServer' || change.type === 'demoteVoter') voters.delete(change.id);
    if (change.type === 'addVoter') voters.add(change.id);
    const healthy = [...voters].filter((id) => !this.#isLost(id)).length;
    return healthy * 2 > voters.size;
  }

  #isInForce(change: ConfigurationChange): boolean {
    const server = this.#configuration().servers.find(({ id }) => id === change.id);
    switch (change.type) {
      case 'addNonvoter':
        return server !== undefined;
      case 'addVoter':
        return server?.suffrage === 'voter';
      case 'demoteVoter':
        return server?.suffrage !== 'voter';
      case 'removeServer':
        return server === undefined;
    }
  }

  /** Its votes do not count, or nobody knows that they do. */
  #isLost(id: string): boolean {
    const machine = this.#options.machines.find((one) => one.id === id);
    return machine?.condition === 'damaged' || machine?.isBlank === true;
  }

  #isDamaged(id: string): boolean {
    return this.#options.machines.some((one) => one.id === id && one.condition === 'damaged');
  }

  #voters(): readonly Server[] {
    return this.#configuration().servers.filter(({ suffrage }) => suffrage === 'voter');
  }

  /** As it was committed last. */
  #configuration(): Configuration {
    return this.#options.watch.committedLog.latestConfiguration ?? { servers: [] };
  }

  #leader(): RunningProcess | undefined {
    const leader = this.#options.watch.leaderOf();
    return leader?.isPaused === false ? leader : undefined;
  }
}

function stepTo(change: ConfigurationChange, givenUpAt: number): Step {
  return { change, waitsForCatchUp: false, givenUpAt };
}
