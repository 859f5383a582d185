import { type Layout, layoutOf, malformed } from './layout.ts';

export const limits = {
  /** Maps and arrays inside one another; Raft's and Serf's messages need five. */
  depthMax: 16,
} as const;

/**
 * Finds where one msgpack value after the other ends in a stream of chunks, without decoding them and
 * without looking at any byte twice. It refuses a value that is longer or deeper than allowed as soon as a header
 * says so, before anyone reserves memory for it.
 */
export class ValueScanner {
  readonly #bytesMax: number;
  readonly #valuesMax: number;
  #consumed = 0;
  /** Values announced so far, keys and elements included. */
  #values = 1;
  /** Values still to come at the innermost open level; the outermost is the one value asked for. */
  #left = 1;
  /** The same of the levels around it. */
  readonly #outer: number[] = [];
  #skip = 0;
  /** A header whose length bytes have not all arrived. */
  #header: { readonly layout: Layout; missing: number; length: number } | undefined;

  /** `valuesMax` bounds the time that decoding takes, as `bytesMax` bounds the memory. */
  constructor(bytesMax: number, valuesMax = bytesMax) {
    this.#bytesMax = bytesMax;
    this.#valuesMax = valuesMax;
  }

  /**
   * Goes on at `from`. Returns the offset in this chunk just behind the value, where the next one may
   * begin, or undefined when the value goes on in the next chunk (which must then be scanned from its
   * start). Throws CORRUPT, and is of no use afterwards.
   */
  scan(chunk: Uint8Array, from = 0): number | undefined {
    let offset = from;
    while (true) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, chunk.length - offset);
        offset += skipped;
        this.#skip -= skipped;
        if (this.#skip > 0) return undefined;
      }
      if (this.#left === 0 && this.#closeFinished()) {
        this.#startAgain();
        return offset;
      }
      const byte = chunk[offset];
      if (byte === undefined) return undefined;
      offset += 1;
      this.#take(byte);
    }
  }

  #startAgain(): void {
    this.#consumed = 0;
    this.#values = 1;
    this.#left = 1;
  }

  #take(byte: number): void {
    this.#reserve(1);
    if (this.#header === undefined) {
      const layout = layoutOf(byte);
      if (layout.lengthBytes === 0) {
        this.#begin(layout, layout.length);
        return;
      }
      this.#header = { layout, missing: layout.lengthBytes, length: layout.length };
    } else {
      this.#header.missing -= 1;
      this.#header.length = this.#header.length * 256 + byte;
    }
    if (this.#header.missing > 0) return;
    const { layout, length } = this.#header;
    this.#header = undefined;
    this.#begin(layout, length);
  }

  #begin(layout: Layout, length: number): void {
    this.#left -= 1;
    if (layout.kind === 'payload') {
      this.#skip = length;
      this.#reserve(this.#skip);
      return;
    }
    const values = layout.kind === 'map' ? length * 2 : length;
    // Each value takes a byte at least, so a count that cannot fit is refused at once.
    if (values > this.#bytesMax - this.#consumed) throw malformed('more elements than bytes');
    this.#values += values;
    if (this.#values > this.#valuesMax) throw malformed(`more than ${this.#valuesMax} elements`);
    if (this.#outer.length >= limits.depthMax)
      throw malformed(`nested deeper than ${limits.depthMax}`);
    this.#outer.push(this.#left);
    this.#left = values;
  }

  #reserve(bytes: number): void {
    this.#consumed += bytes;
    if (this.#consumed > this.#bytesMax) {
      throw malformed(`a value longer than ${this.#bytesMax} bytes`);
    }
  }

  /** Tells whether the one value is complete. */
  #closeFinished(): boolean {
    while (this.#left === 0) {
      const outer = this.#outer.pop();
      if (outer === undefined) return true;
      this.#left = outer;
    }
    return false;
  }
}
