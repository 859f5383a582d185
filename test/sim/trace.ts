const limits = {
  /** Events that a failure report shows. */
  recentMax: 400,
} as const;

interface Traced {
  time: number;
  kind: string;
  node: string;
  numbers: readonly [number, number];
}

/**
 * What happened, as a running hash (the same seed must give the same hash) and as the last events for a
 * reader.
 */
export class Trace {
  #low = 0x811c9dc5 | 0;
  #high = 0x1b873593 | 0;
  readonly #kinds = new Map<string, number>();
  /** Filled again and again: an object for each event would be the most garbage of all. */
  readonly #recent: readonly Traced[] = Array.from({ length: limits.recentMax }, () => ({
    time: -1,
    kind: '',
    node: '',
    numbers: [0, 0],
  }));
  #position = 0;

  record(time: number, kind: string, node: string, numbers: readonly [number, number]): void {
    this.#mix(Math.round(time * 1000));
    this.#mix(this.#numberOf(kind) * 65_536 + this.#numberOf(node));
    this.#mix(numbers[0]);
    this.#mix(numbers[1]);
    const traced = this.#recent[this.#position];
    if (traced === undefined) return;
    traced.time = time;
    traced.kind = kind;
    traced.node = node;
    traced.numbers = numbers;
    this.#position = (this.#position + 1) % limits.recentMax;
  }

  /** 53 bits. */
  get hash(): string {
    const value = (this.#high >>> 11) * 2 ** 32 + (this.#low >>> 0);
    return value.toString(16).padStart(14, '0');
  }

  recent(): readonly string[] {
    const ordered = [
      ...this.#recent.slice(this.#position),
      ...this.#recent.slice(0, this.#position),
    ];
    return ordered.filter(({ time }) => time >= 0).map(lineOf);
  }

  #mix(value: number): void {
    this.#low = Math.imul(this.#low ^ (value | 0), 0x01000193);
    this.#high = Math.imul(this.#high ^ (value + this.#low), 0x85ebca6b);
    this.#high ^= this.#high >>> 13;
  }

  #numberOf(text: string): number {
    const known = this.#kinds.get(text);
    if (known !== undefined) return known;
    this.#kinds.set(text, this.#kinds.size + 1);
    return this.#kinds.size;
  }
}

function lineOf({ time, kind, node, numbers }: Traced): string {
  const at = (time / 1000).toFixed(6).padStart(12);
  return `${at}s  ${node.padEnd(5)} ${kind.padEnd(28)} ${numbers[0]} ${numbers[1]}`;
}
