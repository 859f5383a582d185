import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthDelimited } from '../../test/support/length-delimited.ts';
import { api, mokv } from './gen/messages.js';
import {
  decodePipelineRequest,
  encodePipelineRequest,
  type ReadBudget,
} from './pipeline-request.ts';
import { StrictReader } from './strict-reader.ts';

const { PipelineRequest } = mokv.v1;

const uint64 = fc.oneof(fc.nat(300), fc.maxSafeNat());
const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constant('k'.repeat(200)),
);
const value = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const some: { requiredKeys: [] } = { requiredKeys: [] };
const fullId = fc.record({ client: text, sequence: uint64, firstOpen: uint64 });
const requestId = fc.oneof(fullId, fc.record({ client: text, sequence: uint64 }, some));
const condition = fc.record({ absent: fc.constant(true) });
const lease = {
  leaseId: uint64,
  ttlMs: uint64,
  keepTtl: fc.boolean(),
  returnPrevious: fc.boolean(),
};

const operation: fc.Arbitrary<mokv.v1.IOperation> = fc.oneof(
  fc.record({ key: text }).map((get) => ({ get })),
  fc.record({ key: text, value }).map((set) => ({ set })),
  fc.record({ key: text, value, requestId: fullId }).map((set) => ({ set })),
  fc.record({ key: text, requestId: fullId }).map((deletion) => ({ delete: deletion })),
  fc.record({ key: text, revision: uint64, maxLagMs: uint64 }, some).map((get) => ({ get })),
  fc.record({ key: text, value, condition, ...lease, requestId }, some).map((set) => ({ set })),
  fc.record({ key: text, condition, requestId }, some).map((deletion) => ({ delete: deletion })),
  fc.record({ key: text, ttlMs: uint64, requestId }, some).map((touch) => ({ touch })),
  fc.record({ key: text, value }).map((set) => ({ txn: { success: [{ set }] } })),
  fc.record({ prefix: text }).map((range) => ({ deleteRange: { range } })),
  fc.record({ key: text }).map((get) => ({ get, set: get })),
  fc.constant({}),
);
const request: fc.Arbitrary<mokv.v1.IPipelineRequest> = fc.record({
  operations: fc.array(fc.record({ id: uint64, operation }, some), { maxLength: 8 }),
});

