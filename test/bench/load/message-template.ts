import type { KeySource } from './key-source.ts';

/**
 * A message that is encoded once and then only changes its keys, which all have the same length: encoding
 * hundreds of thousands of operations a second would take the machine from the servers.
 */
export class MessageTemplate {
  readonly #bytes: Buffer;
  readonly #places: readonly number[];

  /** @param placeholder the key that the message has wherever another one goes */
  constructor(message: Uint8Array, placeholder: string) {
    this.#bytes = Buffer.from(message);
    this.#places = placesOf(this.#bytes, placeholder);
  }

  /** The same bytes each time. */
  filled(keys: KeySource): Uint8Array {
    for (const place of this.#places) this.#bytes.write(keys.next(), place, 'latin1');
    return this.#bytes;
  }
}

function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) {
    places.push(at);
  }
  return places;
}
