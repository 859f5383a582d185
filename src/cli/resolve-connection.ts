import { join } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { readContexts } from './context-file.ts';
import { type Environment, variableNames } from './environment.ts';
import type { SavedContext, SavedContexts } from './saved-contexts.ts';

/** The flags that say where the cluster is and who the caller is. */
export interface AddressOptions {
  /** Name of a saved context. */
  readonly context?: string;
  readonly endpoints?: string;
  readonly addr?: string;
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
}

/** Where a setting came from, e.g. `flag --cert`, `env MOKV_CERT`, `context prod` or `default`. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: string;
}

/** Which cluster a command is about, and who says so. */
export interface ResolvedConnection {
  /** The name of the context; its value is undefined when none is in use. */
  readonly context: Sourced<string | undefined>;
  readonly production: boolean;
  readonly endpoints: Sourced<readonly string[]>;
  readonly cacert: Sourced<string>;
  readonly cert: Sourced<string>;
  readonly key: Sourced<string>;
  readonly serverName: Sourced<string | undefined>;
}

export const defaultEndpoints = '127.0.0.1:8400';

type Setting = 'endpoints' | 'cacert' | 'cert' | 'key' | 'serverName';
const flagNames: Readonly<Record<Setting, string>> = {
  endpoints: 'endpoints',
  cacert: 'cacert',
  cert: 'cert',
  key: 'key',
  serverName: 'server-name',
};

type Given = Partial<Record<Setting, Sourced<string>>>;

/**
 * Flags before the environment before the context before the defaults. A context that a flag names stands
 * before the environment: who writes `-c test` must not reach the cluster that a variable names.
 */
export async function resolveConnection(
  environment: Environment,
  options: AddressOptions,
): Promise<ResolvedConnection> {
  const saved = await readContexts(environment);
  const context = chosenContext(environment, options, saved);
  const fields = context.value === undefined ? {} : contextNamed(saved, context.value);
  const flags = givenBy(options, (setting) => `flag --${flagNames[setting]}`);
  const variables = givenBy(environment, (setting) => `env ${variableNames[setting]}`);
  const ofContext = givenBy(texts(fields), () => `context ${context.value}`);
  const layers =
    options.context !== undefined ? [flags, ofContext, variables] : [flags, variables, ofContext];
  const find = (setting: Setting): Sourced<string> | undefined =>
    layers.map((layer) => layer[setting]).find((given) => given !== undefined);
  const file = (setting: 'cacert' | 'cert' | 'key', name: string): Sourced<string> =>
    find(setting) ?? { value: inHome(environment, name, setting), source: 'default' };
  const { value: endpoints, source } = find('endpoints') ?? {
    value: defaultEndpoints,
    source: 'default',
  };
  return {
    context,
    production: fields.production === true && !isReplaced(find, context),
    endpoints: { value: endpoints.split(',').map((text) => text.trim()), source },
    cacert: file('cacert', 'ca.pem'),
    cert: file('cert', 'root-client.pem'),
    key: file('key', 'root-client-key.pem'),
    serverName: find('serverName') ?? { value: undefined, source: 'default' },
  };
}

/** Nothing of the context is left when others say where the cluster is and who the caller is. */
function isReplaced(
  find: (setting: Setting) => Sourced<string> | undefined,
  { value: name }: ResolvedConnection['context'],
): boolean {
  const decisive = ['endpoints', 'cacert', 'cert', 'key'] as const;
  return decisive.every((setting) => {
    const source = find(setting)?.source;
    return source !== undefined && source !== `context ${name}`;
  });
}

/** NOT_FOUND with the names that there are. */
export function contextNamed({ contexts }: SavedContexts, name: string): SavedContext {
  const found = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(contexts);
  throw new MokvError('NOT_FOUND', `there is no context ${quoted(name)}`, {
    hint:
      names.length === 0
        ? `make it with 'mokv context add ${name} -e HOST:PORT'`
        : `there is ${names.join(', ')}`,
  });
}

function chosenContext(
  environment: Environment,
  options: AddressOptions,
  saved: SavedContexts,
): Sourced<string | undefined> {
  if (options.context !== undefined) return { value: options.context, source: 'flag --context' };
  if (environment.context !== undefined) {
    return { value: environment.context, source: `env ${variableNames.context}` };
  }
  return saved.current === undefined
    ? { value: undefined, source: 'default' }
    : { value: saved.current, source: 'mokv context use' };
}

function givenBy(
  values: Partial<Record<Setting | 'addr', string | undefined>>,
  sourceOf: (setting: Setting) => string,
): Given {
  const given: Given = {};
  for (const setting of Object.keys(flagNames) as Setting[]) {
    const value = values[setting] ?? (setting === 'endpoints' ? values.addr : undefined);
    if (value !== undefined) given[setting] = { value, source: sourceOf(setting) };
  }
  return given;
}

function texts({ endpoints, cacert, cert, key, serverName }: SavedContext) {
  return { endpoints: endpoints?.join(','), cacert, cert, key, serverName };
}

function inHome({ home }: Environment, name: string, flag: string): string {
  if (home !== undefined) return join(home, '.mokv', name);
  throw new MokvError('CONFIG', `there is no home directory to look for ${name} in`, {
    hint: `name the file with --${flag}`,
  });
}
