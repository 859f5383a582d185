const limits = {
  /** The largest is the remembered outcome of a transaction, beside what a client may have remembered. */
  recordBytesMax: 16 * 1024 * 1024,
} as const;

/** Every record of a snapshot is preceded by its length, big-endian: the form that mökv restores from. */
export const lengthBytes = 8;

/** Cuts a snapshot that arrives in pieces, cut anywhere, into its records. */
export class RecordSplitter {
  readonly #take: (record: Buffer) => void;
  #expected: 'length' | 'record' = 'length';
  /** Bytes that the expected part has, and those of them that earlier pieces brought. */
  #wanted = lengthBytes;
  #held = 0;
  #partial = Buffer.alloc(0);

  /** `take` must copy what it keeps: a record may lie in the piece that brought it. */
  constructor(take: (record: Buffer) => void) {
    this.#take = take;
  }

  /** Nothing of a record is held: the snapshot may end here. */
  get isBetweenRecords(): boolean {
    return this.#expected === 'length' && this.#held === 0;
  }

  /** @throws RangeError for a record that declares more than any has. */
  push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let at = 0;
    while (at < bytes.length) {
      const end = Math.min(at + this.#wanted - this.#held, bytes.length);
      const part = this.#assemble(bytes.subarray(at, end));
      at = end;
      if (part !== undefined) this.#accept(part);
    }
  }

  /** The expected part once it is whole; copied only when it came in several pieces. */
  #assemble(piece: Buffer): Buffer | undefined {
    if (this.#held === 0 && piece.length === this.#wanted) return piece;
    if (this.#held === 0) this.#partial = Buffer.allocUnsafeSlow(this.#wanted);
    this.#held += piece.copy(this.#partial, this.#held);
    if (this.#held < this.#wanted) return undefined;
    this.#held = 0;
    return this.#partial;
  }

  #accept(part: Buffer): void {
    if (this.#expected === 'record') {
      this.#expect('length', lengthBytes);
      this.#take(part);
      return;
    }
    const length = part.readBigUInt64BE();
    if (length > limits.recordBytesMax) throw new RangeError(`a record declares ${length} bytes`);
    if (length === 0n) this.#take(part.subarray(0, 0));
    else this.#expect('record', Number(length));
  }

  #expect(part: 'length' | 'record', bytes: number): void {
    this.#expected = part;
    this.#wanted = bytes;
  }
}
