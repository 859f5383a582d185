/** Entries of the static table of HPACK (RFC 7541, Appendix A). */
const staticEntries = { post: 0x83, http: 0x86, https: 0x87 } as const;
const staticNames = { authority: 1, path: 4, contentType: 31 } as const;
const firstDynamicIndex = 62;

/**
 * The header block of gRPC calls, compressed as every client library does it: what does not change is one
 * byte after the first call of the connection.
 */
export class HeaderEncoder {
  readonly #scheme: number;
  /** Newest first, as HPACK counts; a handful of short entries, so nothing is ever evicted. */
  readonly #table: string[] = [];
  readonly #blocks = new Map<string, Buffer>();

  constructor(scheme: 'http' | 'https') {
    this.#scheme = staticEntries[scheme];
  }

  encode(path: string): Buffer {
    const known = this.#blocks.get(path);
    if (known !== undefined) return known;
    const size = this.#table.length;
    const block = Buffer.concat([
      Buffer.of(staticEntries.post, this.#scheme),
      this.#field(staticNames.path, path),
      this.#field(staticNames.authority, 'localhost'),
      this.#field(staticNames.contentType, 'application/grpc'),
      this.#field('te', 'trailers'),
    ]);
    if (this.#table.length === size) this.#blocks.set(path, block);
    else this.#blocks.clear(); // a new entry moves the others
    return block;
  }

  #field(name: number | string, value: string): Buffer {
    const position = this.#table.indexOf(`${name} ${value}`);
    if (position >= 0) return Buffer.of(0x80 | (firstDynamicIndex + position));
    this.#table.unshift(`${name} ${value}`);
    const named =
      typeof name === 'number'
        ? Buffer.of(0x40 | name)
        : Buffer.concat([Buffer.of(0x40), text(name)]);
    return Buffer.concat([named, text(value)]);
  }
}

/** A string without Huffman code, shorter than 127 bytes. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(value.length), Buffer.from(value, 'latin1')]);
}
