const limits = {
  capacityMin: 4096,
  /** More room than this is given back as soon as the queue is empty. */
  idleCapacityMax: 256 * 1024,
} as const;

/**
 * Bytes in the order of their arrival, in one piece of memory. Each byte is copied a bounded number of
 * times, however small the chunks are.
 */
export class ByteQueue {
  #memory = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#memory.length) this.#makeRoom(chunk.length);
    this.#memory.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** Everything in the queue; valid until the next push. */
  view(): Buffer {
    return this.#memory.subarray(this.#start, this.#end);
  }

  /** Removes the first `count` bytes and gives them in memory of their own, which pins nothing else. */
  take(count: number): Buffer {
    const taken = Buffer.allocUnsafeSlow(count);
    this.#memory.copy(taken, 0, this.#start, this.#start + count);
    this.#start += count;
    if (this.#start === this.#end) this.#reset();
    return taken;
  }

  #makeRoom(bytes: number): void {
    const held = this.view();
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
