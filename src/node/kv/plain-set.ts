import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../../shared/byte-string.ts';
import { limits } from '../../shared/limits.ts';
import {
  FieldReader,
  lengthDelimitedBytes,
  varintBytes,
  writeByteString,
  writeVarint,
} from '../../shared/protobuf-fields.ts';
import type { Command, RequestKey, SetWrite } from './command.ts';
import type { LoggedCommand, LoggedRequest } from './logged-command.ts';
import { emptyHash, extendHash } from './running-hash.ts';

// The command of the hot path, a set that says nothing beside its key and value, as generated code would
// write and read it, at a fraction of the cost: no objects in between, each byte copied once.

/** The tags of log.proto, in the order in which they are written. */
const tags = {
  set: 0x0a,
  key: 0x0a,
  value: 0x12,
  /** Of two bytes. */
  request: 0x82,
  requestEnd: 0x01,
  client: 0x0a,
  sequence: 0x10,
  firstOpen: 0x18,
  commandHash: 0x21,
} as const;

export type PlainSet = SetWrite & { readonly request?: RequestKey };

export function isPlainSet(command: Command): command is PlainSet {
  return (
    command.type === 'set' &&
    command.condition === undefined &&
    command.ttlMs === undefined &&
    command.keepTtl !== true &&
    command.leaseId === undefined &&
    command.returnPrevious !== true
  );
}

/** Of the command as a mokv.v1.Command. */
export function plainSetBytes(command: PlainSet): number {
  const body = lengthDelimitedBytes(bodyBytes(command));
  const { request } = command;
  return request === undefined ? body : body + 1 + lengthDelimitedBytes(requestBytes(request));
}

/** Writes it at a place with room for it. @returns where it ends. */
export function writePlainSet(buffer: Buffer, start: number, command: PlainSet): number {
  const { key, value, request } = command;
  let at = start;
  buffer[at] = tags.set;
  at = writeVarint(buffer, at + 1, bodyBytes(command));
  at = writeByteString(buffer, at, tags.key, key);
  if (value.length > 0) {
    buffer[at] = tags.value;
    at = writeVarint(buffer, at + 1, value.length);
    buffer.set(value, at);
    at += value.length;
  }
  if (request === undefined) return at;
  // The leader hashes the command, so that no other node has to.
  const hash = extendHash(emptyHash, 0, buffer.subarray(start, at));
  return writeRequest(buffer, at, request, hash);
}

function writeRequest(buffer: Buffer, start: number, request: RequestKey, hash: number): number {
  let at = start;
  buffer[at] = tags.request;
  buffer[at + 1] = tags.requestEnd;
  at = writeVarint(buffer, at + 2, requestBytes(request));
  at = writeByteString(buffer, at, tags.client, request.client);
  buffer[at] = tags.sequence;
  at = writeVarint(buffer, at + 1, request.sequence);
  buffer[at] = tags.firstOpen;
  at = writeVarint(buffer, at + 1, request.firstOpen);
  buffer[at] = tags.commandHash;
  at = buffer.writeUInt32LE(hash % 2 ** 32, at + 1);
  return buffer.writeUInt32LE(Math.floor(hash / 2 ** 32), at);
}

function bodyBytes({ key, value }: PlainSet): number {
  const keyBytes = lengthDelimitedBytes(key.length);
  return value.length === 0 ? keyBytes : keyBytes + lengthDelimitedBytes(value.length);
}

function requestBytes({ client, sequence, firstOpen }: RequestKey): number {
  const numbers = 1 + varintBytes(sequence) + 1 + varintBytes(firstOpen);
  return lengthDelimitedBytes(client.length) + numbers + 1 + 8;
}

/** Reads the plain sets of one entry. */
export class PlainSetReader {
  readonly #fields: FieldReader;
  /** Most commands of an entry are of few clients, and the same string compares at once. */
  #client: ByteString | undefined;
  #clientStart = 0;

