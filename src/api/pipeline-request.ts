import { isUtf8 } from 'node:buffer';
import {
  FieldReader,
  FieldWriter,
  isVarint,
  lengthDelimitedBytes,
  varintBytes,
} from '../shared/protobuf-fields.ts';
import { type api, mokv } from './gen/messages.js';
import type { StrictReader } from './strict-reader.ts';

// The requests of a pipeline as generated code would write and read them, at a fraction of the cost for
// the operations of the hot path: gets, sets and deletes that say nothing beside key, value and request id.

const tags = {
  /** Of PipelineRequest. */
  operations: 0x0a,
  /** Of PipelinedOperation. */
  id: 0x08,
  operation: 0x12,
  /** Of Operation. */
  get: 0x0a,
  set: 0x12,
  delete: 0x1a,
  /** Of GetRequest, SetRequest and DeleteRequest. */
  key: 0x0a,
  value: 0x12,
  /** Of two bytes. */
  requestId: 0xaa,
  requestIdEnd: 0x01,
  /** Of RequestId. */
  client: 0x0a,
  sequence: 0x10,
  firstOpen: 0x18,
} as const;

/** All of an operation of the hot path but its key, its value and the name of its client, at most. */
const operationBytesMax = 96;
/** Of a text, for each UTF-16 code unit. */
const utf8BytesMax = 3;

/** How many tags, lengths and flags a message may have that is read. */
export interface ReadBudget {
  /** @throws RangeError when fewer are left. */
  spend(reads: number): void;
  readerOf(bytes: Buffer): StrictReader;
}

export function encodePipelineRequest({ operations }: mokv.v1.IPipelineRequest): Buffer {
  const all = operations ?? [];
  const writer = new FieldWriter(
    all.reduce((sum, { operation }) => sum + bytesMaxOf(operation), 0),
  );
  for (const one of all) {
    if (writePlain(writer, one)) continue;
    writer.lengthDelimited(tags.operations, mokv.v1.PipelinedOperation.encode(one).finish());
  }
  return writer.finish();
}

/** @throws what generated code throws */
export function decodePipelineRequest(
  bytes: Buffer,
  budgetOf: () => ReadBudget,
): mokv.v1.PipelineRequest {
  try {
    const operations = operationsIn(bytes, budgetOf());
    if (operations !== undefined) {
      const request = new mokv.v1.PipelineRequest();
      request.operations = operations;
      return request;
    }
  } catch {
    // What generated code says of it tells where it is wrong.
  }
  return mokv.v1.PipelineRequest.decode(budgetOf().readerOf(bytes));
}

/** Of one for generated code less than it takes: then the writer makes room. */
function bytesMaxOf(operation: mokv.v1.IOperation | null | undefined): number {
  const { get, set, delete: deletion } = operation ?? {};
  const request: PlainRequest = set ?? get ?? deletion ?? {};
  const text = (request.key?.length ?? 0) + (request.requestId?.client?.length ?? 0);
  return operationBytesMax + text * utf8BytesMax + (request.value?.length ?? 0);
}

/** What the requests of the hot path have in common. */
interface PlainRequest {
  readonly key?: string | null;
  readonly value?: Uint8Array | null;
  readonly requestId?: api.IRequestId | null;
}

/** False, and then nothing is written, when it is for generated code. */
function writePlain(writer: FieldWriter, { id, operation }: mokv.v1.IPipelinedOperation): boolean {
  if (!isVarint(id) || !operation) return false;
  const { get, set, delete: deletion, deleteRange, touch, txn } = operation;
  if (deleteRange !== undefined || touch !== undefined || txn !== undefined) return false;
  if (set) {
    const isOnly = get === undefined && deletion === undefined;
    return isOnly && isPlainSet(set) && writeRequest(writer, id, tags.set, set);
  }
  if (get) {
    const isOnly = set === undefined && deletion === undefined;
    return isOnly && isPlainGet(get) && writeRequest(writer, id, tags.get, get);
  }
  if (!deletion || set !== undefined || get !== undefined) return false;
  return isPlainDelete(deletion) && writeRequest(writer, id, tags.delete, deletion);
}

