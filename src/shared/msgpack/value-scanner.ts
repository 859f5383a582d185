import { invariant } from '../invariant.ts';
import { type Layout, layoutOf, malformed } from './layout.ts';

export const limits = {
  /** Maps and arrays inside one another; Raft's and Serf's messages need five. */
  depthMax: 16,
} as const;

/**
 * Finds where one msgpack value ends in a stream of chunks, without decoding it and without looking
 * at any byte twice. It refuses a value that is longer or deeper than allowed as soon as a header
 * says so, before anyone reserves memory for it.
 */
export class ValueScanner {
  readonly #bytesMax: number;
  readonly #valuesMax: number;
  #consumed = 0;
  /** Values announced so far, keys and elements included. */
  #values = 1;
  /** Values still to come at each open level; the outermost level is the one value asked for. */
  readonly #open: number[] = [1];
  #skip = 0;
  /** A header whose length bytes have not all arrived. */
  #header: { readonly layout: Layout; missing: number; length: number } | undefined;

  /** `valuesMax` bounds the time that decoding takes, as `bytesMax` bounds the memory. */
  constructor(bytesMax: number, valuesMax = bytesMax) {
    this.#bytesMax = bytesMax;
    this.#valuesMax = valuesMax;
  }

  /**
   * Goes on at `from`. Returns the offset in this chunk just behind the value, or undefined when the
   * value goes on in the next chunk (which must then be scanned from its start). Throws CORRUPT.
   */
  scan(chunk: Uint8Array, from = 0): number | undefined {
    invariant(this.#open.length > 0, 'a scanner finds one value');
    let offset = from;
    while (true) {
      const skipped = Math.min(this.#skip, chunk.length - offset);
      offset += skipped;
      this.#skip -= skipped;
      if (this.#skip === 0 && this.#header === undefined && this.#closeFinished()) return offset;
      const byte = chunk[offset];
      if (byte === undefined) return undefined;
      offset += 1;
      this.#take(byte);
    }
  }

  #take(byte: number): void {
    this.#reserve(1);
    if (this.#header === undefined) {
      const layout = layoutOf(byte);
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
    const level = this.#open.length - 1;
    this.#open[level] = (this.#open[level] ?? 0) - 1;
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
    if (this.#open.length > limits.depthMax)
      throw malformed(`nested deeper than ${limits.depthMax}`);
    this.#open.push(values);
  }

  #reserve(bytes: number): void {
    this.#consumed += bytes;
    if (this.#consumed > this.#bytesMax) {
      throw malformed(`a value longer than ${this.#bytesMax} bytes`);
    }
  }

  #closeFinished(): boolean {
    while (this.#open.at(-1) === 0) this.#open.pop();
    return this.#open.length === 0;
  }
}
