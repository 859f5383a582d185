import { type Assertion, type Enforcer, newEnforcer, newModelFromString } from 'casbin';
import { invariant } from '../../shared/invariant.ts';
import { type AclModel, parseAclModel } from './acl-model.ts';
import type { KeyBounds } from './key-bounds.ts';
import {
  type Action,
  type ClusterAction,
  clusterObject,
  type KeyAction,
  type PolicyFile,
  parsePolicy,
  type Rule,
  rolesOf,
} from './policy-file.ts';
import { RuleRanges } from './rule-ranges.ts';

const limits = { usersCachedMax: 1024 } as const;

export interface PolicyText {
  readonly modelFile: string;
  readonly model: string;
  readonly policyFile: string;
  readonly policy: string;
}

/** @throws CONFIG when any part of either file is not understood. */
export async function compilePolicy(text: PolicyText): Promise<Policy> {
  const model = parseAclModel(text.model, text.modelFile);
  const file = parsePolicy(text.policy, text.policyFile, model);
  const { rules, roles } = file;
  const casbinModel = newModelFromString(model.text);
  const grouping = [...roles].flatMap(([member, of]) => of.map((role) => [member, role]));
  if (grouping.length > 0) casbinModel.addPolicies('g', 'g', grouping);
  const enforcer = await newEnforcer(casbinModel);
  await enforcer.buildRoleLinks();
  return new Policy(enforcer, new RuleBook(rules, roles), model, file);
}

/**
 * Who may do what, immutable. Casbin decides, but it reads its whole policy for each question: 20 ms
 * at 10,000 rules. It is therefore handed only the rules that could match the question, and asked once
 * for each such set: a decision depends on nothing else. No rule means no.
 */
export class Policy {
  /** What it was made from. */
  readonly file: PolicyFile;
  readonly #enforcer: Enforcer;
  readonly #handed: Assertion;
  readonly #book: RuleBook;
  readonly #model: AclModel;

  constructor(enforcer: Enforcer, book: RuleBook, model: AclModel, file: PolicyFile) {
    const handed = enforcer.getModel().model.get('p')?.get('p');
    invariant(handed !== undefined, 'a Casbin model without policy definition');
    this.#enforcer = enforcer;
    this.#handed = handed;
    this.#book = book;
    this.#model = model;
    this.file = file;
  }

  mayKey(user: string, action: KeyAction, key: string): boolean {
    return this.#decide(user, action, key);
  }

  mayCluster(user: string, action: ClusterAction): boolean {
    return this.#decide(user, action, clusterObject);
  }

  /** Whether any key could be allowed: a List is refused as a whole only when none can. */
  maySomeKey(user: string, action: KeyAction): boolean {
    return this.#book.of(user, action).some((rule) => rule.effect === 'allow');
  }

  /** Whether every key of the range is allowed, by one rule: what is done to a range as a whole. */
  mayRange(user: string, action: KeyAction, range: KeyBounds): boolean {
    return this.#book.of(user, action).ranges.allowsAllOf(range);
  }

  /** Whether any key of the range could be allowed: a view of it is refused as a whole only when none can. */
  maySomeOf(user: string, action: KeyAction, range: KeyBounds): boolean {
    return this.#book.of(user, action).ranges.allowsSomeOf(range);
  }

  /** Whether the policy knows the user at all. */
  hasGrant(user: string): boolean {
    return this.#book.allows(user);
  }

  #decide(user: string, action: Action, object: string): boolean {
    const found = this.#book.of(user, action).matching(object);
    if (found.rules.length === 0) return false;
    found.allowed ??= this.#ask(found.rules, user, action, object);
    return found.allowed;
  }

  #ask(rules: readonly Rule[], user: string, action: Action, object: string): boolean {
    this.#handed.policy = rules.map(({ subject, object: pattern, action: granted, effect }) =>
      this.#model.denies ? [subject, pattern, granted, effect] : [subject, pattern, granted],
    );
    return this.#enforcer.enforceSync(user, object, action);
  }
}