function isPlainSet(request: api.ISetRequest): boolean {
  const { condition, ttlMs, keepTtl, leaseId, returnPrevious } = request;
  return (
    request.value instanceof Uint8Array &&
    condition === undefined &&
    ttlMs === undefined &&
    keepTtl === undefined &&
    leaseId === undefined &&
    returnPrevious === undefined
  );
}

function isPlainGet({ revision, consistency, maxLagMs }: api.IGetRequest): boolean {
  return revision === undefined && consistency === undefined && maxLagMs === undefined;
}

function isPlainDelete({ condition, returnPrevious }: api.IDeleteRequest): boolean {
  return condition === undefined && returnPrevious === undefined;
}

function writeRequest(
  writer: FieldWriter,
  id: number,
  kind: number,
  request: PlainRequest,
): boolean {
  const { key } = request;
  const value = kind === tags.set ? request.value : undefined;
  const requestId = kind === tags.get ? undefined : request.requestId;
  if (!isText(key) || (requestId !== undefined && !isWholeRequestId(requestId))) return false;
  const keyBytes = Buffer.byteLength(key);
  const idBytes = requestId && requestIdBytes(requestId);
  let bodyBytes = lengthDelimitedBytes(keyBytes);
  if (value) bodyBytes += lengthDelimitedBytes(value.length);
  if (idBytes !== undefined) bodyBytes += 1 + lengthDelimitedBytes(idBytes);
  const operationBytes = lengthDelimitedBytes(bodyBytes);
  writer.reserve(operationBytesMax + bodyBytes);
  writer.byte(tags.operations);
  writer.varint(1 + varintBytes(id) + lengthDelimitedBytes(operationBytes));
  writer.byte(tags.id);
  writer.varint(id);
  writer.byte(tags.operation);
  writer.varint(operationBytes);
  writer.byte(kind);
  writer.varint(bodyBytes);
  writer.byte(tags.key);
  writer.varint(keyBytes);
  writer.text(key, keyBytes);
  if (value) writer.lengthDelimited(tags.value, value);
  if (requestId && idBytes !== undefined) writeRequestId(writer, requestId, idBytes);
  return true;
}

interface WholeRequestId {
  readonly client: string;
  readonly sequence: number;
  readonly firstOpen: number;
}

function requestIdBytes({ client, sequence, firstOpen }: WholeRequestId): number {
  const numbers = 1 + varintBytes(sequence) + 1 + varintBytes(firstOpen);
  return lengthDelimitedBytes(Buffer.byteLength(client)) + numbers;
}

function writeRequestId(
  writer: FieldWriter,
  { client, sequence, firstOpen }: WholeRequestId,
  bytes: number,
): void {
  const clientBytes = Buffer.byteLength(client);
  writer.byte(tags.requestId);
  writer.byte(tags.requestIdEnd);
  writer.varint(bytes);
  writer.byte(tags.client);
  writer.varint(clientBytes);
  writer.text(client, clientBytes);
  writer.byte(tags.sequence);
  writer.varint(sequence);
  writer.byte(tags.firstOpen);
  writer.varint(firstOpen);
}

function isWholeRequestId(requestId: api.IRequestId | null): requestId is WholeRequestId {
  if (requestId === null) return false;
  const { client, sequence, firstOpen } = requestId;
  return isText(client) && isVarint(sequence) && isVarint(firstOpen);
}

/** Generated code has its own way with what is no Unicode. */
function isText(text: string | null | undefined): text is string {
  return typeof text === 'string' && text.isWellFormed();
}

/** Undefined when there is something else beside them. @throws what generated code throws */
function operationsIn(
  bytes: Buffer,
  budget: ReadBudget,
): mokv.v1.IPipelinedOperation[] | undefined {
  const operations: mokv.v1.IPipelinedOperation[] = [];
  const reader = new PlainReader(bytes);
  while (reader.at < bytes.length) {
    if (!reader.takes(tags.operations, bytes.length)) return undefined;
    const end = reader.fieldEnd(bytes.length);
    if (end === undefined) return undefined;
    const start = reader.at;
    const plain = reader.operation(end);
    if (plain !== undefined) {
      budget.spend(reads.operation + reader.reads);
      operations.push(plain);
    } else {
      budget.spend(reads.field);
      const rest = budget.readerOf(bytes.subarray(start, end));
      operations.push(mokv.v1.PipelinedOperation.decode(rest));
    }
    reader.at = end;
  }
  return operations;
}

