import { crc32c } from './crc32c.ts';

/**
 * What is wrong with a LevelDB table file (.ldb), or undefined when every block has the checksum that it
 * was written with. LevelDB itself does not look at the checksums, and an assertion ends the process when
 * it meets a damaged block. Layout: data blocks, filter block, metaindex block, index block, footer; a
 * type byte and a masked CRC-32C follow each block (LevelDB's doc/table_format.md).
 */
export function findTableDamage(file: Buffer): string | undefined {
  const footerStart = file.length - footerBytes;
  if (footerStart < 0 || file.readBigUInt64LE(file.length - 8) !== magic) {
    return 'its footer is damaged';
  }
  const footer = new VarintReader(file, footerStart);
  const metaindex = footer.handle();
  const index = footer.handle();
  if (metaindex === undefined || index === undefined) return 'its footer is damaged';
  if (endOf(metaindex) !== index.offset || endOf(index) !== footerStart) {
    return 'its footer is damaged';
  }
  for (const block of [metaindex, index]) {
    if (!isIntact(file, block)) return `its block at offset ${block.offset} is damaged`;
  }
  const blocks = [...handlesIn(file, index), ...handlesIn(file, metaindex)];
  let offset = 0;
  for (const block of blocks) {
    if (block.offset !== offset || !isIntact(file, block)) {
      return `its block at offset ${offset} is damaged`;
    }
    offset = endOf(block);
  }
  return offset === metaindex.offset ? undefined : `nothing accounts for its bytes from ${offset}`;
}

/** A block without the type and checksum behind it. */
interface BlockHandle {
  readonly offset: number;
  readonly size: number;
}

const footerBytes = 48;
const magic = 0xdb4775248b80fb57n;
const trailerBytes = 5;
const maskDelta = 0xa282ead8;
/** We open LevelDB without compression: there is no other block type. */
const uncompressed = 0;

function endOf({ offset, size }: BlockHandle): number {
  return offset + size + trailerBytes;
}

function isIntact(file: Buffer, { offset, size }: BlockHandle): boolean {
  const typeOffset = offset + size;
  if (typeOffset + trailerBytes > file.length) return false;
  if (file.readUInt8(typeOffset) !== uncompressed) return false;
  const masked = file.readUInt32LE(typeOffset + 1);
  return mask(crc32c(file.subarray(offset, typeOffset + 1))) === masked;
}

function mask(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + maskDelta) >>> 0;
}

/** The handles that an intact index or metaindex block holds as its values. */
function handlesIn(file: Buffer, { offset, size }: BlockHandle): BlockHandle[] {
  const restarts = file.readUInt32LE(offset + size - 4);
  const entriesEnd = offset + size - 4 * (restarts + 1);
  const reader = new VarintReader(file, offset);
  const handles: BlockHandle[] = [];
  while (reader.offset < entriesEnd) {
    reader.varint();
    const keyBytes = reader.varint() ?? 0;
    const valueBytes = reader.varint() ?? 0;
    const value = new VarintReader(file, reader.offset + keyBytes).handle();
    if (value !== undefined) handles.push(value);
    reader.offset += keyBytes + valueBytes;
  }
  return handles;
}

class VarintReader {
  offset: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, offset: number) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  handle(): BlockHandle | undefined {
    const offset = this.varint();
    const size = this.varint();
    return offset === undefined || size === undefined ? undefined : { offset, size };
  }

  /** Undefined for more than the 49 bits that a file can need. */
  varint(): number | undefined {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 42; factor *= 128) {
      const byte = this.#bytes[this.offset];
      if (byte === undefined) return undefined;
      this.offset += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    return undefined;
  }
}
