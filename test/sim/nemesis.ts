import type { Watch } from './checkers/watch.ts';
import type { Client } from './client.ts';
import { type Fault, goodNetwork, type PartitionShape, type Victim } from './fault.ts';
import type { Machine } from './machine.ts';
import { type MachineFault, strikeMachine } from './machine-faults.ts';
import type { Network } from './network.ts';
import type { Operator } from './operator.ts';
import { blockedWays } from './partitions.ts';
import type { World } from './world.ts';

export interface NemesisOptions {
  readonly world: World;
  readonly network: Network;
  readonly watch: Watch;
  readonly operator: Operator;
  readonly clients: readonly Client[];
  readonly machines: readonly Machine[];
}

/** Carries out faults. What they hit is decided by the state of the cluster when they strike. */
export class Nemesis {
  readonly #options: NemesisOptions;
  /** Once the cluster is healed, nothing that was begun before goes on. */
  #isOver = false;

  constructor(options: NemesisOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#isOver = true;
  }

  strike(fault: Fault): void {
    const { network, operator, clients } = this.#options;
    switch (fault.type) {
      case 'partition':
      case 'flapping':
      case 'swizzle':
      case 'clog':
      case 'badNetwork':
        this.#disturb(fault);
        break;
      case 'dropConnections':
        this.#on(fault.victim, (machine) => network.dropConnections(machine));
        break;
      case 'crashAll':
        this.#crashAll(fault.downMs);
        break;
      case 'membership':
        operator.change(fault.change, fault.place);
        break;
      case 'returnRemoved':
        this.#returnRemoved(fault.place, fault.forMs);
        break;
      case 'transfer':
        this.#transfer(fault.to, fault.place);
        break;
      case 'burst':
        clients[Math.floor(fault.place * clients.length)]?.burst(fault.writes);
        break;
      default:
        this.#strikeVictim(fault);
    }
  }

  #disturb(fault: Fault): void {
    switch (fault.type) {
      case 'partition':
        this.#later(fault.forMs, this.#cut(fault.shape, fault.place));
        break;
      case 'flapping':
        this.#flap(fault, fault.forMs);
        break;
      case 'swizzle':
        this.#swizzle(fault.forMs);
        break;
      case 'clog':
        this.#clog(fault);
        break;
      case 'badNetwork':
        this.#degrade(fault);
        break;
      default:
    }
  }

  #cut(shape: PartitionShape, place: number): () => void {
    const { network, machines, watch } = this.#options;
    const leader = watch.leaderOf()?.machine.number;
    const numbers = machines.map(({ number }) => number);
    return network.links.block(blockedWays(shape, { machines: numbers, leader, place }));
  }

  #flap(fault: Fault & { type: 'flapping' }, leftMs: number): void {
    if (leftMs <= 0 || this.#isOver) return;
    this.#later(fault.periodMs, this.#cut(fault.shape, fault.place));
    this.#later(fault.periodMs * 2, () => this.#flap(fault, leftMs - fault.periodMs * 2));
  }

  /** Machines are cut off one by one and come back in another order. */
  #swizzle(forMs: number): void {
    const { network, machines } = this.#options;
    const numbers = machines.map(({ number }) => number);
    const step = forMs / (numbers.length * 2);
    numbers.forEach((number, position) => {
      this.#later(step * position, () => {
        if (this.#isOver) return;
        const place = position / numbers.length;
        const options = { machines: numbers, leader: number, place };
        const open = network.links.block(blockedWays('isolateLeader', options));
        this.#later(step * (numbers.length + ((number * 3) % numbers.length)), open);
      });
    });
  }

  #clog({ from, to, forMs }: Fault & { type: 'clog' }): void {
    const { network, machines } = this.#options;
    const source = machines[Math.floor(from * machines.length)];
    const target = machines[Math.floor(to * machines.length)];
    if (source === undefined || target === undefined) return;
    this.#later(forMs, network.links.block([[source.number, target.number]]));
  }

  #degrade({ quality, forMs }: Fault & { type: 'badNetwork' }): void {
    const { links } = this.#options.network;
    links.quality = { ...links.quality, ...quality };
    this.#later(forMs, () => {
      const names = Object.keys(quality) as (keyof typeof quality)[];
      const back = Object.fromEntries(names.map((name) => [name, goodNetwork[name]]));
      links.quality = { ...links.quality, ...back };
    });
  }

  #crashAll(downMs: number): void {
    this.#options.world.marks.hit('wholeClusterRestarted');
    for (const machine of this.#up()) machine.crash(downMs);
  }

  #returnRemoved(place: number, forMs: number): void {
    const { machines, world } = this.#options;
    const retired = machines.filter(({ condition }) => condition === 'retired');
    const machine = retired[Math.floor(place * retired.length)];
    if (machine === undefined) return;
    world.marks.hit('removedNodeReturned');
    machine.start();
    this.#later(forMs, () => {
      if (machine.isUp && this.#isRemoved(machine)) machine.retire();
    });
  }

  #transfer(to: (Fault & { type: 'transfer' })['to'], place: number): void {
    const { watch, world } = this.#options;
    const process = watch.leaderOf();
    if (process === undefined) return;
    process.run(() => {
      const now = process.machine.clock.now();
      const { peers, configuration } = process.raft.status(now);
      const nonvoters = configuration.servers.filter(({ suffrage }) => suffrage === 'nonvoter');
      const lagging = [...peers].sort((a, b) => a.matchIndex - b.matchIndex);
      const candidates = { any: peers, lagging: lagging.slice(0, 1), nonvoter: nonvoters }[to];
      const target = candidates[Math.floor(place * candidates.length)];
      const answer = process.replica.transferLeadership(target?.id);
      world.marks.hit(answer.type === 'transferring' ? 'transferSucceeded' : 'transferRefused');
    });
  }

  #strikeVictim(fault: MachineFault): void {
    const isOver = (): boolean => this.#isOver;
    this.#on(fault.victim, (machine) => {
      strikeMachine(fault, { ...this.#options, machine, isOver });
    });
  }

  #on(victim: Victim, work: (machine: Machine) => void): void {
    const machine = this.#find(victim);
    if (machine !== undefined) work(machine);
  }

  #find(victim: Victim): Machine | undefined {
    const { watch, machines } = this.#options;
    if (victim.by === 'role' && victim.role === 'leader') {
      const leader = watch.leaderOf()?.machine;
      if (leader !== undefined) return machines[leader.number];
    }
    const up = this.#up();
    const wanted = victim.by === 'role' && victim.role === 'candidate' ? watch.candidates() : [];
    const some = up.filter(({ id }) => wanted.includes(id));
    const all = some.length > 0 ? some : up;
    return all[Math.floor(victim.place * all.length)];
  }

  #isRemoved({ id }: Machine): boolean {
    const { latestConfiguration } = this.#options.watch.committedLog;
    return latestConfiguration?.servers.every((server) => server.id !== id) === true;
  }

  #up(): readonly Machine[] {
    return this.#options.machines.filter(({ isUp }) => isUp);
  }

  #later(delayMs: number, work: () => void): void {
    this.#options.world.scheduler.after(delayMs, work);
  }
}
