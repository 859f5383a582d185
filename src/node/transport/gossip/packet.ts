import { crc32 } from 'node:zlib';
import { MokvError } from '../../../shared/errors.ts';
import { invariant } from '../../../shared/invariant.ts';
import { compoundType, decodeCompound, encodeCompound } from './compound.ts';
import { compress, compressType, decompressor } from './compression.ts';
import type { Keyring } from './keyring.ts';
import { labelHeader, skipLabel } from './label.ts';
import { seal, sealOverheadBytes, unseal } from './seal.ts';

const limits = {
  /** All messages of one packet together when decompressed: more than a packet of any pool holds. */
  decompressedBytesMax: 128 * 1024,
  messagesMax: 1024,
  /** Compressed and compound frames inside one another; agents send two. */
  depthMax: 4,
} as const;

const crcType = 12;
const crcHeaderBytes = 5;

/** What all members of a pool have in common. */
export interface PoolSecurity {
  /** Undefined: nothing is encrypted, neither what is sent nor what is accepted. */
  readonly keyring: Keyring | undefined;
  /** Empty: none, as in every pool of Serf agents (serf-wire §1.6). */
  readonly label: Uint8Array;
}

/** Why a packet, or some of it, was not taken. */
export type PacketRefusal =
  | 'label'
  | 'encryption'
  | 'checksum'
  | 'compression'
  | 'compound'
  | 'empty'
  | 'tooManyMessages';

export interface DecodedPacket {
  /** Plain memberlist messages with their type bytes, none of them empty. */
  readonly messages: readonly Uint8Array[];
  /** Why there are none, or fewer than the sender meant; undefined when all is well. */
  readonly refusal: PacketRefusal | undefined;
}

/** What the layers add to the messages of a packet, beside the compound header (serf-wire §4.4). */
export function packetOverheadBytes({ keyring, label }: PoolSecurity): number {
  return labelHeader(label).length + (keyring === undefined ? 0 : sealOverheadBytes);
}

/** Messages -> compound -> compress -> encrypt -> label (serf-wire §1). */
export function encodePacket(
  parts: readonly Uint8Array[],
  { keyring, label }: PoolSecurity,
): Buffer {
  const [first] = parts;
  invariant(first !== undefined, 'a packet has a message');
  const plain = compress(parts.length > 1 ? encodeCompound(parts) : first);
  const body = keyring === undefined ? plain : seal(keyring.primary, plain, label);
  return Buffer.concat([labelHeader(label), body]);
}

/** Undoes the layers in reverse order; never throws. */
export function decodePacket(packet: Buffer, { keyring, label }: PoolSecurity): DecodedPacket {
  const start = skipLabel(labelHeader(label), packet);
  if (start === undefined) return refused('label');
  const frame = packet.subarray(start);
  const plain = keyring === undefined ? frame : unseal(keyring.keys, frame, label);
  if (plain === undefined) return refused('encryption');
  const message = withoutChecksum(plain);
  if (message === undefined) return refused('checksum');
  const unpacked = new Unpacked();
  unpacked.add(message, 0);
  return unpacked;
}

function refused(refusal: PacketRefusal): DecodedPacket {
  return { messages: [], refusal };
}

/** The CRC is checked only here, at the outermost plain level (serf-wire §1.4). */
function withoutChecksum(plain: Buffer): Buffer | undefined {
  if (plain[0] !== crcType) return plain;
  if (plain.length <= crcHeaderBytes) return undefined;
  const rest = plain.subarray(crcHeaderBytes);
  return crc32(rest) === plain.readUInt32BE(1) ? rest : undefined;
}

/** The messages of one packet, collected within its limits. */
class Unpacked implements DecodedPacket {
  readonly messages: Uint8Array[] = [];
  refusal: PacketRefusal | undefined;
  #bytesLeft: number = limits.decompressedBytesMax;

  add(frame: Uint8Array, depth: number): void {
    if (frame.length === 0) this.refusal = 'empty';
    else if (frame[0] === compressType) this.#addCompressed(frame, depth + 1);
    else if (frame[0] === compoundType) this.#addCompound(frame, depth + 1);
    else if (this.messages.length >= limits.messagesMax) this.refusal = 'tooManyMessages';
    else this.messages.push(frame);
  }

  #addCompressed(frame: Uint8Array, depth: number): void {
    const inner = depth > limits.depthMax ? undefined : this.#decompressed(frame);
    // One failure ends it: hundreds of bombs in one packet must not cost more than one.
    this.#bytesLeft -= inner?.length ?? this.#bytesLeft;
    if (inner === undefined) this.refusal = 'compression';
    else this.add(inner, depth);
  }

  #addCompound(frame: Uint8Array, depth: number): void {
    const { parts, isTruncated } = decodeCompound(bufferOf(frame));
    if (isTruncated || depth > limits.depthMax) this.refusal = 'compound';
    if (depth > limits.depthMax) return;
    for (const part of parts) this.add(part, depth);
  }

  #decompressed(frame: Uint8Array): Buffer | undefined {
    if (this.#bytesLeft === 0) return undefined;
    try {
      const decoder = decompressor(frame, this.#bytesLeft);
      let output = decoder.step();
      while (output === undefined) output = decoder.step();
      return output;
    } catch (error) {
      if (error instanceof MokvError) return undefined;
      throw error;
    }
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
