import { SnapshotReader } from './kv/snapshot-reader.ts';
import { Store } from './kv/store.ts';
import type { SnapshotMeta } from './raft/entry.ts';
import type { Done, ReplicaDisk } from './replica/ports.ts';
import type { Storage } from './storage/storage.ts';

/** How far a snapshot is loaded. */
export interface LoadProgress {
  readonly keys: number;
  readonly bytes: number;
  readonly bytesTotal: number;
}

type NoteProgress = (progress: LoadProgress) => void;

/** The disk of the loop: the real storage behind callbacks. */
export function replicaDisk(storage: Storage, note: NoteProgress = ignored): ReplicaDisk {
  return {
    write: (write, done) => settle(storage.write(write), done),
    saveSnapshot: (meta, chunks, done) => settle(saveSnapshot(storage, meta, chunks), done),
    loadSnapshot: (meta, done) => settle(loadStore(storage, meta, note), done),
  };
}

/** The store that the snapshot holds, or an empty one where there is no snapshot yet. */
export async function loadStore(
  storage: Storage,
  meta: SnapshotMeta | undefined,
  note: NoteProgress = ignored,
): Promise<Store> {
  if (meta === undefined) return new Store();
  const bytesTotal = await storage.snapshotSize(meta);
  const reader = new SnapshotReader(meta.index);
  let bytes = 0;
  for await (const chunk of storage.readSnapshot(meta)) {
    reader.push(chunk);
    bytes += chunk.length;
    note({ keys: reader.keys, bytes, bytesTotal });
  }
  return reader.finish();
}

function ignored(): void {}

async function saveSnapshot(
  storage: Storage,
  meta: SnapshotMeta,
  chunks: Iterable<Uint8Array>,
): Promise<void> {
  const sink = await storage.createSnapshot(meta);
  try {
    for (const chunk of chunks) await sink.write(chunk);
    await sink.commit();
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

function settle<Result>(work: Promise<Result>, done: Done<Result>): void {
  work.then(
    (result) => done(undefined, result),
    (error: Error) => done(error, undefined),
  );
}
