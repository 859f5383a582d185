import { FieldReader, FieldWriter, isVarint, varintBytes } from '../shared/protobuf-fields.ts';
import { type api, mokv } from './gen/messages.js';
import { StrictReader } from './strict-reader.ts';

// The answers of a pipeline as generated code would write and read them, at a fraction of the cost for
// those of the hot path: sets and deletes that did not fail and do not tell what the key was before.

const tags = {
  /** Of PipelineResponse. */
  results: 0x0a,
  /** Of PipelinedResult. */
  id: 0x08,
  result: 0x12,
  /** Of OperationResult. */
  set: 0x12,
  delete: 0x1a,
  /** Of SetResponse and DeleteResponse. */
  ok: 0x08,
  /** Of two bytes. */
  revision: 0x80,
  /** `created` or `deleted`, of two bytes. */
  hasChanged: 0x88,
  secondByte: 0x01,
} as const;

const isTrue = 1;
/** Of a result of the hot path. */
const resultBytesMax = 48;

export function encodePipelineResponse({ results }: mokv.v1.IPipelineResponse): Buffer {
  const all = results ?? [];
  const writer = new FieldWriter(all.length * resultBytesMax);
  for (const one of all) {
    writer.reserve(resultBytesMax);
    if (writePlain(writer, one)) continue;
    writer.lengthDelimited(tags.results, mokv.v1.PipelinedResult.encode(one).finish());
  }
  return writer.finish();
}

/** @throws what generated code throws */
export function decodePipelineResponse(bytes: Buffer): mokv.v1.PipelineResponse {
  try {
    const results = resultsIn(bytes);
    if (results !== undefined) {
      const response = new mokv.v1.PipelineResponse();
      response.results = results;
      return response;
    }
  } catch {
    // What generated code says of it tells where it is wrong.
  }
  return mokv.v1.PipelineResponse.decode(StrictReader.over(bytes));
}

/** False, and then nothing is written, when it is for generated code. */
function writePlain(writer: FieldWriter, { id, result }: mokv.v1.IPipelinedResult): boolean {
  if (!isVarint(id) || !result) return false;
  const { get, set, delete: deletion, deleteRange, touch, txn, failure } = result;
  if (get !== undefined || failure !== undefined) return false;
  if (deleteRange !== undefined || touch !== undefined || txn !== undefined) return false;
  if (set) {
    if (deletion !== undefined || set.previous !== undefined) return false;
    return writeChange(writer, id, { kind: tags.set, response: set, hasChanged: set.created });
  }
  if (!deletion || set !== undefined || deletion.previous !== undefined) return false;
  const hasChanged = deletion.deleted;
  return writeChange(writer, id, { kind: tags.delete, response: deletion, hasChanged });
}

interface Change {
  readonly kind: number;
  readonly response: api.ISetResponse | api.IDeleteResponse;
  readonly hasChanged: boolean | null | undefined;
}

function writeChange(
  writer: FieldWriter,
  id: number,
  { kind, response: { ok, revision }, hasChanged }: Change,
): boolean {
  if (ok !== true || !isVarint(revision)) return false;
  if (hasChanged !== undefined && hasChanged !== true) return false;
  const changeBytes = 2 + 2 + varintBytes(revision) + (hasChanged ? 3 : 0);
  writer.byte(tags.results);
  writer.varint(1 + varintBytes(id) + 2 + 2 + changeBytes);
  writer.byte(tags.id);
  writer.varint(id);
  writer.byte(tags.result);
  writer.varint(2 + changeBytes);
  writer.byte(kind);
  writer.varint(changeBytes);
  writer.byte(tags.ok);
  writer.byte(isTrue);
  writer.byte(tags.revision);
  writer.byte(tags.secondByte);
  writer.varint(revision);
  if (!hasChanged) return true;
  writer.byte(tags.hasChanged);
  writer.byte(tags.secondByte);
  writer.byte(isTrue);
  return true;
}

/** Undefined when there is something else beside them, or no sound length. @throws what generated code throws */
function resultsIn(bytes: Buffer): mokv.v1.IPipelinedResult[] | undefined {
  const results: mokv.v1.IPipelinedResult[] = [];
  const reader = new PlainReader(bytes);
  while (reader.at < bytes.length) {
    if (!reader.takes(tags.results, bytes.length)) return undefined;
    const end = reader.fieldEnd(bytes.length);
    if (end === undefined) return undefined;
    const start = reader.at;
    results.push(
      reader.result(end) ??
        mokv.v1.PipelinedResult.decode(StrictReader.over(bytes.subarray(start, end))),
    );
    reader.at = end;
  }
  return results;
}

class PlainReader extends FieldReader {
  /** Undefined when it is anything but a plain result in the form in which it is written here. */
  result(end: number): mokv.v1.IPipelinedResult | undefined {
    if (!this.takes(tags.id, end)) return undefined;
    const id = this.varint(end);
    if (id === undefined || !this.takes(tags.result, end)) return undefined;
    if (this.fieldEnd(end) !== end) return undefined;
    const isSet = this.takes(tags.set, end);
    if (!isSet && !this.takes(tags.delete, end)) return undefined;
    if (this.fieldEnd(end) !== end || !this.takesBoth(tags.ok, isTrue, end)) return undefined;
    if (!this.takesBoth(tags.revision, tags.secondByte, end)) return undefined;
    const revision = this.varint(end);
    if (revision === undefined) return undefined;
    const hasChanged = this.at < end;
    if (hasChanged && !this.#takesChange(end)) return undefined;
    return {
      id,
      result: isSet ? setResult(revision, hasChanged) : deleteResult(revision, hasChanged),
    };
  }

  #takesChange(end: number): boolean {
    const isThere = this.takesBoth(tags.hasChanged, tags.secondByte, end);
    return isThere && this.takes(isTrue, end) && this.at === end;
  }
}

function setResult(revision: number, created: boolean): mokv.v1.IOperationResult {
  return { set: created ? { ok: true, revision, created } : { ok: true, revision } };
}

function deleteResult(revision: number, deleted: boolean): mokv.v1.IOperationResult {
  return { delete: deleted ? { ok: true, revision, deleted } : { ok: true, revision } };
}
