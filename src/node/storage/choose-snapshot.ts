import type { MokvError } from '../../shared/errors.ts';
import { invariant } from '../../shared/invariant.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import { corrupt, diskError } from './disk-error.ts';
import type { SnapshotDirectory, SnapshotName } from './snapshot-directory.ts';

export interface SnapshotChoice {
  readonly snapshot: SnapshotMeta | undefined;
  /** Newer ones that the log makes up for. */
  readonly damaged: readonly { readonly name: SnapshotName; readonly error: MokvError }[];
}

/**
 * The newest intact snapshot, every byte of it read. It must cover what the log has forgotten, which is
 * everything up to `baseIndex`: otherwise CORRUPT, naming the damaged or missing file.
 */
export async function chooseSnapshot(
  snapshots: SnapshotDirectory,
  baseIndex: number,
): Promise<SnapshotChoice> {
  const damaged: { name: SnapshotName; error: MokvError }[] = [];
  for (const name of snapshots.names) {
    if (name.index < baseIndex) break;
    try {
      return { snapshot: await verify(snapshots, name), damaged };
    } catch (error) {
      const translated = diskError(snapshots.pathOf(name), error);
      if (translated.code !== 'CORRUPT') throw translated;
      damaged.push({ name, error: translated });
    }
  }
  if (baseIndex === 0) return { snapshot: undefined, damaged };
  throw (
    damaged[0]?.error ??
    corrupt(snapshots.path, `the log begins behind index ${baseIndex}, but no snapshot reaches it`)
  );
}

async function verify(snapshots: SnapshotDirectory, name: SnapshotName): Promise<SnapshotMeta> {
  const file = await snapshots.openFile(name);
  try {
    let bytes = 0;
    for await (const chunk of file.payload()) bytes += chunk.length;
    invariant(bytes === file.payloadBytes, 'a verified snapshot is complete');
    return file.meta;
  } finally {
    await file.close();
  }
}
