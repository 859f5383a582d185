import { MokvError } from '../../shared/errors.ts';

/** Where the bytes behind an InstallSnapshot come from. */
export interface BodySource {
  /** The next bytes, at most `count`, or undefined when the peer has closed its side. */
  read(count: number): Promise<Uint8Array | undefined>;
}

/**
 * The raw bytes of one snapshot, read from the peer only as fast as they are asked for. To be iterated
 * once; what the consumer left is then removed by `drain`, or the stream is out of step (raft-wire §8.6).
 */
export class SnapshotBody implements AsyncIterable<Uint8Array> {
  readonly #source: BodySource;
  #left: number;
  /** The first error counts, and every later read has it too. */
  #failure: unknown;

  constructor(source: BodySource, sizeBytes: number) {
    this.#source = source;
    this.#left = sizeBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    while (this.#left > 0) yield await this.#next();
  }

  async drain(): Promise<void> {
    while (this.#left > 0) await this.#next();
  }

  async #next(): Promise<Uint8Array> {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      const chunk = await this.#source.read(this.#left);
      if (chunk === undefined) throw new MokvError('UNAVAILABLE', 'the snapshot broke off');
      this.#left -= chunk.length;
      return chunk;
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }
}
