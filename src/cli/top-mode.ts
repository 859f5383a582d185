import type { Environment } from './environment.ts';

export interface TopModeOptions {
  readonly once?: boolean;
  readonly check?: boolean;
  readonly batch?: boolean;
  readonly count?: number;
  readonly output?: string;
}

/** How `mokv top` shows the cluster: one page, a line for each interval, what changes, or the screen. */
export type TopMode = 'once' | 'batch' | 'changes' | 'screen';

interface Terminal {
  readonly environment: Pick<Environment, 'term' | 'screenReader'>;
  /** Whether both streams are terminals. */
  readonly isTerminal: () => boolean;
}

export function topMode(
  { once, check, batch, count, output }: TopModeOptions,
  { environment, isTerminal }: Terminal,
): TopMode {
  if (once || check) return 'once';
  const isJson = output === 'json' || output === 'ndjson';
  if (batch || count !== undefined || isJson) return 'batch';
  if (environment.screenReader === 'true') return 'changes';
  return environment.term === 'dumb' || !isTerminal() ? 'batch' : 'screen';
}

/** As the C library decides: LC_ALL before LC_CTYPE before LANG. Without any of them it is ASCII. */
export function charsetOf({
  lcAll,
  lcCtype,
  lang,
}: Pick<Environment, 'lcAll' | 'lcCtype' | 'lang'>): 'unicode' | 'ascii' {
  return /utf-?8/i.test(lcAll ?? lcCtype ?? lang ?? '') ? 'unicode' : 'ascii';
}
