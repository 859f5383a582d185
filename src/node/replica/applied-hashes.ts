const limits = { hashesMax: 4096 } as const;

/** The running hash after each of the last indices, so that nodes can be compared at one of them. */
export class AppliedHashes {
  readonly #hashes = new Float64Array(limits.hashesMax);
  #first = 0;
  #last = -1;

  applied(index: number, hash: number): void {
    // After a snapshot there is a gap: what was before it is of no use.
    if (index !== this.#last + 1) this.#first = index;
    this.#hashes[index % limits.hashesMax] = hash;
    this.#last = index;
    this.#first = Math.max(this.#first, index - limits.hashesMax + 1);
  }

  at(index: number): number | undefined {
    return index < this.#first || index > this.#last
      ? undefined
      : this.#hashes[index % limits.hashesMax];
  }
}
