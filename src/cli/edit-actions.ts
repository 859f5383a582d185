import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Condition, SetResult } from '../client/kv-api.ts';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { type OutputOptions, printResult, write } from './output.ts';
import { runChild } from './run-child.ts';
import { doneText } from './write-options.ts';

export type EditOptions = ConnectionOptions & OutputOptions;

/** Lets an editor change a copy of the value, and sets it if the key is still what it was. */
export async function editKey(
  context: CommandContext,
  key: string,
  options: EditOptions,
): Promise<void> {
  const before = await readBefore(context, key, options);
  const directory = await mkdtemp(join(tmpdir(), 'mokv-edit-'));
  const path = join(directory, 'value');
  let isKept = false;
  try {
    await writeFile(path, before.value, { mode: 0o600 });
    await runEditor(context, path);
    const value = await readFile(path);
    if (value.equals(before.value)) {
      if (!options.quiet) await write(context.stderr, 'mokv: the value was not changed\n');
      return;
    }
    isKept = true;
    const { revision, created } = await save(context, options, { key, value, path, before });
    isKept = false;
    const record = { key, rev: revision, created };
    await printResult(context, options, { text: doneText(revision), record });
  } finally {
    if (!isKept) await rm(directory, { recursive: true });
  }
}

interface Before {
  readonly value: Uint8Array;
  readonly condition: Condition;
}

function readBefore(context: CommandContext, key: string, options: EditOptions): Promise<Before> {
  return withClient(context, options, async (client, call) => {
    try {
      const { value, modRevision } = await client.get(key, call);
      return { value, condition: { type: 'revision', revision: modRevision } };
    } catch (error) {
      if (!(error instanceof MokvError) || error.code !== 'NOT_FOUND') throw error;
      return { value: new Uint8Array(0), condition: { type: 'absent' } };
    }
  });
}

/** The variable may hold flags, too: it is a piece of a shell command, as everywhere. */
async function runEditor({ environment, signal }: CommandContext, path: string): Promise<void> {
  const editor = environment.visual ?? environment.editor ?? 'vi';
  const words = ['sh', '-c', `${editor} "$1"`, 'sh', path];
  const code = await runChild({ words, variables: {}, interruption: signal });
  if (signal.aborted) throw new MokvError('CANCELLED', 'interrupted');
  if (code === 0) return;
  throw new MokvError('CANCELLED', `the editor ended with ${code}; nothing was changed`, {
    hint: `EDITOR or VISUAL names it: ${quoted(editor)}`,
  });
}

interface Edited {
  readonly key: string;
  readonly value: Uint8Array;
  readonly path: string;
  readonly before: Before;
}

async function save(
  context: CommandContext,
  options: EditOptions,
  { key, value, path, before: { condition } }: Edited,
): Promise<SetResult> {
  try {
    return await withClient(context, options, (client, call) =>
      client.set(key, value, { ...call, condition, keepTtl: true }),
    );
  } catch (error) {
    throw error instanceof MokvError ? unsaved(error, key, path) : error;
  }
}

function unsaved(cause: MokvError, key: string, path: string): MokvError {
  const { code, metadata } = cause;
  const isConflict = code === 'CONDITION_FAILED';
  const message = isConflict ? `${quoted(key)} was changed meanwhile` : cause.message;
  return new MokvError(code, message, { hint: `what you wrote is in ${path}`, metadata, cause });
}
