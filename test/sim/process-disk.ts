import type { Store } from '../../src/node/kv/store.ts';
import type { Write } from '../../src/node/raft/durable.ts';
import type { SnapshotMeta } from '../../src/node/raft/entry.ts';
import type { Done } from '../../src/node/replica/ports.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { type Batch, storeOf } from './disk-image.ts';
import type { DiskFailure } from './fault.ts';
import type { RunningProcess, SnapshotReceivingDisk, World } from './world.ts';

const limits = {
  bytesPerMs: 50_000,
  snapshotMeanMs: 5,
} as const;

/**
 * The disk as one process sees it. A write becomes durable at one moment and as a whole; a crash before
 * that moment loses it or, when the machine dies between the sync and the answer, keeps it.
 */
export class ProcessDisk implements SnapshotReceivingDisk {
  readonly #process: RunningProcess;
  readonly #world: World;
  readonly #waiting = new Set<() => void>();
  #underWay: { readonly batch: Batch; readonly failure: DiskFailure | undefined } | undefined;

  constructor(process: RunningProcess, world: World) {
    this.#process = process;
    this.#world = world;
  }

  write(write: Write, done: Done<void>): void {
    const { machine, writer } = this.#process;
    if (!this.#process.isAlive || machine.reached('beforeWrite')) return;
    this.#world.watch.writeStarted(this.#process, write);
    const batch = writer.batchOf(write);
    const { failure } = machine.faults;
    machine.faults.failure = undefined;
    const underWay = { batch, failure };
    this.#underWay = underWay;
    this.#after(this.#world.profile.writeMeanMs, batch.bytes, () => {
      if (this.#underWay !== underWay) return;
      this.#underWay = undefined;
      this.#finish(batch, failure, done);
    });
  }

  saveSnapshot(meta: SnapshotMeta, chunks: Iterable<Uint8Array>, done: Done<void>): void {
    const { machine } = this.#process;
    if (!this.#process.isAlive) return;
    this.#after(limits.snapshotMeanMs, 0, () => {
      if (machine.reached('whileSavingSnapshot')) return;
      const failure = machine.faults.snapshotFailure;
      if (failure !== undefined) {
        machine.faults.snapshotFailure = undefined;
        this.#process.run(() => done(diskError(failure), undefined));
        return;
      }
      const payload = Buffer.concat([...chunks]);
      this.#world.watch.snapshotWritten(this.#process, meta, storeOf(meta.index, payload));
      machine.image.saveSnapshot(meta, payload);
      if (machine.reached('snapshotSaved')) return;
      this.#process.run(() => done(undefined, undefined));
    });
  }

  loadSnapshot(meta: SnapshotMeta, done: Done<Store>): void {
    if (!this.#process.isAlive) return;
    this.#after(limits.snapshotMeanMs, 0, () => {
      this.#process.run(() => {
        let store: Store;
        try {
          store = this.#process.machine.image.loadSnapshot(meta);
        } catch (error) {
          if (!(error instanceof MokvError)) throw error;
          done(error, undefined);
          return;
        }
        this.#world.watch.snapshotLoaded(this.#process, meta, store);
        done(undefined, store);
      });
    });
  }

  receiveSnapshot(meta: SnapshotMeta, payload: Buffer, done: () => void): void {
    const { machine } = this.#process;
    if (!this.#process.isAlive) return;
    this.#after(limits.snapshotMeanMs, payload.length, () => {
      if (machine.reached('whileReceivingSnapshot')) return;
      machine.image.saveSnapshot(meta, payload);
      if (machine.reached('snapshotReceived')) return;
      this.#process.run(done);
    });
  }

  hurry(): void {
    for (const work of this.#waiting) this.#world.scheduler.after(1, work);
  }

  crash(): void {
    const { machine } = this.#process;
    const { dice, marks, watch } = this.#world;
    const underWay = this.#underWay;
    this.#underWay = undefined;
    if (dice.disk.chance(0.5)) machine.image.loseMark();
    if (underWay === undefined || underWay.failure !== undefined || machine.faults.losesWrites)
      return;
    if (dice.disk.chance(0.5)) {
      marks.hit('crashWithWriteLost');
      return;
    }
    marks.hit('crashWithWriteDurableUnanswered');
    machine.image.apply(underWay.batch);
    watch.writeDurable(machine, underWay.batch.write);
  }

  #finish(batch: Batch, failure: DiskFailure | undefined, done: Done<void>): void {
    const { machine } = this.#process;
    if (failure !== undefined) {
      this.#fail(batch, failure, done);
      return;
    }
    if (!machine.faults.losesWrites) {
      machine.image.apply(batch);
      this.#world.watch.writeDurable(machine, batch.write);
    }
    if (machine.reached('afterWriteBeforeAnswer')) return;
    this.#process.run(() => done(undefined, undefined));
  }

  /**
   * As LevelDB fails (reliability, fact A2.1): after an append without space it acknowledges and loses
   * what follows; a record whose sync failed may be there after all.
   */
  #fail(batch: Batch, failure: DiskFailure, done: Done<void>): void {
    const { machine } = this.#process;
    machine.faults.losesWrites = true;
    if (failure === 'noSpace' && this.#world.watch.leads(this.#process)) {
      this.#world.marks.hit('leaderHasNoSpace');
    }
    if (failure === 'syncError' && this.#world.dice.disk.chance(0.5)) {
      machine.image.apply(batch);
      this.#world.watch.writeDurable(machine, batch.write);
    }
    this.#process.run(() => done(diskError(failure), undefined));
  }

  #after(meanMs: number, bytes: number, work: () => void): void {
    const { scheduler, dice } = this.#world;
    const { faults } = this.#process.machine;
    const mean = scheduler.now < faults.slowUntil ? Math.max(meanMs, faults.slowMs) : meanMs;
    const duration = dice.disk.exponential(mean) + bytes / limits.bytesPerMs;
    const stalled = Math.max(0, faults.stalledUntil - scheduler.now);
    const once = (): void => {
      if (this.#waiting.delete(once) && this.#process.isAlive) work();
    };
    this.#waiting.add(once);
    scheduler.after(Math.max(duration, stalled), once);
  }
}

function diskError(failure: DiskFailure): MokvError {
  return new MokvError('DISK', failureTexts[failure]);
}

const failureTexts: Readonly<Record<DiskFailure, string>> = {
  noSpace: 'log: no space left on the device',
  readWriteError: 'log: the device reports an error',
  syncError: 'log: the sync failed',
};
