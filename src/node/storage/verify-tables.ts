import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { corrupt, isMissing } from './disk-error.ts';
import { findTableDamage } from './table-file.ts';

/**
 * Checks the table files of a LevelDB before it is opened. Only those that its manifest names with their
 * length: a crash may leave others half written, and LevelDB removes them. What is wrong with the manifest
 * itself LevelDB says when it is opened.
 */
export async function verifyTables(logPath: string): Promise<void> {
  const manifest = await readManifest(logPath);
  for (const name of await readdir(logPath)) {
    const number = /^(\d+)\.ldb$/.exec(name)?.[1];
    const bytes = number === undefined ? undefined : await readIfExists(join(logPath, name));
    if (bytes === undefined || !manifest.includes(fileRecord(Number(number), bytes.length)))
      continue;
    const problem = findTableDamage(bytes);
    if (problem !== undefined) throw corrupt(join(logPath, name), problem);
  }
}

async function readManifest(logPath: string): Promise<Buffer> {
  const current = await readIfExists(join(logPath, 'CURRENT'));
  const name = /^MANIFEST-\d+/.exec(current?.toString('latin1') ?? '')?.[0];
  const manifest = name === undefined ? undefined : await readIfExists(join(logPath, name));
  return manifest ?? Buffer.alloc(0);
}

/** Undefined when it is gone: a process that has the log open removes files. */
async function readIfExists(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** How a manifest introduces a table: its number and its length, both as varints. */
function fileRecord(number: number, length: number): Buffer {
  return Buffer.from([...varintOf(number), ...varintOf(length)]);
}

function varintOf(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}
