import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const limits = {
  /** Appended to a file before it gets room: the log of a node where little happens stays small. */
  bytesMin: 64 * 1024,
} as const;

/**
 * Gives LevelDB's newest log file its final length early, as a hole that takes no room on the disk. A file that
 * grows with each append makes each sync commit its new length to the journal of the file system, too, which
 * takes half as long again. Readers of LevelDB pass over the zeros behind the last record.
 */
export class LogFileRoom {
  readonly #path: string;
  readonly #roomBytes: number;
  /** Appended since the directory changed last. */
  #bytes = 0;
  #hasRoom = false;

  /** `roomBytes`: LevelDB changes to another file at about this length. */
  constructor(path: string, roomBytes: number) {
    this.#path = path;
    this.#roomBytes = roomBytes;
  }

  /** LevelDB's directory has changed: it may append to another file now. */
  mayBeGone(): void {
    this.#bytes = 0;
    this.#hasRoom = false;
  }

  /** Whether `make` should be called, now that so many bytes more were appended. */
  isDue(bytes: number): boolean {
    this.#bytes += bytes;
    return !this.#hasRoom && this.#bytes >= limits.bytesMin;
  }

  /** Nothing may be appended until it resolves: a file that outgrew its room meanwhile would be cut. */
  async make(): Promise<void> {
    this.#hasRoom = true;
    const name = newestLogFile(await readdir(this.#path));
    if (name === undefined) return;
    const file = await open(join(this.#path, name), 'r+');
    try {
      const { size } = await file.stat();
      if (size < this.#roomBytes) await file.truncate(this.#roomBytes);
    } finally {
      await file.close();
    }
  }
}

/** LevelDB numbers its files upwards. */
function newestLogFile(names: readonly string[]): string | undefined {
  const numbers = names.flatMap((name) => /^(\d+)\.log$/.exec(name)?.[1] ?? []);
  const newest = numbers.reduce((a, b) => (Number(b) > Number(a) ? b : a), '0');
  return newest === '0' ? undefined : `${newest}.log`;
}
