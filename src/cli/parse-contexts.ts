import { dirname, join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { MokvError } from '../shared/errors.ts';
import { parseHostPort } from '../shared/host-port.ts';
import type { SavedContext, SavedContexts } from './saved-contexts.ts';

export const contextName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'must be 1 to 63 letters, digits, dots, - or _');

const path = z.string().min(1, 'must not be empty');

const endpoint = z
  .string()
  .refine((text) => parseHostPort(text) !== undefined, 'must be an address of the form host:port');

const savedContext = z
  .strictObject({
    endpoints: z.array(endpoint).min(1, 'must not be empty').optional(),
    cacert: path.optional(),
    cert: path.optional(),
    key: path.optional(),
    serverName: z.string().min(1, 'must not be empty').optional(),
    insecure: z.boolean().optional(),
    production: z.boolean().optional(),
  })
  .refine(
    ({ insecure, cacert, cert, key, serverName }) =>
      !insecure || [cacert, cert, key, serverName].every((given) => given === undefined),
    'insecure contradicts cacert, cert, key and serverName',
  );

const savedContexts = z.strictObject({
  current: contextName.optional(),
  contexts: z.record(contextName, savedContext).default({}),
});

interface Place {
  readonly path: string;
  readonly home: string | undefined;
}

/** Reads the file of contexts; CONFIG names the first thing that is wrong. Paths start from its directory. */
export function parseContexts(text: string, place: Place): SavedContexts {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken !== undefined) throw wrong(place, broken.message.split('\n')[0] ?? 'no YAML');
  const parsed = savedContexts.safeParse(document.toJS() ?? {});
  if (!parsed.success) throw wrong(place, firstIssue(parsed.error));
  const { current, contexts } = parsed.data;
  if (current !== undefined && !Object.hasOwn(contexts, current)) {
    throw wrong(place, `current names "${current}", and there is no such context`);
  }
  const entries = Object.entries(contexts);
  return {
    current,
    contexts: Object.fromEntries(entries.map(([name, one]) => [name, withPaths(one, place)])),
  };
}

function wrong({ path: file }: Place, what: string): MokvError {
  return new MokvError('CONFIG', `${file}: ${what}`, {
    hint: "'mokv help contexts' shows what it may hold",
  });
}

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return 'it is wrong';
  const where = issue.path.join('.');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}

function withPaths(context: SavedContext, place: Place): SavedContext {
  const absolute = (file: string | undefined): string | undefined => {
    if (file === undefined) return undefined;
    if (file.startsWith('~/') && place.home !== undefined) return join(place.home, file.slice(2));
    return resolve(dirname(place.path), file);
  };
  const { cacert, cert, key } = context;
  return { ...context, cacert: absolute(cacert), cert: absolute(cert), key: absolute(key) };
}
