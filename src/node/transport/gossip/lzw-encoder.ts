import { lzw } from './lzw.ts';

const limits = {
  /** Slots of the table as a power of two: four for each of the 12-bit codes, fewer for short inputs. */
  slotBitsMin: 6,
  slotBitsMax: 14,
} as const;

/** Spreads keys over the slots (Knuth, multiplicative hashing). */
const hashFactor = 0x9e37_79b1;

/** Compresses, byte for byte as Go's encoder does (serf-wire §1.3). */
export function compressLzw(input: Uint8Array): Buffer {
  const bits = new BitWriter(input.length);
  const table = new CodeTable(input.length);
  bits.write(lzw.clear, table.width);
  let [prefix] = input;
  if (prefix === undefined) return bits.finish(table.width);
  for (let offset = 1; offset < input.length; offset += 1) {
    const byte = input[offset] ?? 0;
    const code = table.find(prefix, byte);
    if (code !== undefined) {
      prefix = code;
      continue;
    }
    bits.write(prefix, table.width);
    if (table.advance()) table.insert(prefix, byte);
    else restart(bits, table);
    prefix = byte;
  }
  bits.write(prefix, table.width);
  if (!table.advance()) restart(bits, table);
  return bits.finish(table.width);
}

function restart(bits: BitWriter, table: CodeTable): void {
  bits.write(lzw.clear, table.width);
  table.clear();
}

/** Which code stands for "what this code stands for, and then this byte": an open hash table. */
class CodeTable {
  readonly #slotBits: number;
  readonly #keys: Int32Array;
  readonly #codes: Uint16Array;
  #last: number = lzw.end;
  #width: number = lzw.widthMin;

  /** Each byte of the input adds one code at most. */
  constructor(inputBytes: number) {
    const bits = Math.ceil(Math.log2(inputBytes + 1)) + 1;
    this.#slotBits = Math.min(limits.slotBitsMax, Math.max(limits.slotBitsMin, bits));
    this.#keys = new Int32Array(1 << this.#slotBits).fill(-1);
    this.#codes = new Uint16Array(1 << this.#slotBits);
  }

  get width(): number {
    return this.#width;
  }

  /** Makes the next code the current one; false when there is none left, as Go never uses the last. */
  advance(): boolean {
    this.#last += 1;
    if (this.#last === 1 << this.#width) this.#width += 1;
    return this.#last < lzw.tableSize - 1;
  }

  find(prefix: number, byte: number): number | undefined {
    const slot = this.#slotOf((prefix << 8) | byte);
    return this.#keys[slot] === -1 ? undefined : this.#codes[slot];
  }

  /** Gives the current code its meaning. */
  insert(prefix: number, byte: number): void {
    const key = (prefix << 8) | byte;
    const slot = this.#slotOf(key);
    this.#keys[slot] = key;
    this.#codes[slot] = this.#last;
  }

  clear(): void {
    this.#keys.fill(-1);
    this.#last = lzw.end;
    this.#width = lzw.widthMin;
  }

  /** The slot of the key, or the free one where it belongs; at most half of them are taken. */
  #slotOf(key: number): number {
    const slotMask = this.#keys.length - 1;
    let slot = Math.imul(key, hashFactor) >>> (32 - this.#slotBits);
    while (this.#keys[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & slotMask;
    return slot;
  }
}

/** Packs codes into bytes, the least significant bit first. */
class BitWriter {
  readonly #bytes: Buffer;
  #length = 0;
  #pending = 0;
  #pendingBits = 0;

  constructor(inputBytes: number) {
    // At worst each byte is a code of 12 bits, and a full table is cleared by one code more.
    this.#bytes = Buffer.allocUnsafe(Math.ceil(inputBytes * 1.51) + 8);
  }

  write(code: number, width: number): void {
    this.#pending |= code << this.#pendingBits;
    this.#pendingBits += width;
    while (this.#pendingBits >= 8) {
      this.#bytes[this.#length] = this.#pending & 0xff;
      this.#length += 1;
      this.#pending >>>= 8;
      this.#pendingBits -= 8;
    }
  }

  finish(width: number): Buffer {
    this.write(lzw.end, width);
    if (this.#pendingBits > 0) this.write(0, 8 - this.#pendingBits);
    return this.#bytes.subarray(0, this.#length);
  }
}
