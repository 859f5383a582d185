import { isAbsolute, resolve } from 'node:path';

export interface PathContext {
  /** Undefined when HOME is not set. */
  readonly home: string | undefined;
  /** What relative paths start from; undefined when the working directory is gone. */
  readonly base: string | undefined;
}

export type ExpandedPath =
  | { readonly type: 'path'; readonly path: string }
  | { readonly type: 'refused'; readonly reason: string };

/**
 * The absolute path that a text means. A leading `~`, `$HOME` and `${HOME}` stand for the home
 * directory. Any other variable and `~user` are refused: taken literally they would name a new
 * directory that nobody meant.
 */
export function expandPath(text: string, { home, base }: PathContext): ExpandedPath {
  const foreign = foreignVariable(text);
  if (foreign !== undefined) return refused(`only $HOME and ~ are expanded, not ${foreign}`);
  const needsHome = /^~|\$/.test(text.replace(/\$(?![A-Za-z_{])/g, ''));
  if (needsHome && home === undefined) return refused('HOME is not set');
  const expanded = text.replace(/^~(?=\/|$)|\$HOME\b|\$\{HOME\}/g, () => home ?? '');
  if (isAbsolute(expanded)) return { type: 'path', path: resolve(expanded) };
  if (base === undefined) return refused('it is relative and the working directory is gone');
  return { type: 'path', path: resolve(base, expanded) };
}

function foreignVariable(text: string): string | undefined {
  const variables = text.match(/\$(?:\{[^}]*\}?|[A-Za-z_]\w*)/g) ?? [];
  const user = /^~[^/]+/.exec(text)?.[0];
  return variables.find((name) => name !== '$HOME' && name !== `\${HOME}`) ?? user;
}

function refused(reason: string): ExpandedPath {
  return { type: 'refused', reason };
}
