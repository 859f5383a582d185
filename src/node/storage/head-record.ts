import { crc32 } from 'node:zlib';
import type { HardState } from '../raft/durable.ts';
import type { Position } from './log-record.ts';

/**
 * What every batch writes beside its entries, so that it is atomic with them: which batch this is, the
 * hard state, and between which positions the log lies.
 */
export interface Head {
  /** Counts the batches of this directory from 1 and never goes back, whatever happens to the log. */
  readonly generation: number;
  readonly nodeId: string;
  readonly hardState: HardState;
  /** The position before the first entry: of a snapshot, or of an entry that a snapshot covers. */
  readonly base: Position;
  /** The position of the last entry, or `base` when there is none. */
  readonly last: Position;
}

/** CRC-32 of the rest as u32, version u8, JSON. */
export function encodeHead(head: Head): Buffer {
  return new HeadEncoder().encode(head);
}

/** Encodes one head after another, and what seldom changes of them only when it does. */
export class HeadEncoder {
  #previous: Head | undefined;
  #seldomChanging = '';

  encode(head: Head): Buffer {
    const { generation, nodeId, hardState, base, last } = head;
    const { index, term, chain } = last;
    if (!hasSameRest(this.#previous, head)) {
      this.#seldomChanging = JSON.stringify({ nodeId, hardState, base }).slice(1, -1);
    }
    this.#previous = head;
    const end = `"last":{"index":${index},"term":${term},"chain":${chain}}`;
    return framed(`{"generation":${generation},${this.#seldomChanging},${end}}`);
  }
}

function hasSameRest(a: Head | undefined, b: Head): boolean {
  return a?.base === b.base && a.hardState === b.hardState && a.nodeId === b.nodeId;
}

function framed(json: string): Buffer {
  const bytes = Buffer.allocUnsafe(jsonOffset + Buffer.byteLength(json));
  bytes.writeUInt8(headVersion, checksumBytes);
  bytes.write(json, jsonOffset);
  bytes.writeUInt32BE(crc32(bytes.subarray(checksumBytes)), 0);
  return bytes;
}

/** Undefined when the bytes are not what encodeHead made. */
export function decodeHead(bytes: Buffer): Head | undefined {
  if (bytes.length <= jsonOffset) return undefined;
  if (crc32(bytes.subarray(checksumBytes)) !== bytes.readUInt32BE(0)) return undefined;
  if (bytes.readUInt8(checksumBytes) !== headVersion) return undefined;
  return JSON.parse(bytes.toString('utf8', jsonOffset)) as Head;
}

const headVersion = 1;
const checksumBytes = 4;
const jsonOffset = checksumBytes + 1;
