const limits = {
  capacityMin: 4096,
  /** More room than this is given back as soon as the queue is empty. */
  idleCapacityMax: 256 * 1024,
} as const;

/**
 * Bytes in the order of their arrival, in one piece of memory. Each byte is copied a bounded number of
 * times, however small the chunks are, and not at all when a chunk is taken as it came.
 */
export class ByteQueue {
  /** A chunk that came while nothing was held, and of which nothing was taken. It is never written to. */
  #chunk: Buffer | undefined;
  #memory = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#chunk === undefined ? this.#end - this.#start : this.#chunk.length;
  }

  /** The queue may give the chunk away: nobody else writes to it from now on. */
  push(chunk: Uint8Array): void {
    if (this.length === 0) {
      this.#chunk = bufferOf(chunk);
      return;
    }
    this.#store();
    this.#append(chunk);
  }

  /** Everything in the queue; valid until the next push. */
  view(): Buffer {
    return this.#chunk ?? this.#memory.subarray(this.#start, this.#end);
  }

  /**
   * Removes the first `count` bytes and gives them in memory of their own, which pins nothing else; or
   * the chunk itself, if that is what they are.
   */
  take(count: number): Buffer {
    const chunk = this.#chunk;
    if (chunk?.length === count) {
      this.#chunk = undefined;
      return chunk;
    }
    this.#store();
    const taken = Buffer.allocUnsafeSlow(count);
    this.#memory.copy(taken, 0, this.#start, this.#start + count);
    this.#start += count;
    if (this.#start === this.#end) this.#reset();
    return taken;
  }

  #store(): void {
    const chunk = this.#chunk;
    if (chunk === undefined) return;
    this.#chunk = undefined;
    this.#append(chunk);
  }

  #append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#memory.length) this.#makeRoom(chunk.length);
    this.#memory.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  #makeRoom(bytes: number): void {
    const held = this.#memory.subarray(this.#start, this.#end);
    const needed = held.length + bytes;
    // Moving is allowed only when at least as much was consumed as has to move.
    const canMove = this.#start >= held.length && needed <= this.#memory.length;
    if (!canMove) {
      this.#memory = Buffer.allocUnsafeSlow(
        Math.max(limits.capacityMin, needed, this.#memory.length * 2),
      );
    }
    held.copy(this.#memory, 0);
    this.#start = 0;
    this.#end = held.length;
  }

  #reset(): void {
    this.#start = 0;
    this.#end = 0;
    if (this.#memory.length > limits.idleCapacityMax) this.#memory = Buffer.alloc(0);
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
