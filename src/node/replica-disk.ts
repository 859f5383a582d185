import { SnapshotReader } from './kv/snapshot-reader.ts';
import { Store } from './kv/store.ts';
import type { SnapshotMeta } from './raft/entry.ts';
import type { Done, ReplicaDisk } from './replica/ports.ts';
import type { Storage } from './storage/storage.ts';

/** The disk of the loop: the real storage behind callbacks. */
export function replicaDisk(storage: Storage): ReplicaDisk {
  return {
    write: (write, done) => settle(storage.write(write), done),
    saveSnapshot: (meta, chunks, done) => settle(saveSnapshot(storage, meta, chunks), done),
    loadSnapshot: (meta, done) => settle(loadStore(storage, meta), done),
  };
}

/** The store that the snapshot holds, or an empty one where there is no snapshot yet. */
export async function loadStore(storage: Storage, meta: SnapshotMeta | undefined): Promise<Store> {
  if (meta === undefined) return new Store();
  const reader = new SnapshotReader(meta.index);
  for await (const chunk of storage.readSnapshot(meta)) reader.push(chunk);
  return reader.finish();
}

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
