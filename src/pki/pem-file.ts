import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import { quoted } from '../shared/quoted.ts';

const limits = { pemBytesMax: 1024 * 1024 } as const;

export interface PemBlock {
  /** What stands behind BEGIN, e.g. `CERTIFICATE`. */
  readonly label: string;
  /** With its BEGIN and END lines. */
  readonly text: string;
  /** Counts from 1. */
  readonly line: number;
}

export interface PemFile {
  readonly blocks: readonly PemBlock[];
  readonly stats: Stats;
}

/**
 * The blocks of a PEM file, of which there is at least one. Blank lines and lines that start with #
 * may stand between them. Rejects with CONFIG or FILE_PERMISSION.
 */
export async function readPemFile(path: string): Promise<PemFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) throw new MokvError('CONFIG', `${path} is not a file`);
    if (stats.size > limits.pemBytesMax) {
      throw new MokvError('CONFIG', `${path} is larger than ${limits.pemBytesMax} bytes`);
    }
    return { blocks: parsePem(await handle.readFile('latin1'), path), stats };
  } catch (error) {
    throw error instanceof MokvError ? error : fileErrorOf(error, 'read', path);
  } finally {
    await handle?.close();
  }
}

/** Throws CONFIG with the line of what is no PEM. */
export function parsePem(text: string, path: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.startsWith('#')) continue;
    const label = /^-----BEGIN ([A-Z0-9 ]+)-----\s*$/.exec(line)?.[1];
    if (label === undefined) {
      throw new MokvError(
        'CONFIG',
        `${path}:${at + 1}: ${quoted(line)} stands outside of a PEM block`,
        {
          hint: 'keep only what is between BEGIN and END lines',
        },
      );
    }
    const end = endOfBlock(lines, at, label);
    if (end === undefined) {
      throw new MokvError('CONFIG', `${path}:${at + 1}: the ${label} block has no end`);
    }
    blocks.push({ label, text: `${lines.slice(at, end + 1).join('\n')}\n`, line: at + 1 });
    at = end;
  }
  if (blocks.length > 0) return blocks;
  throw new MokvError('CONFIG', `${path} holds no PEM block`, {
    hint: 'a file of certificates has lines of the form -----BEGIN CERTIFICATE-----',
  });
}

function endOfBlock(lines: readonly string[], begin: number, label: string): number | undefined {
  for (let at = begin + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('-----'))
      return line.trimEnd() === `-----END ${label}-----` ? at : undefined;
  }
  return undefined;
}
