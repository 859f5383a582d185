import { promises, statSync } from 'node:fs';

const limits = { pollMs: 1000 } as const;

export interface FileWatcher {
  close(): void;
}

/**
 * Calls back when one of the files has changed and then stayed the same for a second, so that a file
 * which is still being written is not read. It polls: that works for files replaced by rename, for
 * symbolic links of mounted secrets and on network file systems, where events get lost. The state
 * before the first change is the one at this call: load the files after it.
 */
export function watchFiles(
  files: readonly string[],
  changed: () => void,
  pollMs: number = limits.pollMs,
): FileWatcher {
  let current = files.map(stateNow).join();
  let settling = current;
  let timer: NodeJS.Timeout;
  const poll = async () => {
    const states = await Promise.all(files.map(stateOf));
    const seen = states.join();
    if (seen !== current && seen === settling) {
      current = seen;
      changed();
    }
    settling = seen;
  };
  let closed = false;
  const schedule = () => {
    if (closed) return;
    timer = setTimeout(() => void poll().then(schedule), pollMs).unref();
  };
  schedule();
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}

const missing = 'missing';

function stateNow(file: string): string {
  try {
    return stateText(statSync(file, { bigint: true }));
  } catch {
    return missing; // whoever loads the file says why it cannot be read
  }
}

async function stateOf(file: string): Promise<string> {
  return promises.stat(file, { bigint: true }).then(stateText, () => missing);
}

function stateText(found: {
  readonly ino: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly size: bigint;
}): string {
  return `${found.ino}:${found.mtimeNs}:${found.ctimeNs}:${found.size}`;
}
