import type { OutputStream } from './command-context.ts';
import type { Environment } from './environment.ts';
import { formatAge, formatBytes } from './format-quantity.ts';
import type { OutputOptions } from './output.ts';

const limits = { redrawMs: 200 } as const;

export const clearLine = '\r\x1b[K';

interface ProgressScreen {
  readonly environment: Pick<Environment, 'term'>;
  readonly stderr: OutputStream;
}

export interface ProgressTask {
  /** What is done, e.g. "exporting". */
  readonly label: string;
  readonly unit: 'bytes' | 'keys' | 'requests';
  /** Undefined when nobody knows how much there is. */
  readonly total?: number | undefined;
}

/** The line of a long command on the terminal of stderr. */
export interface Progress {
  /** So much more is done. */
  add(amount: number): void;
  /** Removes the line. Call it in a finally, before anything else is printed. */
  end(): void;
}

/** Whether somebody sees a line that is written over and over again. */
export function showsProgress(
  { environment, stderr }: ProgressScreen,
  { quiet }: OutputOptions,
): boolean {
  return Boolean(stderr.isTTY) && !quiet && environment.term !== 'dumb';
}

/** Draws how far a task is, how fast, and how long it will take; nothing where nobody would see it. */
export function createProgress(
  screen: ProgressScreen,
  options: OutputOptions,
  task: ProgressTask,
): Progress {
  if (!showsProgress(screen, options)) return { add: () => undefined, end: () => undefined };
  const { stderr } = screen;
  const startedAt = performance.now();
  let done = 0;
  let drawnAt = startedAt;
  return {
    add: (amount) => {
      done += amount;
      const now = performance.now();
      if (now - drawnAt < limits.redrawMs) return;
      drawnAt = now;
      const text = progressText(task, { done, elapsedMs: now - startedAt });
      stderr.write(`${clearLine}${text.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    end: () => {
      if (drawnAt > startedAt) stderr.write(clearLine);
    },
  };
}

/** "exporting 512 keys of 1024, 50 %, 256/s, 2s left" */
export function progressText(
  { label, unit, total }: ProgressTask,
  { done, elapsedMs }: { readonly done: number; readonly elapsedMs: number },
): string {
  const amount = (count: number): string =>
    unit === 'bytes' ? formatBytes(Math.round(count)) : `${Math.round(count)}`;
  const perSecond = elapsedMs > 0 ? (done / elapsedMs) * 1000 : 0;
  const rate = `${amount(perSecond)}/s`;
  const name = unit === 'bytes' ? '' : ` ${unit}`;
  if (total === undefined || total <= 0) return `${label} ${amount(done)}${name}, ${rate}`;
  const percent = Math.min(Math.floor((done / total) * 100), 100);
  const head = `${label} ${amount(done)}${name} of ${amount(total)}, ${percent} %, ${rate}`;
  if (perSecond === 0) return head;
  return `${head}, ${formatAge((Math.max(total - done, 0) / perSecond) * 1000)} left`;
}
