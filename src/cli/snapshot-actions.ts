import { access } from 'node:fs/promises';
import {
  originRecord,
  readSnapshotFile,
  type SnapshotContents,
  type SnapshotOrigin,
  snapshotBytes,
  snapshotData,
  writeSnapshotFile,
} from '../client/snapshot-file.ts';
import { MokvError } from '../shared/errors.ts';
import { invariant } from '../shared/invariant.ts';
import type { CommandContext } from './command-context.ts';
import { type ConfirmOptions, confirm, requireAnswer } from './confirm.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { count, formatBytes } from './format-quantity.ts';
import { type OutputOptions, printResult, write } from './output.ts';
import { createProgress, type Progress } from './progress.ts';
import { withSpooledStdin } from './spooled-stdin.ts';

export interface SaveOptions extends ConnectionOptions, OutputOptions {
  readonly force?: boolean;
}

export interface RestoreOptions extends ConnectionOptions, OutputOptions, ConfirmOptions {
  readonly dryRun?: boolean;
}

export async function saveSnapshot(
  context: CommandContext,
  file: string,
  options: SaveOptions,
): Promise<void> {
  if (file === '-') return saveToStdout(context, options);
  if (!options.force && (await exists(file))) {
    throw new MokvError('ALREADY_EXISTS', `${file} exists already`, {
      hint: 'give another name, or --force to replace it',
    });
  }
  const { origin, result: fileBytes } = await saving(context, options, (pieces) =>
    writeSnapshotFile(file, pieces),
  );
  const text = `saved ${count(origin.keys, 'key')} of revision ${origin.revision} from ${origin.nodeId} to ${file}, ${formatBytes(fileBytes)}`;
  const record = { file, ...originRecord(origin), file_bytes: fileBytes };
  await printResult(context, options, { text: escapeLine(text), record });
}

async function saveToStdout(context: CommandContext, options: SaveOptions): Promise<void> {
  const { stdout } = context;
  if (stdout.isTTY) {
    throw new MokvError('USAGE', 'a snapshot is not for a terminal', {
      hint: "as in 'mokv snapshot save - > backup.snap', or name a file",
    });
  }
  await saving(context, options, async (pieces) => {
    for await (const piece of pieces) await write(stdout, piece);
  });
}

