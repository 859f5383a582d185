import { MokvError } from '../../shared/errors.ts';
import { encodeSnapshot } from '../kv/encode-snapshot.ts';
import type { Store } from '../kv/store.ts';
import type { Entry, SnapshotMeta } from '../raft/entry.ts';
import type { Raft } from '../raft/raft.ts';
import type { Done, ReplicaPorts } from './ports.ts';

/** When the log behind the last snapshot is long enough for the next one. */
export interface SnapshotLimits {
  /** A snapshot is due when that log holds this many bytes of entries ... */
  readonly logBytesMin: number;
  /** ... or as many as the store, whichever is more, so that a large store is not written too often. */
  readonly logBytesMax: number;
  /** ... or this many entries, because each costs memory beyond its bytes. */
  readonly logEntriesMax: number;
}

export const defaultSnapshotLimits: SnapshotLimits = {
  logBytesMin: 64 * 1024 * 1024,
  logBytesMax: 256 * 1024 * 1024,
  logEntriesMax: 100_000,
};

/** Decides when the log is long enough for a snapshot and has it written, one at a time. */
export class Snapshots {
  readonly #ports: ReplicaPorts;
  readonly #limits: SnapshotLimits;
  readonly #taken: (meta: SnapshotMeta) => void;
  #appliedTerm = 0;
  #bytesSince = 0;
  #entriesSince = 0;
  #saving = false;

  constructor(ports: ReplicaPorts, limits: SnapshotLimits, taken: (meta: SnapshotMeta) => void) {
    this.#ports = ports;
    this.#limits = limits;
    this.#taken = taken;
  }

  applied(entry: Entry): void {
    this.#appliedTerm = entry.term;
    this.#bytesSince += entry.data.length;
    this.#entriesSince += 1;
  }

  restored(meta: SnapshotMeta): void {
    this.#appliedTerm = meta.term;
    this.#bytesSince = 0;
    this.#entriesSince = 0;
  }

  saveIfDue(raft: Raft, store: Store): void {
    if (!this.#saving && this.#due(store)) this.#save(raft, store, () => undefined);
  }

  /** Saves one now and answers with the index that it covers; UNAVAILABLE while another is being written. */
  take(raft: Raft, store: Store, done: Done<number>): void {
    if (this.#saving) {
      done(
        new MokvError('UNAVAILABLE', 'a snapshot is being written', { hint: 'retry' }),
        undefined,
      );
    } else if (this.#entriesSince === 0) {
      done(undefined, store.appliedIndex);
    } else {
      this.#save(raft, store, done);
    }
  }

  #save(raft: Raft, store: Store, done: Done<number>): void {
    const image = store.image();
    const { configuration, configurationIndex } = raft.configurationAt(image.appliedIndex);
    const meta: SnapshotMeta = {
      index: image.appliedIndex,
      term: this.#appliedTerm,
      configuration,
      configurationIndex,
    };
    const started = this.#ports.now();
    this.#saving = true;
    this.#bytesSince = 0;
    this.#entriesSince = 0;
    this.#ports.disk.saveSnapshot(meta, encodeSnapshot(image.state), (error) => {
      this.#saving = false;
      if (error !== undefined) {
        done(error, undefined);
        return this.#ports.fail(error);
      }
      this.#ports.observer.snapshotSaved(meta, this.#ports.now() - started);
      this.#taken(meta);
      done(undefined, meta.index);
    });
  }

  #due(store: Store): boolean {
    const { logBytesMin, logBytesMax, logEntriesMax } = this.#limits;
    if (this.#entriesSince >= logEntriesMax) return true;
    const enough = Math.min(Math.max(store.bytes, logBytesMin), logBytesMax);
    return this.#bytesSince >= enough;
  }
}
