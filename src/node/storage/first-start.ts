import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exists, syncDirectory, syncFilesIn } from './directory.ts';
import { corrupt } from './disk-error.ts';
import { encodeHead, type Head } from './head-record.ts';
import { HighWaterMark } from './high-water-mark.ts';
import { headKey, openLogDatabase } from './log-database.ts';
import { originAt } from './log-record.ts';
import { markOf } from './log-store.ts';
import { writeNodeFile } from './node-file.ts';

/** The generation of a log that was made and never written to. */
export const firstGeneration = 1;

/**
 * Makes an empty log under another name and moves it to `path` when all of it is durable, so that what
 * stands there always opens. When another process was faster, its log stays: it may even have removed
 * ours as unfinished.
 */
export async function createLog(path: string, nodeId: string): Promise<void> {
  const unfinished = await mkdtemp(join(dirname(path), unfinishedPrefix));
  try {
    await writeFirstHead(unfinished, nodeId);
    await rename(unfinished, path);
  } catch (error) {
    if (!(await exists(path))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  }
  await syncDirectory(dirname(path));
}

export interface FirstStart {
  readonly nodePath: string;
  readonly nodeId: string;
  readonly highWaterPath: string;
  readonly highWaterExists: boolean;
  readonly snapshots: number;
}

/** Adds what a first start makes after the log. Throws CORRUPT when this is no first start. */
export async function finishFirstStart(start: FirstStart, head: Head): Promise<void> {
  if (head.generation !== firstGeneration || start.snapshots > 0) {
    throw corrupt(start.nodePath, 'is gone, though the directory holds the state of a node');
  }
  if (!start.highWaterExists) await HighWaterMark.create(start.highWaterPath, markOf(head));
  await writeNodeFile(start.nodePath, start.nodeId);
}

/** What interrupted first starts left. The caller holds the lock of the log. */
export async function removeUnfinishedLogs(dir: string): Promise<void> {
  for (const file of await readdir(dir)) {
    if (file.startsWith(unfinishedPrefix))
      await rm(join(dir, file), { recursive: true, force: true });
  }
}

const unfinishedPrefix = 'log.new-';

async function writeFirstHead(path: string, nodeId: string): Promise<void> {
  const database = await openLogDatabase(path, { createIfMissing: true });
  try {
    await database.put(headKey, encodeHead(firstHead(nodeId)), { sync: true });
  } finally {
    await database.close();
  }
  await syncFilesIn(path);
}

function firstHead(nodeId: string): Head {
  const origin = originAt(0, 0);
  return {
    generation: firstGeneration,
    nodeId,
    hardState: { term: 0, votedFor: '', votedForAddress: '' },
    base: origin,
    last: origin,
  };
}
