import type { Write } from '../../src/node/raft/durable.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { Clock } from './clock.ts';
import { DiskImage, type OpenedImage } from './disk-image.ts';
import type { CrashPoint } from './fault.ts';
import { SimProcess } from './sim-process.ts';
import type { Condition, DiskFaults, RunningProcess, SimMachine, World } from './world.ts';

const limits = { startMs: 5, downAfterDiskErrorMs: 500 } as const;

/** A server for ever: its name, address, disk and clock, and the process that runs on it, if one does. */
export class Machine implements SimMachine {
  readonly id: string;
  readonly address: string;
  readonly number: number;
  readonly clock: Clock;
  readonly faults: DiskFaults = {
    slowMs: 0,
    slowUntil: 0,
    stalledUntil: 0,
    failure: undefined,
    snapshotFailure: undefined,
    losesWrites: false,
  };
  image: DiskImage;
  #process: SimProcess | undefined;
  #condition: Condition = 'down';
  isRotten = false;
  #armed: { readonly point: CrashPoint; readonly downMs: number } | undefined;
  #late = { untilMs: 0, byMs: 0 };
  /** Whichever start was asked for last counts. */
  #startToken = 0;
  readonly #world: World;

  constructor(number: number, world: World) {
    this.number = number;
    this.id = `n${number + 1}`;
    this.address = `10.0.0.${number + 1}:8400`;
    this.#world = world;
    this.clock = new Clock(world.scheduler, Math.floor(world.dice.process.random() * 1e9));
    this.image = new DiskImage(this.id);
  }

  get process(): SimProcess | undefined {
    return this.#process;
  }

  get condition(): Condition {
    return this.#condition;
  }

  /** Its disk is empty, or was when it started: its votes do not count yet. */
  get isBlank(): boolean {
    const { blank, term } = this.#world.watch.diskOf(this).hardState;
    return blank === true || term === 0;
  }

  get isUp(): boolean {
    return this.#condition === 'up';
  }

  start(): void {
    if (this.#condition === 'up') return;
    this.#startToken += 1;
    const opened = this.#open();
    if (opened === undefined) return;
    this.faults.losesWrites = false;
    this.#condition = 'up';
    this.#world.watch.started(this, opened);
    this.#process = new SimProcess(this, opened, this.#world);
  }

  /** The first entry of a new cluster, on an empty disk. */
  bootstrap(write: Write): void {
    const { writer } = this.image.open();
    this.image.apply(writer.batchOf(write));
    this.#world.watch.writeDurable(this, write);
  }

  startAfter(delayMs: number): void {
    this.#startToken += 1;
    const token = this.#startToken;
    this.#world.scheduler.after(delayMs, () => {
      if (this.#startToken === token) this.start();
    });
  }

  /** Dies at once, in the middle of whatever it does, and is started again later. */
  crash(downMs: number): void {
    if (!this.#stopProcess()) return;
    this.#condition = 'down';
    this.startAfter(downMs + limits.startMs);
  }

  /** The operator switches it off for good. */
  retire(): void {
    this.#stopProcess();
    this.#startToken += 1;
    this.#condition = 'retired';
  }

  /** The node has stopped itself. Only a disk is an excuse. */
  failed(process: RunningProcess, error: unknown): void {
    if (process !== this.#process) return;
    const isDisk = error instanceof MokvError && ['DISK', 'CORRUPT'].includes(error.code);
    if (!isDisk) throw error;
    this.#world.marks.hit('diskErrorStoppedNode');
    this.crash(limits.downAfterDiskErrorMs);
  }

  /** For good: this machine never runs under this name again as long as it is a member. */
  loseDisk(how: 'loseDisk' | 'staleDisk'): void {
    this.#stopProcess();
    this.#startToken += 1;
    this.#condition = 'damaged';
    if (how === 'loseDisk') this.image = new DiskImage(this.id);
    else this.image.loseTail(4);
  }

  /** Starts again with an empty disk, as the same server. */
  wipe(): void {
    if (!this.#stopProcess()) return;
    this.#condition = 'down';
    this.image = new DiskImage(this.id);
    this.isRotten = false;
    this.#world.watch.wiped(this);
    this.startAfter(limits.startMs);
  }

  armCrash(point: CrashPoint, downMs: number): void {
    this.#armed = { point, downMs };
  }

  reached(point: CrashPoint): boolean {
    const armed = this.#armed;
    if (armed?.point !== point || !this.isUp) return false;
    this.#armed = undefined;
    this.#world.watch.crashedAt(this, point);
    this.crash(armed.downMs);
    return true;
  }

  makeTimersLate(byMs: number, forMs: number): void {
    this.#late = { byMs, untilMs: this.#world.scheduler.now + forMs };
  }

  lateTimersMs(): number {
    if (this.#late.untilMs <= this.#world.scheduler.now) return 0;
    return this.#world.dice.process.between(0, this.#late.byMs);
  }

  /** The end of all faults that are this machine's own. */
  heal(): void {
    this.#armed = undefined;
    this.#late = { untilMs: 0, byMs: 0 };
    this.clock.setRate(1);
    Object.assign(this.faults, { slowUntil: 0, stalledUntil: 0 });
    Object.assign(this.faults, { failure: undefined, snapshotFailure: undefined });
    this.#process?.resume();
    this.#process?.disk.hurry();
    if (this.#condition === 'down') this.start();
  }

  #open(): OpenedImage | undefined {
    try {
      return this.image.open();
    } catch (error) {
      if (!(error instanceof MokvError && error.code === 'CORRUPT')) throw error;
      this.#condition = 'damaged';
      this.#world.watch.refusedToStart(this);
      return undefined;
    }
  }

  #stopProcess(): boolean {
    const process = this.#process;
    if (process === undefined || !this.isUp) return false;
    this.#process = undefined;
    process.die();
    process.disk.crash();
    this.#world.network.processDied(process);
    this.#world.watch.died(process);
    return true;
  }
}
