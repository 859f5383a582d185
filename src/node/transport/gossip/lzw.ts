/**
 * The LZW variant of Go's compress/lzw with LSB order and 8-bit literals, which memberlist uses
 * (serf-wire §1.3): codes of 9 to 12 bits, 256 clears the table, 257 ends the data.
 */
export const lzw = {
  clear: 256,
  end: 257,
  firstFree: 258,
  widthMin: 9,
  widthMax: 12,
  /** Codes that 12 bits can name. */
  tableSize: 4096,
} as const;