async function saving<Result>(
  context: CommandContext,
  options: SaveOptions,
  take: (pieces: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<{ readonly origin: SnapshotOrigin; readonly result: Result }> {
  let started: { readonly origin: SnapshotOrigin; readonly progress: Progress } | undefined;
  let known = 0;
  const onRecords = (origin: SnapshotOrigin, records: number): void => {
    const task = { label: 'saving', unit: 'keys', total: origin.keys } as const;
    started ??= { origin, progress: createProgress(context, options, task) };
    started.progress.add(records - known);
    known = records;
  };
  try {
    const result = await withClient(context, options, ({ cluster }, call) =>
      take(snapshotBytes(cluster.saveSnapshot(call), onRecords)),
    );
    invariant(started !== undefined, 'a snapshot has at least a header');
    return { origin: started.origin, result };
  } finally {
    started?.progress.end();
  }
}

/** UNHEALTHY for a file that is damaged. */
export async function verifySnapshot(
  context: CommandContext,
  file: string,
  options: OutputOptions,
): Promise<void> {
  const contents = await withFile(context, file, (path) => examined(context, options, path));
  await printResult(context, options, {
    text: escapeLine(`OK: ${nameOf(file)} has ${summaryOf(contents)}`),
    record: contentsRecord(contents),
  });
}

export async function inspectSnapshot(
  context: CommandContext,
  file: string,
  options: OutputOptions,
): Promise<void> {
  const contents = await withFile(context, file, (path) => examined(context, options, path));
  const { origin, fileBytes, keyBytes, valueBytes, expiringKeys } = contents;
  const rows = [
    ['from', `${origin.nodeId}, mokv ${origin.version}`],
    ['taken', new Date(origin.timeMs).toISOString()],
    ['revision', `${origin.revision}`],
    ['log', `entry ${origin.index} of term ${origin.term}`],
    ['keys', `${origin.keys}, ${expiringKeys} of them with an end`],
    ['size', `keys ${formatBytes(keyBytes)}, values ${formatBytes(valueBytes)}`],
    ['file', formatBytes(fileBytes)],
  ] as const;
  await printResult(context, options, {
    text: rows.map(([name, text]) => escapeLine(`${`${name}:`.padEnd(10)}${text}`)).join('\n'),
    record: contentsRecord(contents),
  });
}

/** The file is read to its end before anything is asked or sent. */
export async function restoreSnapshot(
  context: CommandContext,
  file: string,
  options: RestoreOptions,
): Promise<void> {
  if (!options.dryRun) requireAnswer(context, options, 'replacing all keys');
  await withFile(context, file, async (path) => {
    const contents = await examined(context, options, path);
    if (!options.dryRun && !options.yes) await askBefore(context, options, contents);
    await restore(context, options, { path, contents });
  });
}

async function askBefore(
  context: CommandContext,
  options: RestoreOptions,
  contents: SnapshotContents,
): Promise<void> {
  const { keys, revision } = await withClient(context, options, ({ cluster }, call) =>
    cluster.leaderStatus(call),
  );
  const now = `all ${count(keys, 'key')} of revision ${revision}`;
  await confirm(context, options, `Replace ${now} by ${summaryOf(contents)}?`);
}

async function restore(
  context: CommandContext,
  options: RestoreOptions,
  { path, contents }: { readonly path: string; readonly contents: SnapshotContents },
): Promise<void> {
  const dryRun = options.dryRun ?? false;
  const label = dryRun ? 'checking' : 'restoring';
  const task = { label, unit: 'bytes', total: contents.fileBytes } as const;
  const progress = createProgress(context, options, task);
  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const data of snapshotData(path)) {
      progress.add(data.length);
      yield data;
    }
  }
  const snapshot = { read, digest: contents.digest };
  const answer = await withClient(context, options, ({ cluster }, call) =>
    cluster.restoreSnapshot(snapshot, { ...call, dryRun }),
  ).finally(() => progress.end());
  const { revision, keys, keysBefore } = answer;
  const text = dryRun
    ? `would replace ${count(keysBefore, 'key')} by ${count(keys, 'key')} of revision ${contents.origin.revision}`
    : `OK rev ${revision}: ${count(keys, 'key')} in place of ${keysBefore}`;
  const record = { rev: revision, keys, keys_before: keysBefore, dry_run: dryRun };
  await printResult(context, options, { text, record });
}

/** CORRUPT is what the file is; for who wants to know whether it is whole, it is not healthy. */
async function examined(
  context: CommandContext,
  options: OutputOptions,
  path: string,
): Promise<SnapshotContents> {
  const progress = createProgress(context, options, { label: 'reading', unit: 'bytes' });
  try {
    return await readSnapshotFile(path, (bytes) => progress.add(bytes));
  } catch (error) {
    throw error instanceof MokvError && error.code === 'CORRUPT' ? unhealthy(error) : error;
  } finally {
    progress.end();
  }
}

function unhealthy(error: MokvError): MokvError {
  return new MokvError('UNHEALTHY', error.message, { hint: error.hint, cause: error });
}

/** A file that comes through a pipe is kept aside while it is needed. */
function withFile<Result>(
  context: CommandContext,
  file: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  return file === '-' ? withSpooledStdin(context, use) : use(file);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function nameOf(file: string): string {
  return file === '-' ? 'stdin' : file;
}

function summaryOf({ origin }: SnapshotContents): string {
  const date = new Date(origin.timeMs).toISOString();
  return `${count(origin.keys, 'key')} of revision ${origin.revision}, taken from ${origin.nodeId} on ${date}`;
}

function contentsRecord(contents: SnapshotContents): object {
  const { origin, fileBytes, keyBytes, valueBytes, expiringKeys } = contents;
  return {
    ...originRecord(origin),
    file_bytes: fileBytes,
    key_bytes: keyBytes,
    value_bytes: valueBytes,
    expiring_keys: expiringKeys,
  };
}
