import { ChangeFeed } from '../../src/node/change-feed.ts';
import type { RaftRequest, RaftResponse } from '../../src/node/raft/messages.ts';
import type { ReplicaPorts } from '../../src/node/replica/ports.ts';
import { Replica } from '../../src/node/replica/replica.ts';
import { seededRandom } from '../../src/shared/random.ts';
import type { BatchWriter, OpenedImage } from './disk-image.ts';
import { ObservedRaft } from './observed-raft.ts';
import { ProcessDisk } from './process-disk.ts';
import type { RunningProcess, SimMachine, World } from './world.ts';

/**
 * One life of a node between a start and a crash: the production loop, core and store on simulated ports.
 * Whatever is still under way when it dies finds it dead and does nothing.
 */
export class SimProcess implements RunningProcess {
  readonly machine: SimMachine;
  readonly writer: BatchWriter;
  readonly raft: ObservedRaft;
  readonly replica: Replica;
  readonly disk: ProcessDisk;
  readonly changes = new ChangeFeed();
  /** Answers to the requests that have come in, by the ids that they were given on arrival. */
  readonly inbound = new Map<number, (response: RaftResponse) => void>();
  #lastInboundId = 0;
  #state: 'running' | 'paused' | 'dead' = 'running';
  #held: (() => void)[] = [];
  #tickDue = false;
  readonly #world: World;

  constructor(machine: SimMachine, opened: OpenedImage, world: World) {
    this.machine = machine;
    this.writer = opened.writer;
    this.#world = world;
    const { profile, dice } = world;
    this.disk = new ProcessDisk(this, world);
    this.raft = new ObservedRaft(this, world, {
      id: machine.id,
      address: machine.address,
      settings: profile.settings,
      random: seededRandom(Math.floor(dice.process.random() * 2 ** 32)),
      durable: opened.durable,
      now: machine.clock.now(),
    });
    this.replica = new Replica({
      id: machine.id,
      raft: this.raft,
      store: opened.store,
      ports: this.#ports(),
      stuckWriteMs: profile.stuckWriteMs,
      snapshotLimits: {
        logBytesMin: 64 * 1024,
        logBytesMax: 256 * 1024,
        logEntriesMax: profile.snapshotEntriesMax,
      },
    });
    this.#scheduleTick();
  }

  get isAlive(): boolean {
    return this.#state !== 'dead';
  }

  get isPaused(): boolean {
    return this.#state === 'paused';
  }

  /** An event of this process: what a socket or the disk brought. A paused one gets it when it resumes. */
  run(work: () => void): void {
    if (this.#state === 'paused') this.#held.push(work);
    else if (this.#state === 'running') {
      work();
      this.#world.watch.processRan(this);
    }
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /**
   * Node runs the timers that are due before it reads its sockets. The production ticker works against
   * that, so that here both orders occur.
   */
  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    const held = this.#held;
    this.#held = [];
    const { scheduler, dice } = this.#world;
    const tickComesFirst = dice.process.chance(0.5);
    if (this.#tickDue && tickComesFirst) this.run(() => this.#tick());
    for (const work of held) scheduler.after(0, () => this.run(work));
    if (this.#tickDue && !tickComesFirst) scheduler.after(0, () => this.run(() => this.#tick()));
  }

  die(): void {
    this.#state = 'dead';
    this.#held = [];
    this.inbound.clear();
  }

  receive(message: RaftRequest | RaftResponse): void {
    this.#world.watch.received(this, message);
    this.replica.receive(message);
  }

  nextInboundId(): number {
    this.#lastInboundId += 1;
    return this.#lastInboundId;
  }

  #ports(): ReplicaPorts {
    const { scheduler, watch, network } = this.#world;
    const { clock } = this.machine;
    return {
      now: () => clock.now(),
      wallClock: () => clock.wall(),
      defer: (work) => scheduler.soon(() => this.run(work)),
      later: (delayMs, work) => {
        const delay = delayMs / clock.rate + this.machine.lateTimersMs();
        scheduler.after(delay, () => this.run(work));
      },
      disk: this.disk,
      send: (message) => {
        if (!this.isAlive) return;
        watch.sent(this, message);
        network.send(this, message);
        this.machine.reached('afterSend');
      },
      readsRounds: () => !this.#world.profile.singleCommands,
      observer: watch.observerOf(this),
      fail: (error) => this.machine.failed(this, error),
    };
  }

  #scheduleTick(): void {
    const { scheduler, profile } = this.#world;
    const { machine } = this;
    const delay = profile.tickMs / machine.clock.rate + machine.lateTimersMs();
    scheduler.after(delay, () => {
      if (this.#state === 'dead') return;
      if (this.#state === 'paused') this.#tickDue = true;
      else this.run(() => this.#tick());
    });
  }

  #tick(): void {
    this.#tickDue = false;
    this.replica.tick();
    this.#scheduleTick();
  }
}
