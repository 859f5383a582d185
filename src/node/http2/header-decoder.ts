import { ConnectionError } from './connection-error.ts';
import { DynamicTable } from './dynamic-table.ts';
import { byteAt } from './frame-splitter.ts';
import { type HeaderField, headerField } from './header-field.ts';
import { huffmanDecoded } from './huffman.ts';
import { errorCode } from './protocol.ts';
import { staticTable } from './static-table.ts';

const limits = {
  /** Above every index, length and size that can be right. */
  integerMax: 1 << 20,
} as const;

/** Takes the fields of a block in their order. */
export interface FieldSink {
  add(field: HeaderField): void;
}

/**
 * HPACK, the reading side (RFC 7541). One for each connection; it must read every block that arrives. A field
 * that repeats an earlier one costs a look into a table.
 */
export class HeaderDecoder {
  readonly #table = new DynamicTable();
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #end = 0;

  /** @throws ConnectionError COMPRESSION_ERROR */
  decode(bytes: Buffer, start: number, end: number, fields: FieldSink): void {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    this.#sizeUpdates();
    while (this.#at < end) this.#field(fields);
    this.#bytes = nothing;
  }

  /** Only in front of the first field (RFC 7541 §4.2). */
  #sizeUpdates(): void {
    while (this.#at < this.#end && (byteAt(this.#bytes, this.#at) & 0xe0) === 0x20) {
      if (!this.#table.resize(this.#integer(0x1f))) throw damaged('its table is too large');
    }
  }

  #field(fields: FieldSink): void {
    const first = byteAt(this.#bytes, this.#at);
    if (first >= 0x80) {
      fields.add(this.#indexed(this.#integer(0x7f)));
    } else if (first >= 0x40) {
      const field = this.#literal(0x3f);
      this.#table.add(field);
      fields.add(field);
    } else if (first < 0x20) {
      fields.add(this.#literal(0x0f));
    } else {
      throw damaged('its table changes between fields');
    }
  }

  #literal(prefixMask: number): HeaderField {
    const index = this.#integer(prefixMask);
    const name = index === 0 ? this.#string() : this.#indexed(index).name;
    return headerField(name, this.#string());
  }

  #indexed(index: number): HeaderField {
    const field =
      index <= staticTable.length
        ? staticTable[index - 1]
        : this.#table.get(index - staticTable.length - 1);
    if (field === undefined) throw damaged('there is no such index');
    return field;
  }

  #string(): string {
    const isHuffman = this.#next() >= 0x80;
    this.#at -= 1;
    const start = this.#lengthThenStart();
    const end = this.#at;
    return isHuffman
      ? huffmanDecoded(this.#bytes, start, end)
      : this.#bytes.toString('latin1', start, end);
  }

  /** Steps behind a string. @returns where it begins. */
  #lengthThenStart(): number {
    const length = this.#integer(0x7f);
    const start = this.#at;
    if (length > this.#end - start) throw damaged('a string is cut off');
    this.#at = start + length;
    return start;
  }

  /** RFC 7541 §5.1. @param prefixMask the bits of the first byte that belong to it */
  #integer(prefixMask: number): number {
    let value = this.#next() & prefixMask;
    if (value < prefixMask) return value;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#next();
      value += (byte & 0x7f) * factor;
      if (value > limits.integerMax || factor > limits.integerMax)
        throw damaged('a number is too large');
      if (byte < 0x80) return value;
    }
  }

  #next(): number {
    if (this.#at >= this.#end) throw damaged('it is cut off');
    const byte = byteAt(this.#bytes, this.#at);
    this.#at += 1;
    return byte;
  }
}

const nothing = Buffer.alloc(0);

function damaged(how: string): ConnectionError {
  return new ConnectionError(errorCode.compressionError, `a header block is damaged: ${how}`);
}
