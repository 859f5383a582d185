const limits = {
  /** Of each power of two: a quantile is at most 1/64 too high. */
  partsPerDouble: 64,
  /** 2^32 microseconds are more than an hour; what takes longer counts as that. */
  doublesMax: 32,
} as const;

/** How long things took, in a fixed amount of memory, each value to within two per cent. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(limits.partsPerDouble * limits.doublesMax);
  #count = 0;
  #maxUs = 0;

  get count(): number {
    return this.#count;
  }

  get maxUs(): number {
    return this.#maxUs;
  }

  record(us: number): void {
    const at = partOf(us);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#count += 1;
    this.#maxUs = Math.max(this.#maxUs, us);
  }

  /** Microseconds that this share of all took at most, 0 to 1; 0 when there is nothing. */
  quantile(share: number): number {
    let remaining = Math.ceil(share * this.#count);
    if (remaining === 0) return 0;
    for (const [at, count] of this.#counts.entries()) {
      remaining -= count;
      if (remaining <= 0) return Math.min(endOf(at), this.#maxUs);
    }
    return this.#maxUs;
  }
}

/** Up to 64 microseconds one part each, then 64 parts of equal width in each power of two. */
function partOf(us: number): number {
  const { partsPerDouble, doublesMax } = limits;
  const whole = Math.max(Math.floor(us), 0);
  if (whole < partsPerDouble) return whole;
  const double = Math.floor(Math.log2(whole / partsPerDouble));
  const within = Math.floor(whole / 2 ** double) - partsPerDouble;
  return Math.min((double + 1) * partsPerDouble + within, partsPerDouble * doublesMax - 1);
}

/** The first value behind the part. */
function endOf(part: number): number {
  const { partsPerDouble } = limits;
  if (part < partsPerDouble) return part + 1;
  const double = Math.floor(part / partsPerDouble) - 1;
  return ((part % partsPerDouble) + partsPerDouble + 1) * 2 ** double;
}
