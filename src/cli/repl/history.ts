import { appendFile, chmod, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makePrivateDirectory, writeNewFile } from '../../pki/private-file.ts';
import { errnoCodeOf, fileErrorOf } from '../../shared/file-error.ts';
import { joinCommands } from './quote-word.ts';
import { splitText } from './split-line.ts';

const limits = {
  entriesMax: 1000,
  /** Longer ones stay in memory. */
  savedEntryChars: 10_000,
} as const;

/** What was typed, in memory and, but for what is nobody's business, in a file that its owner alone can read. */
export class History {
  readonly #path: string | undefined;
  readonly #entries: string[];

  private constructor(path: string | undefined, entries: string[]) {
    this.#path = path;
    this.#entries = entries;
  }

  /** Without a path nothing is saved. Rejects with FILE_PERMISSION, CONFIG or DISK. */
  static async open(path: string | undefined): Promise<History> {
    if (path === undefined) return new History(undefined, []);
    await makePrivateDirectory(dirname(path));
    try {
      const entries = (await readEntries(path)).reverse();
      return new History(path, entries.slice(0, limits.entriesMax));
    } catch (error) {
      throw fileErrorOf(error, 'read', path);
    }
  }

  /** The newest first. */
  get entries(): readonly string[] {
    return this.#entries;
  }

  /** Keeps a whole entry, which may have been typed on several lines, as one line. */
  async add(text: string): Promise<void> {
    const entry = onOneLine(text);
    if (entry.trim() === '' || entry === this.#entries[0]) return;
    this.#entries.unshift(entry);
    this.#entries.splice(limits.entriesMax);
    if (this.#path === undefined || !mayBeSaved(entry)) return;
    try {
      await appendFile(this.#path, `${entry}\n`, { mode: 0o600 });
    } catch (error) {
      throw fileErrorOf(error, 'write', this.#path);
    }
  }
}

/** The oldest first; a file that has grown to twice what is kept is cut. */
async function readEntries(path: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
    await chmod(path, 0o600);
  } catch (error) {
    if (errnoCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
  const entries = text.split('\n').filter((line) => line !== '');
  if (entries.length <= 2 * limits.entriesMax) return entries;
  const kept = entries.slice(-limits.entriesMax);
  const cut = `${kept.join('\n')}\n`;
  await writeNewFile({ path, text: cut, access: 'private', ifPresent: 'replace' });
  return kept;
}

function onOneLine(text: string): string {
  if (!text.includes('\n')) return text;
  const commands = splitText(text).commands.filter((words) => words.length > 0);
  const start = text.startsWith(' ') ? ' ' : '';
  return `${start}${joinCommands(commands.map((words) => words.map(({ value }) => value)))}`;
}

/** As shells have it, a blank in front keeps a line out; so does anything that holds a secret. */
function mayBeSaved(entry: string): boolean {
  if (/^\s/.test(entry) || entry.length > limits.savedEntryChars) return false;
  return splitText(entry).commands.every((command) => {
    const words = command.map(({ value }) => value);
    const isPolicy = words.join(' ').includes('acl policy set');
    return !isPolicy && !words.some((word) => /^--secret(=|$)/.test(word));
  });
}