/** Finds the rules of a user. */
class RuleBook {
  readonly #rulesOf: ReadonlyMap<string, readonly Rule[]>;
  readonly #roles: ReadonlyMap<string, readonly string[]>;
  readonly #indexes = new Map<string, RuleIndex>();

  constructor(rules: readonly Rule[], roles: ReadonlyMap<string, readonly string[]>) {
    this.#rulesOf = Map.groupBy(rules, (rule) => rule.subject);
    this.#roles = roles;
  }

  of(user: string, action: Action): RuleIndex {
    const name = `${action} ${user}`;
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = new RuleIndex(this.#rules(user).filter((rule) => rule.action === action));
      if (this.#indexes.size >= limits.usersCachedMax) this.#indexes.clear();
      this.#indexes.set(name, index);
    }
    return index;
  }

  allows(user: string): boolean {
    return this.#rules(user).some((rule) => rule.effect === 'allow');
  }

  #rules(user: string): Rule[] {
    const subjects = [...rolesOf(this.#roles, user)];
    return subjects.flatMap((subject) => this.#rulesOf.get(subject) ?? []);
  }
}

/** Rules that match one object, and what Casbin said about them. */
interface Matching {
  readonly rules: readonly Rule[];
  allowed: boolean | undefined;
}

const nothing: Matching = { rules: [], allowed: false };

/** The rules of one user for one action, by what they match. */
class RuleIndex {
  readonly #rules: readonly Rule[];
  readonly #byKey: ReadonlyMap<string, readonly Rule[]>;
  readonly #byPrefix: ReadonlyMap<string, readonly Rule[]>;
  readonly #prefixLengths: readonly number[];
  readonly #keys = new Map<string, Matching>();
  readonly #prefixes = new Map<string, Matching>();
  #ranges: RuleRanges | undefined;

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    const [prefixes, keys] = partition(rules);
    this.#byKey = Map.groupBy(keys, (rule) => rule.object);
    this.#byPrefix = Map.groupBy(prefixes, (rule) => rule.object.slice(0, -1));
    this.#prefixLengths = [...new Set(prefixes.map((rule) => rule.object.length - 1))].sort(
      (a, b) => b - a,
    );
  }

  get ranges(): RuleRanges {
    this.#ranges ??= new RuleRanges(this.#rules);
    return this.#ranges;
  }

  some(test: (rule: Rule) => boolean): boolean {
    return this.#rules.some(test);
  }

  /**
   * Which rules match depends on the longest matching prefix alone, except for a key that a rule names:
   * so the answers are as few as the rules, whatever keys are asked for.
   */
  matching(object: string): Matching {
    const prefix = this.#longestPrefix(object);
    const named = this.#byKey.get(object);
    if (named === undefined) {
      return prefix === undefined ? nothing : this.#remembered(this.#prefixes, prefix, []);
    }
    return this.#remembered(this.#keys, object, named);
  }

  #remembered(memory: Map<string, Matching>, object: string, named: readonly Rule[]): Matching {
    let matching = memory.get(object);
    if (matching === undefined) {
      matching = { rules: [...named, ...this.#matchingPrefixes(object)], allowed: undefined };
      memory.set(object, matching);
    }
    return matching;
  }

  #longestPrefix(object: string): string | undefined {
    for (const length of this.#prefixLengths) {
      if (length > object.length) continue;
      const prefix = object.slice(0, length);
      if (this.#byPrefix.has(prefix)) return prefix;
    }
    return undefined;
  }

  #matchingPrefixes(object: string): Rule[] {
    return this.#prefixLengths.flatMap((length) =>
      length > object.length ? [] : (this.#byPrefix.get(object.slice(0, length)) ?? []),
    );
  }
}

function partition(rules: readonly Rule[]): [prefixes: Rule[], keys: Rule[]] {
  const prefixes = rules.filter((rule) => rule.object.endsWith('*'));
  return [prefixes, rules.filter((rule) => !rule.object.endsWith('*'))];
}
