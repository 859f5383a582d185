import { MokvError } from '../../shared/errors.ts';

const limits = { matcherCharsMax: 1000, nestingMax: 8 } as const;

/** What a model file may choose. Everything else about mokv's access control is fixed. */
export interface AclModel {
  /** The matcher calls g(r.sub, p.sub), so that `g` lines of the policy grant roles. */
  readonly roles: boolean;
  /** Policy lines end with allow or deny, and a matching deny wins. */
  readonly denies: boolean;
  /** The model as Casbin gets it: the same meaning, written in one canonical way. */
  readonly text: string;
}

interface Definition {
  readonly value: string;
  readonly line: number;
}

type Definitions = ReadonlyMap<string, Definition>;

/** Each section holds one definition. */
const sections: Readonly<Record<string, string>> = {
  request_definition: 'r',
  policy_definition: 'p',
  role_definition: 'g',
  policy_effect: 'e',
  matchers: 'm',
};

const allowOverride = 'some(where (p.eft == allow))';
const denyOverride = 'some(where (p.eft == allow)) && !some(where (p.eft == deny))';

/**
 * Reads a Casbin model. Accepted are the request (sub, obj, act), the effects "some allow" and "some
 * allow, no deny", and a matcher that compares user, object and action, joined by &&. `r.obj == p.obj`,
 * as mökv's model has it, is read as `keyMatch(r.obj, p.obj)`: the object of a policy line is a key, or
 * a prefix that ends with `*`. Casbin's other functions (regexMatch, eval, ...) could run for seconds or
 * match more than they seem to, so a matcher that calls them is refused.
 * @throws CONFIG with file and line.
 */
export function parseAclModel(text: string, file: string): AclModel {
  const definitions = parseSections(text, file);
  expectValue(definitions, file, 'r', ['sub, obj, act']);
  const policy = expectValue(definitions, file, 'p', ['sub, obj, act', 'sub, obj, act, eft']);
  const effect = expectValue(definitions, file, 'e', [allowOverride, denyOverride]);
  const declaresRoles = definitions.has('g');
  if (declaresRoles) expectValue(definitions, file, 'g', ['_, _']);
  const denies = policy === 'sub, obj, act, eft';
  if (denies !== (effect === denyOverride)) {
    throw refused(
      file,
      definitions.get('e'),
      `deny needs both "p = sub, obj, act, eft" and "e = ${denyOverride}"`,
    );
  }
  const roles = parseMatcher(definitions, file);
  if (roles !== declaresRoles) {
    throw refused(
      file,
      definitions.get('m'),
      'roles need both "g = _, _" under [role_definition] and g(r.sub, p.sub) in the matcher',
    );
  }
  return { roles, denies, text: canonicalModel(roles, denies) };
}

function parseSections(text: string, file: string): Definitions {
  const definitions = new Map<string, Definition>();
  let expected: string | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const at = { value: raw.replace(/[#;].*$/, '').trim(), line: index + 1 };
    if (at.value === '') continue;
    if (at.value.startsWith('[')) {
      expected = sectionName(at, file);
    } else {
      const [name, value] = parseDefinition(at, file, expected);
      if (definitions.has(name)) throw refused(file, at, `"${name}" is defined twice`);
      definitions.set(name, { value, line: at.line });
    }
  }
  return definitions;
}

function sectionName(at: Definition, file: string): string {
  const section = /^\[(\w+)\]$/.exec(at.value)?.[1] ?? '';
  const name = Object.hasOwn(sections, section) ? sections[section] : undefined;
  if (name === undefined) throw refused(file, at, `unknown section ${at.value}`);
  return name;
}

function parseDefinition(
  at: Definition,
  file: string,
  expected: string | undefined,
): [name: string, value: string] {
  if (expected === undefined) throw refused(file, at, 'expected a [section]');
  const [, name, value] = /^(\w+)\s*=\s*(.+)$/.exec(at.value) ?? [];
  if (name !== expected || value === undefined) {
    throw refused(file, at, `expected "${expected} = ..."`);
  }
  return [name, value];
}

function expectValue(
  definitions: Definitions,
  file: string,
  name: string,
  allowed: readonly string[],
): string {
  const definition = required(definitions, file, name);
  const value = allowed.find((candidate) => squeezed(candidate) === squeezed(definition.value));
  if (value === undefined) {
    throw refused(
      file,
      definition,
      `"${name}" must be ${allowed.map((text) => `"${text}"`).join(' or ')}`,
    );
  }
  return value;
}

/** @returns whether it asks for roles. */
function parseMatcher(definitions: Definitions, file: string): boolean {
  const definition = required(definitions, file, 'm');
  if (definition.value.length > limits.matcherCharsMax) {
    throw refused(
      file,
      definition,
      `the matcher is longer than ${limits.matcherCharsMax} characters`,
    );
  }
  const compared = new Map<string, string>();
  for (const clause of conjunction(squeezed(definition.value), 0)) {
    const field = comparedField(clause);
    if (field === undefined)
      throw refused(file, definition, `the matcher may not contain "${clause}"`);
    if (compared.has(field)) throw refused(file, definition, `the matcher compares ${field} twice`);
    compared.set(field, clause);
  }
  for (const field of ['sub', 'obj', 'act']) {
    if (!compared.has(field))
      throw refused(file, definition, `the matcher never compares r.${field}`);
  }
  return compared.get('sub') === 'g(r.sub,p.sub)';
}

function comparedField(clause: string): string | undefined {
  if (clause === 'g(r.sub,p.sub)') return 'sub';
  if (clause === 'keyMatch(r.obj,p.obj)') return 'obj';
  const [, left, right] = /^r\.(\w+)==p\.(\w+)$/.exec(clause) ?? [];
  return left === right ? left : undefined;
}

/** The clauses that && joins, with redundant parentheses removed. */
function conjunction(text: string, depth: number): string[] {
  const parts = splitOutside(text);
  if (parts.length > 1) return parts.flatMap((part) => conjunction(part, depth));
  const inner = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : undefined;
  return inner === undefined || depth >= limits.nestingMax ? [text] : conjunction(inner, depth + 1);
}

/** Splits at each && that no parenthesis encloses. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0 && text.startsWith('&&', at)) {
      parts.push(text.slice(start, at));
      start = at + 2;
    }
  }
  return [...parts, text.slice(start)];
}

function canonicalModel(roles: boolean, denies: boolean): string {
  return [
    '[request_definition]',
    'r = sub, obj, act',
    '[policy_definition]',
    denies ? 'p = sub, obj, act, eft' : 'p = sub, obj, act',
    ...(roles ? ['[role_definition]', 'g = _, _'] : []),
    '[policy_effect]',
    `e = ${denies ? denyOverride : allowOverride}`,
    '[matchers]',
    `m = ${roles ? 'g(r.sub, p.sub)' : 'r.sub == p.sub'} && keyMatch(r.obj, p.obj) && r.act == p.act`,
  ].join('\n');
}

function required(definitions: Definitions, file: string, name: string): Definition {
  const definition = definitions.get(name);
  if (definition === undefined) throw refused(file, undefined, `"${name} = ..." is missing`);
  return definition;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function refused(
  file: string,
  at: { readonly line: number } | undefined,
  reason: string,
): MokvError {
  return new MokvError('CONFIG', `${file}${at === undefined ? '' : `:${at.line}`}: ${reason}`, {
    hint: 'start from the model.conf that mokv ships; it lists what a model may contain',
  });
}