describe('a request of a pipeline', () => {
  it('is written as generated code writes it', () => {
    fc.assert(
      fc.property(request, (message) => {
        expect(hexOf(encodePipelineRequest(message))).toBe(hexOf(generated(message)));
      }),
    );
  });

  it('leaves to generated code what it was not made for', () => {
    const strange: mokv.v1.IPipelineRequest[] = [
      {},
      { operations: null },
      { operations: [{ id: null, operation: null }] },
      {
        operations: [
          { id: 1, operation: { set: { key: 'lone \ud800', value: Buffer.from('1') } } },
        ],
      },
      { operations: [{ id: 1, operation: { set: { key: 'a', value: null, requestId: null } } }] },
      { operations: [{ id: 1, operation: { set: api.SetRequest.create({ key: 'a' }) } }] },
    ];
    for (const message of strange) {
      expect(hexOf(encodePipelineRequest(message))).toBe(hexOf(generated(message)));
    }
  });

  it('makes room for what follows something longer than it expects', () => {
    const touch = { key: 'k'.repeat(300), ttlMs: 1 };
    const set = { key: 'k', value: Buffer.alloc(400, 'v') };
    const operations = [
      { id: 1, operation: { touch } },
      { id: 2, operation: { set } },
    ];
    expect(hexOf(encodePipelineRequest({ operations }))).toBe(hexOf(generated({ operations })));
  });

  it('makes room for names that are longer than it expects', () => {
    const id = { client: 'ü'.repeat(500), sequence: 1, firstOpen: 1 };
    const touch = { key: 'ü'.repeat(500), ttlMs: 1, requestId: id };
    const operations = [
      { id: 1, operation: { touch } },
      { id: 2, operation: { get: { key: 'a' } } },
    ];
    expect(hexOf(encodePipelineRequest({ operations }))).toBe(hexOf(generated({ operations })));
  });

  it('is read as generated code reads it', () => {
    fc.assert(
      fc.property(request, (message) => expectSameReading(Buffer.from(generated(message)))),
    );
  });

  it('is read as generated code reads it when it is damaged', () => {
    const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { maxLength: 3 });
    fc.assert(
      fc.property(request, damage, fc.nat(), (message, changes, cut) => {
        const bytes = Buffer.from(generated(message));
        for (const { at, byte } of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        expectSameReading(bytes.subarray(0, bytes.length - (cut % 3)));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read as generated code reads it when clients have names that begin alike', () => {
    const clients = ['ab', 'abc', 'ab', 'b', '', 'b', 'ü', 'b'];
    const operations = clients.map((client, id) => {
      return {
        id,
        operation: { delete: { key: 'k', requestId: { client, sequence: 1, firstOpen: 1 } } },
      };
    });
    expectSameReading(Buffer.from(generated({ operations })));
  });

  it('is read as generated code reads it when a field comes twice, at any depth', () => {
    const again = { sequence: '1009', key: '0a017a', set: '12030a017a', id: '0809' };
    for (const twice of Object.keys(again) as (keyof typeof again)[]) {
      const more = (field: typeof twice): string => (field === twice ? again[field] : '');
      const id = `${lengthDelimited('0a', '6d65')}10021801${more('sequence')}`;
      const set = `0a0161${lengthDelimited('12', '6162')}${lengthDelimited('aa01', id)}${more('key')}`;
      const operation = lengthDelimited('12', set) + more('set');
      const pipelined = `0805${lengthDelimited('12', operation)}${more('id')}`;
      expectSameReading(Buffer.from(lengthDelimited('0a', pipelined), 'hex'));
    }
  });

  it('takes as much of its budget as generated code does', () => {
    fc.assert(
      fc.property(request, (message) => {
        const bytes = Buffer.from(generated(message));
        const [spent, expected] = [new Budget(), new Budget()];
        decodePipelineRequest(bytes, () => spent);
        PipelineRequest.decode(expected.readerOf(bytes));
        expect(spent.spent).toBe(expected.spent);
      }),
    );
  });

  it('is refused when it has more fields than its budget', () => {
    fc.assert(
      fc.property(request, fc.nat(60), (message, budget) => {
        expectSameReading(Buffer.from(generated(message)), budget);
      }),
    );
  });
});

function generated(message: mokv.v1.IPipelineRequest): Uint8Array {
  return PipelineRequest.encode(message).finish();
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Of messages that generated code takes, all that they say; else what it says of them. */
function expectSameReading(bytes: Buffer, budget = Number.POSITIVE_INFINITY): void {
  const plain = resultOf(() => decodePipelineRequest(bytes, () => new Budget(budget)));
  const expected = resultOf(() => PipelineRequest.decode(new Budget(budget).readerOf(bytes)));
  expect(plain).toEqual(expected);
}

/** What it says, in the one form in which generated code writes it. */
function resultOf(decode: () => mokv.v1.PipelineRequest): string {
  let message: mokv.v1.PipelineRequest;
  try {
    message = decode();
  } catch (error) {
    return String(error);
  }
  return hexOf(generated(message));
}

class Budget implements ReadBudget {
  spent = 0;
  readonly #max: number;

  constructor(readsMax = Number.POSITIVE_INFINITY) {
    this.#max = readsMax;
  }

  spend(reads: number): void {
    this.spent += reads;
    if (this.spent > this.#max) throw new RangeError('too many');
  }

  readerOf(bytes: Buffer): StrictReader {
    const spend = (): void => this.spend(1);
    return new (class extends StrictReader {
      override uint32(): number {
        spend();
        return super.uint32();
      }
    })(bytes);
  }
}
