import type { RevisionChange } from '../../src/node/kv/change.ts';
import { SnapshotReader } from '../../src/node/kv/snapshot-reader.ts';
import { Store } from '../../src/node/kv/store.ts';
import { bootstrapWrite } from '../../src/node/raft/bootstrap.ts';
import type { Server } from '../../src/node/raft/configuration.ts';
import type { Write } from '../../src/node/raft/durable.ts';
import type { SnapshotMeta } from '../../src/node/raft/entry.ts';
import type { RaftMessage } from '../../src/node/raft/messages.ts';
import { Raft } from '../../src/node/raft/raft.ts';
import { defaultRaftSettings } from '../../src/node/raft/settings.ts';
import type { Done, ReplicaPorts } from '../../src/node/replica/ports.ts';
import { Replica } from '../../src/node/replica/replica.ts';
import type { SnapshotLimits } from '../../src/node/replica/snapshots.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { RaftDisk } from './raft-disk.ts';

const manyEntries = Number.MAX_SAFE_INTEGER;

/** A replica whose clock, event loop and disk move only when the test says so. */
export class ReplicaHarness {
  readonly disk = new RaftDisk();
  readonly snapshots = new Map<number, readonly Uint8Array[]>();
  readonly sent: RaftMessage[] = [];
  readonly failures: unknown[] = [];
  readonly restored: number[] = [];
  readonly changes: RevisionChange[] = [];
  readonly replica: Replica;
  now = 0;
  /** What the wall clock says at 0. */
  wallOriginMs = 1_000_000;
  peersReadRounds = true;
  #deferred: (() => void)[] = [];
  #timers: { readonly dueAt: number; readonly work: () => void }[] = [];
  #writing: { readonly write: Write; readonly done: Done<void> } | undefined;

  constructor(voters: readonly string[], snapshotLimits: Partial<SnapshotLimits> = {}) {
    const servers = voters.map(
      (id, position): Server => ({ id, address: `host:${position + 1}`, suffrage: 'voter' }),
    );
    this.disk.apply(bootstrapWrite({ servers }));
    this.replica = new Replica({
      id: 'n1',
      raft: new Raft({
        id: 'n1',
        address: 'host:1',
        settings: defaultRaftSettings,
        random: () => 0.5,
        durable: this.disk,
        now: 0,
      }),
      store: new Store(),
      stuckWriteMs: 1000,
      snapshotLimits: {
        logBytesMin: manyEntries,
        logBytesMax: manyEntries,
        logEntriesMax: manyEntries,
        ...snapshotLimits,
      },
      ports: this.#ports(),
    });
  }

  get write(): Write | undefined {
    return this.#writing?.write;
  }

  /** One turn of the event loop: what was deferred until now. */
  turn(): void {
    const deferred = this.#deferred;
    this.#deferred = [];
    for (const work of deferred) work();
  }

  tick(ms = 20): void {
    this.now += ms;
    const due = this.#timers.filter(({ dueAt }) => dueAt <= this.now);
    this.#timers = this.#timers.filter(({ dueAt }) => dueAt > this.now);
    for (const { work } of due) work();
    this.replica.tick();
  }

  finishWrite(): void {
    const writing = this.#writing;
    if (writing === undefined) throw new Error('no write is under way');
    this.#writing = undefined;
    this.disk.apply(writing.write);
    writing.done(undefined, undefined);
  }

  failWrite(): void {
    this.#writing?.done(new MokvError('DISK', 'the disk is full'), undefined);
  }

  /** Runs turns and finishes writes until nothing is left to do. */
  settle(): void {
    for (let rounds = 0; this.#deferred.length > 0 || this.#writing !== undefined; rounds += 1) {
      if (rounds > 1000) throw new Error('the loop does not come to rest');
      this.turn();
      if (this.#writing !== undefined) this.finishWrite();
    }
  }

  #ports(): ReplicaPorts {
    return {
      now: () => this.now,
      wallClock: () => this.wallOriginMs + this.now,
      defer: (work) => this.#deferred.push(work),
      later: (delayMs, work) => this.#timers.push({ dueAt: this.now + delayMs, work }),
      send: (message) => this.sent.push(message),
      readsRounds: () => this.peersReadRounds,
      fail: (error) => this.failures.push(error),
      observer: {
        raftEvent: () => undefined,
        writeDurable: () => undefined,
        snapshotSaved: () => undefined,
        snapshotRestored: ({ index }) => this.restored.push(index),
        changed: (changes) => this.changes.push(...changes),
        storeReplaced: () => undefined,
      },
      disk: {
        write: (write, done) => {
          this.#writing = { write, done };
        },
        saveSnapshot: (meta, chunks, done) => {
          this.saveSnapshot(meta, [...chunks]);
          this.#deferred.push(() => done(undefined, undefined));
        },
        loadSnapshot: (meta, done) => {
          const reader = new SnapshotReader(meta.index);
          for (const chunk of this.snapshots.get(meta.index) ?? []) reader.push(chunk);
          this.#deferred.push(() => done(undefined, reader.finish()));
        },
      },
    };
  }

  saveSnapshot(meta: SnapshotMeta, chunks: readonly Uint8Array[]): void {
    this.snapshots.set(meta.index, chunks);
    this.disk.snapshot = meta;
  }
}
