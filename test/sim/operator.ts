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
    const known = machines.flatMap(
      (one) => watch.diskOf(one).latestConfiguration?.configuration ?? [],
    );
    return [...known, this.#configuration()].every((configuration) => {
      const voters = configuration.servers.filter(({ suffrage }) => suffrage === 'voter');
      const lost = voters.filter(({ id }) => id === machine.id || this.#isDamaged(id)).length;
      return (voters.length - lost) * 2 > voters.length;
    });
  }

  #poll(): void {
    this.#replaceDamaged();
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

  /** A removed server runs on for a while: nobody tells it, and whoever does takes their time. */
  #switchOffRemoved(): void {
    const { machines, world, dice } = this.#options;
    const members = new Set(this.#configuration().servers.map(({ id }) => id));
    for (const machine of machines) {
      const { id, condition } = machine;
      if (members.has(id)) {
        this.#knownMembers.add(id);
        this.#switchOffAt.delete(id);
        // Its removal was lost with the leader that had proposed it.
        if (condition === 'retired') machine.start();
      } else if (this.#knownMembers.has(id) && (condition === 'up' || condition === 'down')) {
        const time =
          this.#switchOffAt.get(id) ?? world.scheduler.now + dice.exponential(limits.switchOffMs);
        this.#switchOffAt.set(id, time);
        if (world.scheduler.now >= time) machine.retire();
      }
    }
  }

  #replace(server: Server): void {
    this.#replacing.add(server.id);
    const { world } = this.#options;
    const task: Step[] = [];
    if (server.suffrage === 'voter' && this.#options.machines.length < limits.machinesMax) {
      const { id, address } = this.#options.newMachine();
      const givenUpAt = world.scheduler.now + limits.patienceMs;
      task.push({
        change: { type: 'addNonvoter', id, address },
        waitsForCatchUp: false,
        givenUpAt,
      });
      task.push({ change: { type: 'addVoter', id, address }, waitsForCatchUp: true, givenUpAt });
    }
    const removal: ConfigurationChange = { type: 'removeServer', id: server.id };
    task.push({ change: removal, waitsForCatchUp: false, givenUpAt: Number.POSITIVE_INFINITY });
    this.#tasks.push(task);
  }

  #add(type: 'addNonvoter' | 'addVoter'): void {
    const { machines, newMachine } = this.#options;
    if (machines.length >= limits.machinesMax) return;
    if (this.#configuration().servers.length >= limits.votersMax) return;
    const { id, address } = newMachine();
    this.#ask({ type, id, address });
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
    this.#tasks.push([{ change, waitsForCatchUp: false, givenUpAt }]);
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
      if (peer === undefined || peer.matchIndex + 10 < status.commitIndex) return false;
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
    const healthy = [...voters].filter((id) => !this.#isDamaged(id)).length;
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

  #isDamaged(id: string): boolean {
    return this.#options.machines.some((one) => one.id === id && one.condition === 'damaged');
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
