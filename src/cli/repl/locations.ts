import { join } from 'node:path';
import type { Environment } from '../environment.ts';

/** Where the history of the shell is kept; undefined when it is not. */
export function historyPath(environment: Environment): string | undefined {
  const { historyFile, stateHome, home } = environment;
  if (historyFile !== undefined) return historyFile === '/dev/null' ? undefined : historyFile;
  const directory = stateHome ?? (home === undefined ? undefined : join(home, '.local', 'state'));
  return directory === undefined ? undefined : join(directory, 'mokv', 'history');
}

/** Where the settings of the shell are kept; undefined without a home directory. */
export function settingsPath({ configHome, home }: Environment): string | undefined {
  const directory = configHome ?? (home === undefined ? undefined : join(home, '.config'));
  return directory === undefined ? undefined : join(directory, 'mokv', 'replrc');
}
