import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { AclModel } from './acl-model.ts';

const limits = { rulesMax: 100_000, fieldCharsMax: 4096, roleDepthMax: 10 } as const;

/** produce is set and delete, consume is get and list. */
const keyActions = ['produce', 'consume'] as const;
/** admin changes the node and the cluster, observe looks at them, peer speaks Raft. */
export const clusterActions = ['admin', 'observe', 'peer'] as const;
export const actions = [...keyActions, ...clusterActions] as const;
/** The one object of the cluster actions. */
export const clusterObject = 'cluster';

export type KeyAction = (typeof keyActions)[number];
export type ClusterAction = (typeof clusterActions)[number];
export type Action = KeyAction | ClusterAction;

export interface Rule {
  /** A user, or a role that `g` lines give to users. */
  readonly subject: string;
  /** A key, or a prefix of keys followed by one `*`; `cluster` for a cluster action. */
  readonly object: string;
  readonly action: Action;
  readonly effect: 'allow' | 'deny';
}

export interface PolicyFile {
  readonly rules: readonly Rule[];
  /** From a user or role to the roles that it has directly. Free of cycles. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** What is odd but harmless, one line each. */
  readonly warnings: readonly string[];
}

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/**
 * Reads a Casbin policy: `p, user, object, action` (and allow or deny where the model has `eft`), and
 * `g, user, role` where it has roles. A field may be quoted as in CSV. One bad line refuses the whole
 * file: a policy of which a part is missing grants or denies what nobody wrote.
 * @throws CONFIG with file, line and rule.
 */
export function parsePolicy(text: string, file: string, model: AclModel): PolicyFile {
  const rules: Rule[] = [];
  const roles = new Map<string, string[]>();
  const warnings: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line: Line = { file, number: index + 1, text: raw.trim() };
    if (line.text === '' || line.text.startsWith('#')) continue;
    const fields = parseFields(line);
    const known = seen.get(fields.join('\0'));
    if (known !== undefined) {
      warnings.push(`${file}:${line.number}: the rule of line ${known} again`);
      continue;
    }
    seen.set(fields.join('\0'), line.number);
    if (seen.size > limits.rulesMax) throw refused(line, `more than ${limits.rulesMax} rules`);
    const [section, ...rest] = fields;
    if (section === 'p') rules.push(parseRule(line, rest, model));
    else if (section === 'g') addRole(roles, line, rest, model);
    else throw refused(line, `unknown section ${quoted(section ?? '')}`);
  }
  checkRoles(roles, file);
  return { rules, roles, warnings };
}

const expectedForm =
  'lines are "p, user, key or prefix*, produce|consume", "p, user, cluster, admin|observe|peer"';

function parseRule(line: Line, fields: readonly string[], model: AclModel): Rule {
  const expected = model.denies ? 4 : 3;
  if (fields.length !== expected) {
    throw refused(line, `${fields.length} fields behind "p", the model has ${expected}`);
  }
  const [subject = '', object = '', action = '', effect = 'allow'] = fields;
  checkSubject(line, subject);
  const known = actions.find((candidate) => candidate === action);
  if (known === undefined) throw refused(line, `unknown action ${quoted(action)}`);
  checkObject(line, object, known);
  if (effect !== 'allow' && effect !== 'deny') {
    throw refused(line, `the effect is allow or deny, not ${quoted(effect)}`);
  }
  return { subject, object, action: known, effect };
}

function checkSubject(line: Line, subject: string): void {
  if (subject.includes('*')) throw refused(line, 'a user or role may not contain "*"');
}

function checkObject(line: Line, object: string, action: Action): void {
  if (clusterActions.some((candidate) => candidate === action)) {
    if (object === clusterObject) return;
    throw refused(line, `the object of ${action} is "${clusterObject}"`);
  }
  const star = object.indexOf('*');
  if (star !== -1 && star !== object.length - 1) {
    throw refused(line, 'a "*" may only stand once, at the end of the object');
  }
}

function addRole(
  roles: Map<string, string[]>,
  line: Line,
  fields: readonly string[],
  model: AclModel,
): void {
  if (!model.roles) throw refused(line, 'the model has no [role_definition]');
  if (fields.length !== 2) throw refused(line, `${fields.length} fields behind "g", expected 2`);
  const [member = '', role = ''] = fields;
  checkSubject(line, member);
  checkSubject(line, role);
  const known = roles.get(member);
  if (known === undefined) roles.set(member, [role]);
  else known.push(role);
}

/** Refuses chains of roles that Casbin would not follow to the end, cycles among them. */
function checkRoles(roles: ReadonlyMap<string, readonly string[]>, file: string): void {
  const heights = new Map<string, number>();
  const height = (subject: string, path: readonly string[]): number => {
    const known = heights.get(subject);
    if (known !== undefined) return known;
    const chain = [...path, subject];
    if (path.includes(subject) || chain.length > limits.roleDepthMax) {
      const what = path.includes(subject)
        ? 'a cycle of roles'
        : `more than ${limits.roleDepthMax} roles deep`;
      throw new MokvError('CONFIG', `${file}: ${what}: ${chain.map(quoted).join(' -> ')}`, {
        hint: 'remove one of these "g" lines',
      });
    }
    const above = (roles.get(subject) ?? []).map((role) => height(role, chain));
    const found = 1 + Math.max(0, ...above);
    heights.set(subject, found);
    return found;
  };
  for (const member of roles.keys()) {
    if (height(member, []) > limits.roleDepthMax) {
      throw new MokvError(
        'CONFIG',
        `${file}: ${quoted(member)} is more than ${limits.roleDepthMax} roles deep`,
      );
    }
  }
}

/** The subject with all its roles, also those that it has through other roles. */
export function rolesOf(
  roles: ReadonlyMap<string, readonly string[]>,
  subject: string,
): ReadonlySet<string> {
  const found = new Set([subject]);
  for (const member of found) for (const role of roles.get(member) ?? []) found.add(role);
  return found;
}

/** Splits at commas. A field in double quotes may hold commas, and a doubled quote for one. */
function parseFields(line: Line): string[] {
  const fields: string[] = [];
  const pattern = /(?:\s*"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/y;
  for (let separator = ','; separator === ','; ) {
    const match = pattern.exec(line.text);
    if (match === null) throw refused(line, 'a quote stands where none may');
    const field = match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? '';
    if (field === '') throw refused(line, `field ${fields.length + 1} is empty`);
    if (field.length > limits.fieldCharsMax) throw refused(line, 'a field is too long');
    fields.push(field);
    separator = match[3] ?? '';
  }
  return fields;
}

function refused(line: Line, reason: string): MokvError {
  return new MokvError('CONFIG', `${line.file}:${line.number}: ${reason}: ${quoted(line.text)}`, {
    hint: expectedForm,
  });
}
