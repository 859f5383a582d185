import { resolve } from 'node:path';
import type { Document } from 'yaml';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import type { ContextOptions } from './context-views.ts';
import { type OutputOptions, printResult } from './output.ts';
import { contextNamed } from './resolve-connection.ts';
import type { SavedContexts } from './saved-contexts.ts';

export interface AddContextOptions extends OutputOptions {
  readonly endpoints?: readonly string[];
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
  readonly insecure?: boolean;
  readonly production?: boolean;
  readonly force?: boolean;
}

export async function addContext(
  context: CommandContext,
  name: string,
  options: AddContextOptions,
): Promise<void> {
  await checkName(name);
  const { endpoints, cacert, cert, key, serverName, insecure, production } = options;
  if (insecure) refuseIdentity(options);
  const file = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  const fields = {
    endpoints,
    cacert: file(cacert),
    cert: file(cert),
    key: file(key),
    serverName,
    insecure,
    production,
  };
  await change(context, (document, saved) => {
    if (!options.force) refuseIfThere(saved, name);
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    document.setIn(['contexts', name], document.createNode(Object.fromEntries(given)));
    if (saved.current === undefined) document.setIn(['current'], name);
  });
  await printResult(context, options, { text: 'OK', record: { name } });
}

export async function useContext(
  context: CommandContext,
  name: string,
  options: ContextOptions,
): Promise<void> {
  await change(context, (document, saved) => {
    contextNamed(saved, name);
    document.setIn(['current'], name);
  });
  await printResult(context, options, { text: 'OK', record: { name } });
}

export async function removeContext(
  context: CommandContext,
  name: string,
  options: ContextOptions,
): Promise<void> {
  await change(context, (document, saved) => {
    contextNamed(saved, name);
    document.deleteIn(['contexts', name]);
    if (saved.current === name) document.deleteIn(['current']);
  });
  await printResult(context, options, { text: 'OK', record: { name } });
}

export async function renameContext(
  context: CommandContext,
  { from, to }: { readonly from: string; readonly to: string },
  options: ContextOptions,
): Promise<void> {
  await checkName(to);
  await change(context, (document, saved) => {
    contextNamed(saved, from);
    refuseIfThere(saved, to);
    const fields = document.getIn(['contexts', from], true);
    document.deleteIn(['contexts', from]);
    document.setIn(['contexts', to], fields);
    if (saved.current === from) document.setIn(['current'], to);
  });
  await printResult(context, options, { text: 'OK', record: { name: to, from } });
}

async function change(
  { environment }: CommandContext,
  edit: (document: Document, saved: SavedContexts) => void,
): Promise<void> {
  const { changeContexts } = await import('./change-contexts.ts');
  await changeContexts(environment, edit);
}

async function checkName(name: string): Promise<void> {
  const { contextName } = await import('./parse-contexts.ts');
  const parsed = contextName.safeParse(name);
  if (parsed.success) return;
  throw new MokvError(
    'USAGE',
    `the name ${quoted(name)} of a context ${parsed.error.issues[0]?.message}`,
  );
}

function refuseIdentity({ cacert, cert, key, serverName }: AddContextOptions): void {
  const flags = { '--cacert': cacert, '--cert': cert, '--key': key, '--server-name': serverName };
  const given = Object.entries(flags).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  throw new MokvError('USAGE', `--insecure and ${given[0]} contradict each other`, {
    hint: 'without TLS there are no certificates: give the one or the other',
  });
}

function refuseIfThere({ contexts }: SavedContexts, name: string): void {
  if (!Object.hasOwn(contexts, name)) return;
  throw new MokvError('ALREADY_EXISTS', `there is a context ${quoted(name)} already`, {
    hint: "'mokv context add --force' replaces one",
  });
}