/** What generated code reads of a budget, here as there. */
const reads = {
  /** Tag and length. */
  field: 2,
  /** With its id, its kind and its key. */
  operation: 9,
  /** With all its fields. */
  requestId: 6,
} as const;

class PlainReader extends FieldReader {
  /** Beside those of every operation, of the last one. */
  reads = 0;
  /** Most operations of a message are of one client. */
  #client = '';
  #clientStart = 0;
  #clientEnd = 0;

  /** Undefined when it is anything but a plain operation in the form in which it is written here. */
  operation(end: number): mokv.v1.IPipelinedOperation | undefined {
    this.reads = 0;
    if (!this.takes(tags.id, end)) return undefined;
    const id = this.varint(end);
    if (id === undefined || !this.takes(tags.operation, end)) return undefined;
    if (this.fieldEnd(end) !== end) return undefined;
    const kind = this.buffer[this.at];
    this.at += 1;
    if (this.at >= end || this.fieldEnd(end) !== end) return undefined;
    const operation = this.#request(kind, end);
    return operation && { id, operation };
  }

  #request(kind: number | undefined, end: number): mokv.v1.IOperation | undefined {
    if (!this.takes(tags.key, end)) return undefined;
    const key = this.#text(end);
    if (key === undefined) return undefined;
    if (kind === tags.get) return this.at === end ? { get: { key } } : undefined;
    if (kind === tags.delete) {
      const requestId = this.#requestId(end);
      return requestId && { delete: requestId === 'none' ? { key } : { key, requestId } };
    }
    if (kind !== tags.set) return undefined;
    const value = this.#value(end);
    const requestId = value && this.#requestId(end);
    if (value === undefined || requestId === undefined) return undefined;
    return { set: requestId === 'none' ? { key, value } : { key, value, requestId } };
  }

  #value(end: number): Buffer | undefined {
    if (!this.takes(tags.value, end)) return undefined;
    const valueEnd = this.fieldEnd(end);
    if (valueEnd === undefined) return undefined;
    const value = this.buffer.subarray(this.at, valueEnd);
    this.at = valueEnd;
    this.reads += reads.field;
    return value;
  }

  /** Which has to end where the request ends. */
  #requestId(end: number): api.IRequestId | 'none' | undefined {
    if (this.at === end) return 'none';
    if (!this.takesBoth(tags.requestId, tags.requestIdEnd, end)) return undefined;
    if (this.fieldEnd(end) !== end || !this.takes(tags.client, end)) return undefined;
    const client = this.#clientText(end);
    if (client === undefined || !this.takes(tags.sequence, end)) return undefined;
    const sequence = this.varint(end);
    if (sequence === undefined || !this.takes(tags.firstOpen, end)) return undefined;
    const firstOpen = this.varint(end);
    if (firstOpen === undefined || this.at !== end) return undefined;
    this.reads += reads.requestId;
    return { client, sequence, firstOpen };
  }

  #clientText(end: number): string | undefined {
    const start = this.at;
    const clientEnd = this.fieldEnd(end);
    if (clientEnd === undefined) return undefined;
    if (this.#isLastClient(this.at, clientEnd)) {
      this.at = clientEnd;
      return this.#client;
    }
    this.#clientStart = this.at;
    this.#clientEnd = clientEnd;
    this.at = start;
    const client = this.#text(end);
    this.#client = client ?? '';
    return client;
  }

  #isLastClient(start: number, end: number): boolean {
    if (this.#clientEnd - this.#clientStart !== end - start || start === end) return false;
    for (let at = start, last = this.#clientStart; at < end; at += 1, last += 1) {
      if (this.buffer[at] !== this.buffer[last]) return false;
    }
    return true;
  }

  /** Undefined also when it is not UTF-8. */
  #text(end: number): string | undefined {
    const textEnd = this.fieldEnd(end);
    if (textEnd === undefined) return undefined;
    const start = this.at;
    this.at = textEnd;
    let isAscii = true;
    for (let at = start; at < textEnd && isAscii; at += 1) isAscii = (this.buffer[at] ?? 0) < 128;
    if (isAscii) return this.buffer.toString('latin1', start, textEnd);
    if (!isUtf8(this.buffer.subarray(start, textEnd))) return undefined;
    return this.buffer.toString('utf8', start, textEnd);
  }
}
