import { join } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { readContexts } from './context-file.ts';
import { type Environment, variableNames } from './environment.ts';
import { insecureBy, parseInsecure, type SecurityLayer, type Sourced } from './insecure-setting.ts';
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
  readonly insecure?: boolean;
}

export type ResolvedSecurity =
  | {
      readonly type: 'tls';
      readonly cacert: Sourced<string>;
      readonly cert: Sourced<string>;
      readonly key: Sourced<string>;
      readonly serverName: Sourced<string | undefined>;
    }
  | { readonly type: 'insecure'; readonly source: string };

/** Which cluster a command is about, and who says so. */
export interface ResolvedConnection {
  /** The name of the context; its value is undefined when none is in use. */
  readonly context: Sourced<string | undefined>;
  readonly production: boolean;
  readonly endpoints: Sourced<readonly string[]>;
  readonly security: ResolvedSecurity;
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

interface Layer extends SecurityLayer {
  readonly given: Given;
}

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
  const flags = layerOfFlags(options);
  const variables = layerOfVariables(environment);
  const ofContext = layerOfContext(context.value, fields);
  const layers =
    options.context !== undefined ? [flags, ofContext, variables] : [flags, variables, ofContext];
  const find = (setting: Setting): Sourced<string> | undefined =>
    layers.map(({ given }) => given[setting]).find((given) => given !== undefined);
  const { value: endpoints, source } = find('endpoints') ?? {
    value: defaultEndpoints,
    source: 'default',
  };
  const security = resolveSecurity(environment, layers, find);
  return {
    context,
    production: fields.production === true && !isReplaced(source, security, context),
    endpoints: { value: endpoints.split(',').map((text) => text.trim()), source },
    security,
  };
}

function resolveSecurity(
  environment: Environment,
  layers: readonly Layer[],
  find: (setting: Setting) => Sourced<string> | undefined,
): ResolvedSecurity {
  const source = insecureBy(layers);
  if (source !== undefined) return { type: 'insecure', source };
  const file = (setting: 'cacert' | 'cert' | 'key', name: string): Sourced<string> =>
    find(setting) ?? { value: inHome(environment, name, setting), source: 'default' };
  return {
    type: 'tls',
    cacert: file('cacert', 'ca.pem'),
    cert: file('cert', 'root-client.pem'),
    key: file('key', 'root-client-key.pem'),
    serverName: find('serverName') ?? { value: undefined, source: 'default' },
  };
}

/** Nothing of the context is left when others say where the cluster is and who the caller is. */
function isReplaced(
  endpointsSource: string,
  security: ResolvedSecurity,
  { value: name }: ResolvedConnection['context'],
): boolean {
  const identity =
    security.type === 'insecure'
      ? [security.source]
      : [security.cacert, security.cert, security.key].map(({ source }) => source);
  const own = ['default', `context ${name}`];
  return [endpointsSource, ...identity].every((source) => !own.includes(source));
}

function layerOfFlags(options: AddressOptions): Layer {
  const insecure = options.insecure ? { value: true, source: 'flag --insecure' } : undefined;
  return { insecure, given: givenBy(options, (setting) => `flag --${flagNames[setting]}`) };
}

function layerOfVariables(environment: Environment): Layer {
  const { insecure: text, ...texts } = environment;
  const name = variableNames.insecure;
  const insecure =
    text === undefined ? undefined : { value: parseInsecure(text, name), source: `env ${name}` };
  return { insecure, given: givenBy(texts, (setting) => `env ${variableNames[setting]}`) };
}

/** A context without insecure is one with TLS: no variable must make it another. */
function layerOfContext(
  name: string | undefined,
  { insecure = false, endpoints, cacert, cert, key, serverName }: SavedContext,
): Layer {
  const source = `context ${name}`;
  const texts = { endpoints: endpoints?.join(','), cacert, cert, key, serverName };
  return {
    insecure: name === undefined ? undefined : { value: insecure, source },
    given: givenBy(texts, () => source),
  };
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

function inHome({ home }: Environment, name: string, flag: string): string {
  if (home !== undefined) return join(home, '.mokv', name);
  throw new MokvError('CONFIG', `there is no home directory to look for ${name} in`, {
    hint: `name the file with --${flag}`,
  });
}
