import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MokvError } from '../../shared/errors.ts';
import { fileErrorOf } from '../../shared/file-error.ts';
import { type ConfigEntry, parseConfigText } from './parse-config-text.ts';

/** A configuration has some twenty keys; a YAML parser needs seconds for a megabyte of brackets. */
const limits = { configFileBytesMax: 64 * 1024 } as const;

/** The entries of a configuration file; CONFIG or FILE_PERMISSION when it cannot be used. */
export async function readConfigFile(path: string): Promise<readonly ConfigEntry[]> {
  const bytes = await readBounded(path);
  return parseConfigText(decode(bytes, path), path);
}

async function readBounded(path: string): Promise<Buffer> {
  let handle: FileHandle | undefined;
  try {
    // A named pipe without a writer would block for ever.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const facts = await handle.stat();
    if (!facts.isFile()) throw new MokvError('CONFIG', `${path} is not a file`);
    const buffer = Buffer.alloc(limits.configFileBytesMax + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (bytesRead <= limits.configFileBytesMax) return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw error instanceof MokvError ? error : fileErrorOf(error, 'read', path);
  } finally {
    await handle?.close();
  }
  throw new MokvError('CONFIG', `${path} is larger than ${limits.configFileBytesMax} bytes`, {
    hint: 'give the configuration of the node, lines of the form key: value',
  });
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw notUtf8(path, error);
  }
}

function notUtf8(path: string, cause: unknown): MokvError {
  return new MokvError('CONFIG', `${path} is not valid UTF-8`, { cause });
}
