import type { Policy } from './policy.ts';
import {
  type Action,
  actions,
  clusterActions,
  type KeyAction,
  type Rule,
  rolesOf,
} from './policy-file.ts';

/** Who wants to do what to what: a key, or the cluster. */
export interface Question {
  readonly user: string;
  readonly action: Action;
  readonly object: string;
}

export interface Explanation {
  readonly allowed: boolean;
  /** Of the user, without the user itself. */
  readonly roles: readonly string[];
  /** The lines that match. */
  readonly rules: readonly string[];
  /** The line that comes nearest when none matches. */
  readonly nearest: string | undefined;
}

export function isAction(word: string): word is Action {
  return actions.some((action) => action === word);
}

export function explain(policy: Policy, question: Question): Explanation {
  const { user, action, object } = question;
  const subjects = rolesOf(policy.file.roles, user);
  const own = policy.file.rules.filter((rule) => subjects.has(rule.subject));
  const matching = own.filter((rule) => rule.action === action && matches(rule, object));
  return {
    allowed: isAllowed(policy, question),
    roles: [...subjects].filter((subject) => subject !== user),
    rules: matching.map(ruleLine),
    nearest: matching.length > 0 ? undefined : nearestLine(own, question),
  };
}

/** Everybody whom the policy names, as a user or by a role, and who may do it. */
export function whoCan(policy: Policy, { action, object }: Omit<Question, 'user'>): string[] {
  const roleNames = new Set([...policy.file.roles.values()].flat());
  const subjects = [
    ...policy.file.rules.map(({ subject }) => subject),
    ...policy.file.roles.keys(),
  ];
  return [...new Set(subjects)]
    .filter((user) => !roleNames.has(user) && isAllowed(policy, { user, action, object }))
    .sort();
}

/** Every line that says something about the user, itself or through a role. */
export function linesAbout(policy: Policy, user: string): string[] {
  const subjects = rolesOf(policy.file.roles, user);
  return policy.file.rules.filter((rule) => subjects.has(rule.subject)).map(ruleLine);
}

function isAllowed(policy: Policy, { user, action, object }: Question): boolean {
  const cluster = clusterActions.find((candidate) => candidate === action);
  return cluster === undefined
    ? policy.mayKey(user, action as KeyAction, object)
    : policy.mayCluster(user, cluster);
}

function matches(rule: Rule, object: string): boolean {
  return rule.object.endsWith('*')
    ? object.startsWith(rule.object.slice(0, -1))
    : rule.object === object;
}

/** The rule of the user that shares most with the question: the object first, then the action. */
function nearestLine(rules: readonly Rule[], { action, object }: Question): string | undefined {
  const closeness = (rule: Rule): number =>
    2 * sharedLength(rule.object, object) + (rule.action === action ? 1 : 0);
  const [nearest] = rules.toSorted((a, b) => closeness(b) - closeness(a));
  return nearest === undefined ? undefined : ruleLine(nearest);
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function ruleLine({ subject, object, action, effect }: Rule): string {
  const fields = ['p', subject, object, action, ...(effect === 'deny' ? ['deny'] : [])];
  return fields.map((field) => (/[",]/.test(field) ? quotedField(field) : field)).join(', ');
}

function quotedField(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}
