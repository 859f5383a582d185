import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MokvError } from '../../shared/errors.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import { makePrivateDirectory, syncDirectory } from './directory.ts';
import { corrupt, diskError, isMissing } from './disk-error.ts';
import { SnapshotFile } from './snapshot-reader.ts';
import { SnapshotSink } from './snapshot-writer.ts';

/** What a snapshot file's name says. */
export interface SnapshotName {
  readonly index: number;
  readonly term: number;
}

/** The snapshot files of a node: `<index>-<term>.snap`, and `.tmp` while one is written. */
export class SnapshotDirectory {
  readonly path: string;
  /** Newest first. */
  #names: readonly SnapshotName[];
  #sinks = 0;

  private constructor(path: string, names: readonly SnapshotName[]) {
    this.path = path;
    this.#names = names;
  }

  static async open(path: string): Promise<SnapshotDirectory> {
    await makePrivateDirectory(path);
    const names = (await readdir(path)).flatMap((file) => nameOf(file) ?? []);
    return new SnapshotDirectory(path, names.sort(newestFirst));
  }

  get names(): readonly SnapshotName[] {
    return this.#names;
  }

  has({ index, term }: SnapshotName): boolean {
    return this.#names.some((name) => name.index === index && name.term === term);
  }

  pathOf({ index, term }: SnapshotName): string {
    return join(this.path, `${index}-${term}.snap`);
  }

  createSink(meta: SnapshotMeta): Promise<SnapshotSink> {
    this.#sinks += 1;
    const final = this.pathOf(meta);
    const temporary = `${final}.${this.#sinks}.tmp`;
    return SnapshotSink.create({ final, temporary }, meta, () => this.#committed(meta));
  }

  /** The caller closes it. NOT_FOUND when newer snapshots have replaced it; CORRUPT; DISK. */
  async openFile(name: SnapshotName): Promise<SnapshotFile> {
    const path = this.pathOf(name);
    const file = await SnapshotFile.open(path).catch((error: unknown) => {
      if (!isMissing(error)) throw diskError(path, error);
      throw new MokvError('NOT_FOUND', `${path} is gone: newer snapshots have replaced it`, {
        cause: error,
      });
    });
    if (file.meta.index === name.index && file.meta.term === name.term) return file;
    await file.close();
    throw corrupt(path, `it holds the snapshot ${file.meta.index}-${file.meta.term}`);
  }

  async remove(name: SnapshotName): Promise<void> {
    await rm(this.pathOf(name), { force: true });
    this.#names = this.#names.filter((kept) => kept !== name);
  }

  /** What an interrupted writer left. */
  async removeTemporaryFiles(): Promise<void> {
    for (const file of await readdir(this.path)) {
      if (file.endsWith('.tmp')) await rm(join(this.path, file));
    }
    await syncDirectory(this.path);
  }

  async #committed({ index, term }: SnapshotMeta): Promise<void> {
    if (!this.has({ index, term })) {
      this.#names = [...this.#names, { index, term }].sort(newestFirst);
    }
    for (const name of this.#names.slice(limits.snapshotsKept)) await this.remove(name);
  }
}

const limits = {
  /** The second one counts when the newest is damaged and the log still reaches back to it. */
  snapshotsKept: 2,
} as const;

function nameOf(file: string): SnapshotName | undefined {
  const [, index, term] = /^(\d{1,16})-(\d{1,16})\.snap$/.exec(file) ?? [];
  if (index === undefined || term === undefined) return undefined;
  return { index: Number(index), term: Number(term) };
}

function newestFirst(a: SnapshotName, b: SnapshotName): number {
  return b.index - a.index || b.term - a.term;
}
