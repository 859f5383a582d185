import { type FileHandle, open } from 'node:fs/promises';
import { MokvError, messageOf } from '../../../shared/errors.ts';
import { fileErrorOf } from '../../../shared/file-error.ts';
import { Keyring } from './keyring.ts';
import { replaceFile } from './replace-file.ts';

const limits = { fileBytesMax: 64 * 1024 } as const;

/** Access of anybody but the owner. */
const othersMode = 0o077;

/**
 * Reads the keys of the pool: one in base64, as `mokv cert` makes it, or a JSON array of them with the
 * primary first, as Serf keeps it. Rejects with CONFIG when the file is readable by others or holds
 * anything else, FILE_PERMISSION when it cannot be read.
 */
export async function readKeyFile(path: string): Promise<Keyring> {
  const [first, ...others] = keyTexts(await privateText(path), path).map((text) => {
    const key = keyOf(text);
    if (key === undefined) throw malformedFile(path, 'a key is not base64');
    return key;
  });
  if (first === undefined) throw malformedFile(path, 'it holds no key');
  try {
    return new Keyring([first, ...others]);
  } catch (cause) {
    throw malformedFile(path, messageOf(cause), cause);
  }
}

/** Writes all keys in Serf's form. Rejects with FILE_PERMISSION, CONFIG or DISK. */
export async function writeKeyFile(path: string, keyring: Keyring): Promise<void> {
  const texts = keyring.keys.map((key) => Buffer.from(key).toString('base64'));
  await replaceFile(path, `${JSON.stringify(texts, undefined, 2)}\n`);
}

/** The raw key; undefined when the text is not base64 in its one canonical form. */
function keyOf(text: string): Buffer | undefined {
  const key = Buffer.from(text, 'base64');
  return key.toString('base64') === text ? key : undefined;
}

async function privateText(path: string): Promise<string> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw fileErrorOf(cause, 'read', path);
  }
  try {
    const { mode, size } = await file.stat();
    if ((mode & othersMode) !== 0) {
      throw new MokvError('CONFIG', `${path} holds gossip keys and others may read it`, {
        hint: `chmod 600 ${path}`,
      });
    }
    if (size > limits.fileBytesMax) throw malformedFile(path, 'it is too long for a key file');
    return await file.readFile('utf8');
  } catch (cause) {
    throw cause instanceof MokvError ? cause : fileErrorOf(cause, 'read', path);
  } finally {
    await file.close();
  }
}

function keyTexts(text: string, path: string): readonly string[] {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return trimmed === '' ? [] : [trimmed];
  const value = parsed(trimmed);
  const isKeys = Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (!isKeys) throw malformedFile(path, 'it is no JSON array of keys');
  return value;
}

/** The cause is left out: a JSON error quotes what it read. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function malformedFile(path: string, what: string, cause?: unknown): MokvError {
  return new MokvError('CONFIG', `${path} is no file of gossip keys: ${what}`, {
    hint: 'make a new one with: mokv cert init',
    cause,
  });
}
