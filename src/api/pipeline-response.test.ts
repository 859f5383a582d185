import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthDelimited } from '../../test/support/length-delimited.ts';
import { mokv } from './gen/messages.js';
import { decodePipelineResponse, encodePipelineResponse } from './pipeline-response.ts';
import { StrictReader } from './strict-reader.ts';

const { PipelineResponse } = mokv.v1;

const uint64 = fc.oneof(fc.nat(300), fc.maxSafeNat());
const value = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const item = fc.record({ key: fc.string(), value, modRevision: uint64 });
const some: { requiredKeys: [] } = { requiredKeys: [] };
const ok = fc.constant(true);

const result: fc.Arbitrary<mokv.v1.IOperationResult> = fc.oneof(
  fc.record({ ok, revision: uint64 }).map((set) => ({ set })),
  fc.record({ ok, revision: uint64, created: ok }).map((set) => ({ set })),
  fc.record({ ok, revision: uint64, deleted: ok }).map((deletion) => ({ delete: deletion })),
  fc
    .record({ ok: fc.boolean(), revision: uint64, created: fc.boolean(), previous: item }, some)
    .map((set) => ({ set })),
  fc
    .record({ ok: fc.boolean(), revision: uint64, deleted: fc.boolean(), previous: item }, some)
    .map((deletion) => ({ delete: deletion })),
  item.map((get) => ({ get })),
  fc.record({ revision: uint64, expiresAtMs: uint64 }, some).map((touch) => ({ touch })),
  fc.record({ code: fc.string(), message: fc.string() }).map((failure) => ({ failure })),
  fc.record({ ok, revision: uint64 }).map((set) => ({ set, delete: set })),
  fc.constant({}),
);
const response: fc.Arbitrary<mokv.v1.IPipelineResponse> = fc.record({
  results: fc.array(fc.record({ id: uint64, result }, some), { maxLength: 8 }),
});

describe('an answer of a pipeline', () => {
  it('is written as generated code writes it', () => {
    fc.assert(
      fc.property(response, (message) => {
        expect(hexOf(encodePipelineResponse(message))).toBe(hexOf(generated(message)));
      }),
    );
  });

  it('is read as generated code reads it, also when it is damaged', () => {
    const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { maxLength: 3 });
    fc.assert(
      fc.property(response, damage, fc.nat(), (message, changes, cut) => {
        const bytes = Buffer.from(generated(message));
        for (const { at, byte } of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        expectSameReading(bytes.subarray(0, bytes.length - (cut % 3)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read as generated code reads it when a field comes twice, at any depth', () => {
    const again = { created: '880100', set: '12020800', id: '0809' };
    for (const twice of Object.keys(again) as (keyof typeof again)[]) {
      const more = (field: typeof twice): string => (field === twice ? again[field] : '');
      const set = `0801800105880101${more('created')}`;
      const result = lengthDelimited('12', set) + more('set');
      const pipelined = `0805${lengthDelimited('12', result)}${more('id')}`;
      expectSameReading(Buffer.from(lengthDelimited('0a', pipelined), 'hex'));
    }
  });
});

function expectSameReading(bytes: Buffer): void {
  const plain = resultOf(() => decodePipelineResponse(bytes));
  expect(plain).toBe(resultOf(() => PipelineResponse.decode(StrictReader.over(bytes))));
}

function generated(message: mokv.v1.IPipelineResponse): Uint8Array {
  return PipelineResponse.encode(message).finish();
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** What it says, in the one form in which generated code writes it. */
function resultOf(decode: () => mokv.v1.PipelineResponse): string {
  let message: mokv.v1.PipelineResponse;
  try {
    message = decode();
  } catch (error) {
    return String(error);
  }
  return hexOf(generated(message));
}
