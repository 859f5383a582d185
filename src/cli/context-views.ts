import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { readContexts } from './context-file.ts';
import { escapeLine } from './escape-control.ts';
import { type OutputOptions, printResult } from './output.ts';
import { printListing } from './print-listing.ts';
import { contextNamed, type ResolvedConnection, resolveConnection } from './resolve-connection.ts';
import type { SavedContext } from './saved-contexts.ts';

export type ContextOptions = OutputOptions;

export interface ShowOptions extends ConnectionOptions, OutputOptions {
  readonly resolved?: boolean;
}

interface Choice {
  /** Undefined: the one in use. */
  readonly name: string | undefined;
  /** Who set --timeout, as commander says it. */
  readonly timeoutSource: string | undefined;
}

export async function listContexts(
  context: CommandContext,
  options: ContextOptions,
): Promise<void> {
  const { contexts, current } = await readContexts(context.environment);
  await printListing(context, options, {
    items: Object.entries(contexts),
    columns: ['NAME', 'ENDPOINTS', 'CERT', ''],
    cells: ([name, { endpoints, cert, insecure, production }]) => [
      name === current ? `${name}*` : name,
      endpoints?.join(',') ?? '-',
      cert ?? (insecure ? 'insecure' : '-'),
      production ? 'production' : '',
    ],
    name: ([name]) => name,
    record: ([name, saved]) => recordOf({ name, saved, isCurrent: name === current }),
    document: (records) => ({ contexts: records }),
  });
}

export async function showContext(
  context: CommandContext,
  { name, timeoutSource }: Choice,
  options: ShowOptions,
): Promise<void> {
  const chosen = name === undefined ? options : { ...options, context: name };
  if (options.resolved) return showResolved(context, chosen, timeoutSource);
  const { environment } = context;
  const resolved = await resolveConnection(environment, chosen);
  const inUse = resolved.context.value;
  if (inUse === undefined) return showResolved(context, chosen, timeoutSource);
  const saved = await readContexts(environment);
  const record = recordOf({
    name: inUse,
    saved: contextNamed(saved, inUse),
    isCurrent: saved.current === inUse,
  });
  await printResult(context, options, { text: textOf(record), record });
}

/** Without a context in use, this is what there is to show. */
async function showResolved(
  context: CommandContext,
  options: ShowOptions,
  timeoutSource: string | undefined,
): Promise<void> {
  const resolved = await resolveConnection(context.environment, options);
  const { endpoints, security, production } = resolved;
  const { value: name, source } = resolved.context;
  const timeoutSources: Record<string, string> = { cli: 'flag --timeout', env: 'env MOKV_TIMEOUT' };
  const rows = {
    context: { value: name ?? null, source },
    production: {
      value: production,
      source: name === undefined ? 'default' : `context ${name}`,
    },
    endpoints,
    ...rowsOfSecurity(security),
    timeout_ms: {
      value: options.timeout,
      source: timeoutSources[timeoutSource ?? ''] ?? 'default',
    },
  };
  const lines = Object.entries(rows).map(([setting, { value, source }]) =>
    [setting, cellOf(value), source].map(escapeLine).join('\t'),
  );
  await printResult(context, options, { text: lines.join('\n'), record: rows });
}

function rowsOfSecurity(security: ResolvedConnection['security']) {
  if (security.type === 'insecure') {
    const none = { value: null, source: security.source };
    const insecure = { value: true, source: security.source };
    return { cacert: none, cert: none, key: none, server_name: none, insecure };
  }
  const { cacert, cert, key, serverName } = security;
  const server_name = { value: serverName.value ?? null, source: serverName.source };
  return { cacert, cert, key, server_name };
}

export async function testContext(
  context: CommandContext,
  name: string | undefined,
  options: ShowOptions,
): Promise<void> {
  const chosen = name === undefined ? options : { ...options, context: name };
  const { context: used, production } = await resolveConnection(context.environment, chosen);
  const status = await withClient(context, chosen, ({ cluster }, call) => cluster.status(call));
  const leader = status.leaderId === '' ? 'no leader' : `${status.leaderId} leads`;
  await printResult(context, options, {
    text: escapeLine(`OK ${status.nodeId} answers, ${leader}`),
    record: {
      context: used.value ?? null,
      production,
      node: status.nodeId,
      leader: status.leaderId || null,
      version: status.version,
    },
  });
}

interface NamedContext {
  readonly name: string;
  readonly saved: SavedContext;
  readonly isCurrent: boolean;
}

function recordOf({ name, saved, isCurrent }: NamedContext) {
  const { endpoints, cacert, cert, key, serverName, insecure, production } = saved;
  return {
    name,
    current: isCurrent,
    endpoints: endpoints ?? null,
    cacert: cacert ?? null,
    cert: cert ?? null,
    key: key ?? null,
    server_name: serverName ?? null,
    insecure: insecure ?? false,
    production: production ?? false,
  };
}

function textOf(record: object): string {
  return Object.entries(record)
    .map(([field, value]) => `${field}\t${cellOf(value)}`)
    .map(escapeLineButTabs)
    .join('\n');
}

function escapeLineButTabs(line: string): string {
  return line.split('\t').map(escapeLine).join('\t');
}

function cellOf(value: unknown): string {
  if (value === null) return '-';
  return Array.isArray(value) ? value.join(',') : String(value);
}
