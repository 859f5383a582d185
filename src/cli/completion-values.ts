import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import type { CommandContext } from './command-context.ts';
import { withClient } from './connection-options.ts';
import { readContexts } from './context-file.ts';
import { shownCommands } from './find-command.ts';

const limits = {
  /** Nobody waits longer for a word. */
  clusterMs: 300,
} as const;

export interface Candidate {
  readonly word: string;
  readonly description: string;
}

interface Subject {
  /** What the help calls the argument, without brackets: its name says what may stand there. */
  readonly name: string;
  readonly choices: readonly string[];
  readonly current: string;
}

interface Values {
  readonly candidates: readonly Candidate[];
  readonly next: 'done' | 'nospace' | 'files';
}

/** Values of an argument or a flag. `given` are the flags before the cursor, which may name another cluster. */
export async function valuesOf(
  context: CommandContext,
  given: Readonly<Record<string, string>>,
  { name, choices, current }: Subject,
): Promise<Values> {
  if (choices.length > 0) return listed(choices);
  switch (name) {
    case 'key':
    case 'keys':
    case 'prefix':
      return keysUnder(context, given, current);
    case 'name':
    case 'node':
      return listed(await askCluster(context, given, nodeNames));
    case 'context':
      return listed(await contextNames(context));
    case 'command':
      return listed(shownCommands(context).map((entry) => entry.name));
    case 'file':
    case 'files':
    case 'path':
    case 'dir':
    case 'directory':
      return { candidates: [], next: 'files' };
    default:
      return listed([]);
  }
}

function listed(words: readonly string[]): Values {
  return { candidates: words.map((word) => ({ word, description: '' })), next: 'done' };
}

async function keysUnder(
  context: CommandContext,
  given: Readonly<Record<string, string>>,
  prefix: string,
): Promise<Values> {
  if (context.environment.completeKeys === 'off') return listed([]);
  const { completeKeys } = await import('./complete-keys.ts');
  const keys = await askCluster(context, given, (client, call) =>
    completeKeys(client, prefix, call),
  );
  return { ...listed(keys), next: keys.some((key) => key.endsWith('/')) ? 'nospace' : 'done' };
}

async function nodeNames({ cluster }: KvClient, call: CallLimits): Promise<string[]> {
  const { servers } = await cluster.status(call);
  return servers.map(({ id }) => id ?? '');
}

/** Nothing in place of any failure: a line that somebody types is no place for an error. */
async function askCluster(
  context: CommandContext,
  given: Readonly<Record<string, string>>,
  ask: (client: KvClient, call: CallLimits) => Promise<string[]>,
): Promise<string[]> {
  try {
    // The time that it takes to load the client does not count: on a busy machine nothing would be left.
    return await withClient(
      context,
      { ...given, timeout: limits.clusterMs },
      (client, { signal }) => ask(client, { deadline: Date.now() + limits.clusterMs, signal }),
    );
  } catch {
    return [];
  }
}

/** A file that is wrong has no names; the command itself says what is wrong with it. */
async function contextNames({ environment }: CommandContext): Promise<string[]> {
  try {
    return Object.keys((await readContexts(environment)).contexts);
  } catch {
    return [];
  }
}
