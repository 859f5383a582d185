import { byteStringOfText } from '../../shared/byte-string.ts';
import {
  boundsOfKey,
  boundsOfPrefix,
  covers,
  intersection,
  isEmpty,
  type KeyBounds,
} from './key-bounds.ts';
import type { Rule } from './policy-file.ts';

/** What the rules of one user for one action say about ranges of keys. */
export class RuleRanges {
  readonly #allowed: readonly KeyBounds[];
  readonly #denied: readonly KeyBounds[];

  constructor(rules: readonly Rule[]) {
    const boundsWith = (effect: Rule['effect']): KeyBounds[] =>
      rules.filter((rule) => rule.effect === effect).map(boundsOfRule);
    this.#allowed = boundsWith('allow');
    this.#denied = boundsWith('deny');
  }

  /** Whether one rule allows the whole range and none denies any of it. */
  allowsAllOf(range: KeyBounds): boolean {
    return (
      this.#allowed.some((allowed) => covers(allowed, range)) &&
      !this.#denied.some((denied) => intersection(denied, range) !== undefined)
    );
  }

  /** Whether a rule allows some of the range that no rule denies as a whole; any rule does for no key. */
  allowsSomeOf(range: KeyBounds): boolean {
    if (isEmpty(range)) return this.#allowed.length > 0;
    return this.#allowed.some((allowed) => {
      const common = intersection(allowed, range);
      return common !== undefined && !this.#denied.some((denied) => covers(denied, common));
    });
  }
}

function boundsOfRule({ object }: Rule): KeyBounds {
  return object.endsWith('*')
    ? boundsOfPrefix(byteStringOfText(object.slice(0, -1)))
    : boundsOfKey(byteStringOfText(object));
}
