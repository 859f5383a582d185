import { prefixBytes } from '../api/message-frame.ts';

/** Puts together the messages of an answer that arrives in pieces, cut anywhere. */
export class MessageSplitter {
  readonly #take: (message: Buffer) => void;
  #pieces: Buffer[] = [];
  #heldBytes = 0;
  /** Of the next frame; only its prefix, while that is not there yet. */
  #wantedBytes = prefixBytes;

  /** `take` may keep what it gets: nothing else writes there. */
  constructor(take: (message: Buffer) => void) {
    this.#take = take;
  }

  /** Nothing of a message is held: the answer may end here. */
  get isBetweenMessages(): boolean {
    return this.#heldBytes === 0;
  }

  /** @throws RangeError for a compressed message, which nobody asked for. */
  push(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#heldBytes += piece.length;
    if (this.#heldBytes < this.#wantedBytes) return;
    const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
    this.#keep(bytes.subarray(this.#takeWhole(bytes)));
  }

  /** @returns where the first incomplete frame begins. */
  #takeWhole(bytes: Buffer): number {
    let at = 0;
    for (;;) {
      this.#wantedBytes = prefixBytes;
      if (bytes.length - at < prefixBytes) return at;
      if (bytes[at] !== 0) throw new RangeError('a message is compressed');
      this.#wantedBytes += bytes.readUInt32BE(at + 1);
      if (bytes.length - at < this.#wantedBytes) return at;
      const end = at + this.#wantedBytes;
      this.#take(bytes.subarray(at + prefixBytes, end));
      at = end;
    }
  }

  #keep(rest: Buffer): void {
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#heldBytes = rest.length;
  }
}
