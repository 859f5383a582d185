import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HardState, Write } from '../../src/node/raft/durable.ts';
import type { Entry, SnapshotMeta } from '../../src/node/raft/entry.ts';
import { type OpenedStorage, openStorage } from '../../src/node/storage/open-storage.ts';
import type { Storage } from '../../src/node/storage/storage.ts';

const made: string[] = [];
/** A Buffer, as the storage returns it: toEqual tells it from a Uint8Array. */
const noData = Buffer.alloc(0);

/** A path in a new directory of its own, where nothing exists yet. */
export async function newDataDirectory(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'mokv-storage-'));
  made.push(parent);
  return join(parent, 'data');
}

export async function copyOf(dir: string): Promise<string> {
  const copy = await newDataDirectory();
  await cp(dir, copy, { recursive: true });
  return copy;
}

export async function removeDataDirectories(): Promise<void> {
  for (const parent of made.splice(0)) await rm(parent, { recursive: true, force: true });
}

export function openNode(dir: string, nodeId = 'n1'): Promise<OpenedStorage> {
  return openStorage({
    dir,
    nodeId,
    onFailure: (error) => {
      throw error;
    },
  });
}

/** What a start finds, with the storage closed again. */
export async function durableIn(dir: string): Promise<OpenedStorage['durable']> {
  const { storage, durable } = await openNode(dir);
  await storage.close();
  return durable;
}

export function entry(index: number, term: number, text = `entry ${index} of term ${term}`): Entry {
  const data = Buffer.from(text);
  return { index, term, type: 0, data, extensions: noData, appendedAt: noData };
}

export function entriesBetween(first: number, last: number, term: number): Entry[] {
  const count = Math.max(0, last - first + 1);
  return Array.from({ length: count }, (_, offset) => entry(first + offset, term));
}

export function hardState(term: number, votedFor = ''): HardState {
  return { term, votedFor, votedForAddress: votedFor === '' ? '' : `${votedFor}:7000` };
}

export function snapshotMeta(index: number, term: number): SnapshotMeta {
  const servers = [{ id: 'n1', address: '127.0.0.1:7000', suffrage: 'voter' as const }];
  return { index, term, configuration: { servers }, configurationIndex: 1 };
}

/** Numbers the writes as the core does. */
export class Writer {
  readonly storage: Storage;
  #sequence = 0;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  write(change: Partial<Omit<Write, 'sequence'>>): Promise<void> {
    this.#sequence += 1;
    return this.storage.write({ entries: [], ...change, sequence: this.#sequence });
  }

  async saveSnapshot(meta: SnapshotMeta, payload: Uint8Array): Promise<void> {
    const sink = await this.storage.createSnapshot(meta);
    await sink.write(payload);
    await sink.commit();
  }
}