  constructor(buffer: Buffer) {
    this.#fields = new FieldReader(buffer);
  }

  /**
   * The command between two places of the buffer. Undefined when it is anything but a sound plain set in the
   * form in which it is written here: the reader of all commands decides then.
   */
  read(start: number, end: number): LoggedCommand | undefined {
    const fields = this.#fields;
    fields.at = start;
    const bodyEnd = fields.takes(tags.set, end) ? fields.fieldEnd(end) : undefined;
    if (bodyEnd === undefined) return undefined;
    const keyEnd = fields.takes(tags.key, bodyEnd) ? fields.fieldEnd(bodyEnd) : undefined;
    if (keyEnd === undefined || !this.#isKey(keyEnd)) return undefined;
    const key = this.#take(keyEnd);
    const value = this.#value(bodyEnd);
    if (value === undefined) return undefined;
    if (bodyEnd === end) return { type: 'set', key, value };
    const request = this.#request(end);
    return request && { type: 'set', key, value, request };
  }

  #value(bodyEnd: number): ByteString | undefined {
    const fields = this.#fields;
    if (fields.at === bodyEnd) return '' as ByteString;
    if (!fields.takes(tags.value, bodyEnd)) return undefined;
    const end = fields.fieldEnd(bodyEnd);
    if (end !== bodyEnd || end - fields.at > limits.valueBytesMax) return undefined;
    return this.#take(end);
  }

  #request(end: number): LoggedRequest | undefined {
    const fields = this.#fields;
    if (!fields.takesBoth(tags.request, tags.requestEnd, end)) return undefined;
    if (fields.fieldEnd(end) !== end) return undefined;
    const clientEnd = fields.takes(tags.client, end) ? fields.fieldEnd(end) : undefined;
    if (clientEnd === undefined || clientEnd === fields.at) return undefined;
    const client = this.#takeClient(clientEnd);
    const sequence = fields.takes(tags.sequence, end) ? fields.varint(end) : undefined;
    const firstOpen = fields.takes(tags.firstOpen, end) ? fields.varint(end) : undefined;
    const commandHash = this.#hash(end);
    if (!sequence || firstOpen === undefined || commandHash === undefined) return undefined;
    return { client, sequence, firstOpen, commandHash };
  }

  /** It may not be empty. */
  #isKey(end: number): boolean {
    const { buffer, at: start } = this.#fields;
    const length = end - start;
    if (length === 0 || length > limits.keyBytesMax) return false;
    for (let at = start; at < end; at += 1) {
      if ((buffer[at] ?? 0) > 127) return isUtf8(buffer.subarray(start, end));
    }
    return true;
  }

  #take(end: number): ByteString {
    const bytes = this.#fields.buffer.toString('latin1', this.#fields.at, end);
    this.#fields.at = end;
    return bytes as ByteString;
  }

  #takeClient(end: number): ByteString {
    const start = this.#fields.at;
    if (this.#client?.length === end - start && this.#isSame(this.#clientStart, start, end)) {
      this.#fields.at = end;
      return this.#client;
    }
    this.#clientStart = start;
    this.#client = this.#take(end);
    return this.#client;
  }

  #isSame(earlier: number, start: number, end: number): boolean {
    const { buffer } = this.#fields;
    for (let at = start; at < end; at += 1) {
      if (buffer[at] !== buffer[earlier + at - start]) return false;
    }
    return true;
  }

  #hash(end: number): number | undefined {
    const { buffer } = this.#fields;
    if (!this.#fields.takes(tags.commandHash, end) || this.#fields.at + 8 !== end) return undefined;
    const low = buffer.readUInt32LE(this.#fields.at);
    const hash = buffer.readUInt32LE(this.#fields.at + 4) * 2 ** 32 + low;
    return hash > Number.MAX_SAFE_INTEGER ? undefined : hash;
  }
}
