import { join, resolve } from 'node:path';
import type { MokvError } from '../../shared/errors.ts';
import { type DurableState, inTerm } from '../raft/durable.ts';
import type { Entry, SnapshotMeta } from '../raft/entry.ts';
import { chooseSnapshot } from './choose-snapshot.ts';
import { ChangingDirectory, exists, prepareDirectory } from './directory.ts';
import { corrupt, diskError } from './disk-error.ts';
import { FailureLatch, type StorageFailure } from './failure-latch.ts';
import {
  createLog,
  finishFirstStart,
  firstGeneration,
  removeUnfinishedLogs,
} from './first-start.ts';
import type { Head } from './head-record.ts';
import { HighWaterMark, type Mark } from './high-water-mark.ts';
import { type LogDatabase, openLogDatabase } from './log-database.ts';
import { LogStore } from './log-store.ts';
import { checkNodeFile, otherNode } from './node-file.ts';
import { type FoundLog, readLog } from './read-log.ts';
import { SnapshotDirectory } from './snapshot-directory.ts';
import { Storage } from './storage.ts';
import { verifyTables } from './verify-tables.ts';

export interface StorageOptions {
  readonly dir: string;
  readonly nodeId: string;
  /** Called once, when the storage has failed for good: the node must stop. */
  readonly onFailure: (error: StorageFailure) => void;
}

export interface OpenedStorage {
  readonly storage: Storage;
  readonly durable: DurableState;
  /** Nothing was ever written here: no vote, no entry. */
  readonly firstStart: boolean;
  /** Damage that cost nothing, for the operator: damaged snapshots that the log made up for. */
  readonly repairs: readonly MokvError[];
}

/**
 * Checks all that the data directory holds and returns it, or throws and has changed nothing that counts:
 * CONFIG for a directory in use, of another node or of a newer mokv; CORRUPT for lost or damaged data;
 * DISK; FILE_PERMISSION.
 *
 * A first start goes log, high-water mark, node.json, each complete and durable before the next, so a
 * crash between any two leaves a directory that starts again, and node.json without a log is damage.
 */
export async function openStorage(options: StorageOptions): Promise<OpenedStorage> {
  const dir = resolve(options.dir);
  const opening: Opening = { ...options, paths: pathsIn(dir), opened: [] };
  try {
    return await openChecked(opening);
  } catch (error) {
    for (const resource of opening.opened.reverse()) await resource.close();
    throw diskError(dir, error);
  }
}

interface Paths {
  readonly dir: string;
  readonly node: string;
  readonly log: string;
  readonly highWater: string;
  readonly snapshots: string;
}

interface Opening extends StorageOptions {
  readonly paths: Paths;
  /** To close in reverse order when a check fails. */
  readonly opened: { close(): Promise<void> }[];
}

function pathsIn(dir: string): Paths {
  return {
    dir,
    node: join(dir, 'node.json'),
    log: join(dir, 'log'),
    highWater: join(dir, 'high-water'),
    snapshots: join(dir, 'snapshots'),
  };
}

async function openChecked(opening: Opening): Promise<OpenedStorage> {
  const { paths, opened } = opening;
  const failure = new FailureLatch(opening.onFailure);
  const database = await openDatabase(opening);
  opened.push(database);
  const found = await readLog(database, paths.log);
  const snapshots = await openSnapshots(opening, found.head);
  const { highWaterMark, mark } = await HighWaterMark.open(paths.highWater, failure);
  opened.push(highWaterMark);
  checkMark(paths, found.head, mark);
  const { snapshot, damaged } = await chooseSnapshot(snapshots, found.head.base.index);
  const directory = await ChangingDirectory.open(paths.log);
  opened.push(directory);
  await directory.sync();
  const log = new LogStore({ database, directory, highWaterMark, found });
  const entries = await joinLogToSnapshot(paths, { log, found, snapshot });
  for (const { name } of damaged) await snapshots.remove(name);
  await snapshots.removeTemporaryFiles();
  await removeUnfinishedLogs(paths.dir);
  return {
    storage: new Storage(log, snapshots, failure),
    durable: { hardState: log.hardState, snapshot, entries },
    firstStart: found.head.generation === firstGeneration,
    repairs: damaged.map(({ error }) => error),
  };
}

/** LevelDB's lock keeps every other process out from here on. */
async function openDatabase({ paths, nodeId }: Opening): Promise<LogDatabase> {
  await prepareDirectory(paths.dir);
  const known = await checkNodeFile(paths.node, nodeId);
  if (!(await exists(paths.log))) {
    if (known) throw corrupt(paths.log, 'the log of this node is gone');
    await createLog(paths.log, nodeId);
  }
  await verifyTables(paths.log);
  return openLogDatabase(paths.log, { createIfMissing: false });
}

async function openSnapshots(opening: Opening, head: Head): Promise<SnapshotDirectory> {
  const { paths, nodeId } = opening;
  if (head.nodeId !== nodeId) throw otherNode(paths.log, head.nodeId);
  const snapshots = await SnapshotDirectory.open(paths.snapshots);
  if (await checkNodeFile(paths.node, nodeId)) return snapshots;
  const start = {
    nodePath: paths.node,
    nodeId,
    highWaterPath: paths.highWater,
    highWaterExists: await exists(paths.highWater),
    snapshots: snapshots.names.length,
  };
  await finishFirstStart(start, head);
  return snapshots;
}

/** The log may be ahead of the mark, which follows it, and never behind. */
function checkMark({ log, highWater }: Paths, head: Head, mark: Mark): void {
  if (head.generation < mark.generation) {
    const problem = `acknowledged writes are lost: the log ends at index ${head.last.index} with write ${head.generation}, but ${highWater} knows of index ${mark.lastIndex} with write ${mark.generation}`;
    throw corrupt(log, problem);
  }
  if (head.generation > mark.generation) return;
  if (head.last.index !== mark.lastIndex || head.last.chain !== mark.chain) {
    throw corrupt(log, `it is not the log that ${highWater} knows`);
  }
}

interface Joining {
  readonly log: LogStore;
  readonly found: FoundLog;
  readonly snapshot: SnapshotMeta | undefined;
}

/**
 * The entries to start with. A snapshot that the log does not lead to was installed just before a crash:
 * it is committed state, so the log restarts behind it (Raft paper §7), as the write that the crash
 * prevented would have done.
 */
async function joinLogToSnapshot(paths: Paths, joining: Joining): Promise<readonly Entry[]> {
  const { found, snapshot, log: store } = joining;
  if (snapshot === undefined) return found.entries;
  const { base, last } = found.log;
  const { index, term } = snapshot;
  if (index <= last.index && found.log.positionOf(index).term === term) return found.entries;
  if (index === base.index) {
    const problem = `the snapshot ${index}-${term} is not the one of term ${base.term} that the log begins behind`;
    throw corrupt(paths.snapshots, problem);
  }
  // A snapshot of a later term ends this one; nobody got a vote in the later one yet.
  const hardState = store.hardState.term >= term ? store.hardState : inTerm(store.hardState, term);
  await store.apply({ hardState, resetTo: snapshot, entries: [] });
  return [];
}
