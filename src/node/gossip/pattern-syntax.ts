/** A pattern, parsed. `set` tells for one character whether it belongs. */
export type Pattern =
  | { readonly type: 'set'; readonly set: CharacterSet }
  | { readonly type: 'assertion'; readonly at: 'start' | 'end' }
  | { readonly type: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly type: 'choice'; readonly options: readonly Pattern[] }
  | { readonly type: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number };

export type CharacterSet = (character: string) => boolean;

const limits = {
  /** A query has 1024 bytes in all. */
  lengthMax: 512,
  depthMax: 32,
  /** RE2's own limit is 1000. */
  repeatMax: 200,
} as const;

/**
 * The part of Go's RE2 syntax that tag filters use: literals, `.`, classes, groups, alternatives,
 * repetitions and the anchors. Undefined for everything else.
 */
export function parsePattern(expression: string): Pattern | undefined {
  if (expression.length > limits.lengthMax) return undefined;
  const isFolded = expression.startsWith('(?i)');
  const parser = new PatternParser(
    isFolded ? expression.slice('(?i)'.length) : expression,
    isFolded,
  );
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof UnsupportedPattern) return undefined;
    throw error;
  }
}

class UnsupportedPattern extends Error {}

/** Recursive descent; the depth of groups is bounded. */
class PatternParser {
  readonly #characters: readonly string[];
  readonly #isFolded: boolean;
  #at = 0;
  #depth = 0;

  constructor(expression: string, isFolded: boolean) {
    this.#characters = [...expression];
    this.#isFolded = isFolded;
  }

  parse(): Pattern {
    const pattern = this.#choice();
    if (this.#at < this.#characters.length) throw new UnsupportedPattern();
    return pattern;
  }

  #choice(): Pattern {
    const options = [this.#sequence()];
    while (this.#accept('|')) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { type: 'choice', options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; ) {
      parts.push(this.#repeated(this.#atom()));
      next = this.#peek();
    }
    return { type: 'sequence', parts };
  }

  #repeated(part: Pattern): Pattern {
    const range = this.#range();
    if (range === undefined) return part;
    // A lazy repetition matches the same texts.
    this.#accept('?');
    if (this.#peek() !== undefined && '*+?{'.includes(this.#peek() ?? ''))
      throw new UnsupportedPattern();
    return { type: 'repeat', part, ...range };
  }

  #range(): { readonly min: number; readonly max: number } | undefined {
    if (this.#accept('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#accept('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#accept('?')) return { min: 0, max: 1 };
    if (!this.#accept('{')) return undefined;
    const min = this.#count();
    const max = this.#accept(',')
      ? this.#peek() === '}'
        ? Number.POSITIVE_INFINITY
        : this.#count()
      : min;
    if (!this.#accept('}') || max < min) throw new UnsupportedPattern();
    return { min, max };
  }

  #count(): number {
    let digits = '';
    for (let next = this.#peek(); next !== undefined && /\d/.test(next); next = this.#peek()) {
      digits += this.#next();
    }
    const count = Number(digits);
    if (digits === '' || count > limits.repeatMax) throw new UnsupportedPattern();
    return count;
  }

  #atom(): Pattern {
    const character = this.#next();
    switch (character) {
      case '.':
        return { type: 'set', set: (other) => other !== '\n' };
      case '^':
        return { type: 'assertion', at: 'start' };
      case '$':
        return { type: 'assertion', at: 'end' };
      case '(':
        return this.#group();
      case '[':
        return { type: 'set', set: this.#class() };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
      case ')':
        throw new UnsupportedPattern();
      default:
        return { type: 'set', set: this.#literal(character) };
    }
  }

  #group(): Pattern {
    if (this.#accept('?') && !this.#accept(':')) throw new UnsupportedPattern();
    this.#depth += 1;
    if (this.#depth > limits.depthMax) throw new UnsupportedPattern();
    const pattern = this.#choice();
    this.#depth -= 1;
    if (!this.#accept(')')) throw new UnsupportedPattern();
    return pattern;
  }

  #escape(): Pattern {
    const character = this.#next();
    if (character === 'A') return { type: 'assertion', at: 'start' };
    if (character === 'z') return { type: 'assertion', at: 'end' };
    return { type: 'set', set: this.#escaped(character) };
  }

  #escaped(character: string): CharacterSet {
    const named = namedSets.get(character);
    if (named !== undefined) return named;
    if (/[A-Za-z0-9]/.test(character)) throw new UnsupportedPattern();
    return this.#literal(character);
  }

  #class(): CharacterSet {
    const isNegated = this.#accept('^');
    const sets: CharacterSet[] = [];
    // A bracket right at the start is a literal.
    do sets.push(this.#classItem());
    while (!this.#accept(']'));
    return (character) => sets.some((set) => set(character)) !== isNegated;
  }

  #classItem(): CharacterSet {
    const low = this.#next();
    if (low === '[' && this.#peek() === ':') throw new UnsupportedPattern();
    if (low === '\\') return this.#escaped(this.#next());
    if (this.#peek() !== '-' || this.#characters[this.#at + 1] === ']') return this.#literal(low);
    this.#next();
    const high = this.#next();
    if (high === '\\' || high < low) throw new UnsupportedPattern();
    return this.#foldable((character) => character >= low && character <= high);
  }

  #literal(wanted: string): CharacterSet {
    return this.#foldable((character) => character === wanted);
  }

  #foldable(set: CharacterSet): CharacterSet {
    if (!this.#isFolded) return set;
    return (character) =>
      set(character) || set(character.toLowerCase()) || set(character.toUpperCase());
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #accept(character: string): boolean {
    const isNext = this.#peek() === character;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #next(): string {
    const character = this.#peek();
    if (character === undefined) throw new UnsupportedPattern();
    this.#at += 1;
    return character;
  }
}

/** As RE2 has them: ASCII only. */
const namedSets: ReadonlyMap<string, CharacterSet> = new Map<string, CharacterSet>([
  ['d', (character) => /[0-9]/.test(character)],
  ['D', (character) => /[^0-9]/.test(character)],
  ['w', (character) => /[0-9A-Za-z_]/.test(character)],
  ['W', (character) => /[^0-9A-Za-z_]/.test(character)],
  ['s', (character) => /[\t\n\f\r ]/.test(character)],
  ['S', (character) => /[^\t\n\f\r ]/.test(character)],
  ['t', (character) => character === '\t'],
  ['n', (character) => character === '\n'],
]);
