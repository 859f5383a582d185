import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnyCommand } from '../../../test/support/arbitrary-any-command.ts';
import { arbitraryRounds } from '../../../test/support/arbitrary-commands.ts';
import { applyRounds, contentOf } from '../../../test/support/store-model.ts';
import { api, mokv } from '../../api/gen/messages.js';
import { StrictReader } from '../../api/strict-reader.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { limits } from '../../shared/limits.ts';
import type { Command } from './command.ts';
import { encodeRound } from './command-codec.ts';
import { encodeSnapshot } from './encode-snapshot.ts';
import { SnapshotReader } from './snapshot-reader.ts';
import { Store } from './store.ts';

const oneKey = [{ type: 'set', key: byteStringOfText('k'), value: Buffer.from('v') }] as const;

describe('a snapshot', () => {
  it('restores the same store, wherever its bytes are cut', () => {
    fc.assert(
      fc.property(arbitraryRounds, fc.array(fc.nat(300)), (rounds, sizes) => {
        const store = storeOf(rounds);
        const restored = restore(cut(snapshotOf(store), sizes), store.appliedIndex);
        expect(contentOf(restored.image())).toEqual(contentOf(store.image()));
        expect([restored.bytes, restored.keys]).toEqual([store.bytes, store.keys]);
      }),
    );
  });

  it('and the rest of the log give what the whole log gives', () => {
    fc.assert(
      fc.property(arbitraryRounds, arbitraryRounds, (before, after) => {
        const store = storeOf(before);
        const restored = restore([snapshotOf(store)], store.appliedIndex);
        applyRounds(restored, after);
        applyRounds(store, after);
        expect(contentOf(restored.image())).toEqual(contentOf(store.image()));
        expect(restored.bytes).toBe(store.bytes);
      }),
    );
  });

  it('holds all that later commands are answered by: expiry, leases, requests and what is staged', () => {
    const rounds = fc.array(fc.array(arbitraryAnyCommand, { maxLength: 8 }), { maxLength: 12 });
    fc.assert(
      fc.property(rounds, rounds, (before, after) => {
        const store = storeOf(before);
        const bytes = snapshotOf(store);
        const restored = restore(cut(bytes, [7, 100, 1]), store.appliedIndex);
        expect(snapshotOf(restored)).toEqual(bytes);
        expect(outcomesOf(restored, after)).toEqual(outcomesOf(store, after));
        expect(snapshotOf(restored)).toEqual(snapshotOf(store));
      }),
    );
  });

  it('holds a client with more requests than a record takes', () => {
    const store = storeOf([
      Array.from({ length: 200 }, (_, at): Command => {
        const request = { client: byteStringOfText('root'), sequence: at + 1, firstOpen: 0 };
        return { type: 'set', key: byteStringOfText(`k${at}`), value: Buffer.alloc(0), request };
      }),
    ]);
    const bytes = snapshotOf(store);
    expect(snapshotOf(restore([bytes], 1))).toEqual(bytes);
    expect(messagesOf(bytes).filter((message) => isClient(message))).toHaveLength(4);
  });

  it('shows one moment, though writes go on between its chunks', () => {
    const store = storeOf([manyKeys(2000, 100)]);
    const expected = contentOf(store.image());
    const { appliedIndex } = store;
    const reader = new SnapshotReader(appliedIndex);
    for (const chunk of encodeSnapshot(store.image().state)) {
      reader.push(chunk);
      applyRounds(store, [manyKeys(2000, 3)]);
    }
    expect(contentOf(reader.finish().image())).toEqual(expected);
  });

  it('comes in chunks of bounded size and count', () => {
    const large = storeOf([manyKeys(2000, 100)]);
    const tiny = storeOf([manyKeys(5000, 0)]);
    const sizes = chunksOf(large).map((chunk) => chunk.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(63 * 1024);
    // 5001 records of at most 1024 a chunk.
    expect(chunksOf(tiny).length).toBe(5);
  });

  it('takes keys and values of the largest size', () => {
    const key = byteStringOfText('k'.repeat(limits.keyBytesMax));
    const store = storeOf([[{ type: 'set', key, value: Buffer.alloc(limits.valueBytesMax, 1) }]]);
    const restored = restore(cut(snapshotOf(store), [5, 1000, 70_000]), 1);
    expect(contentOf(restored.image())).toEqual(contentOf(store.image()));
  });

  it('is records of length and message that mökv can read', () => {
    const records = messagesOf(snapshotOf(storeOf([oneKey])));
    const read = records.map((record) => {
      const { key, value } = api.GetResponse.decode(record);
      return [key, Buffer.from(value).toString()];
    });
    expect(read).toEqual([
      ['', ''],
      ['k', 'v'],
    ]);
  });
});

describe('a snapshot of mökv', () => {
  it('restores its keys in whatever order they come', () => {
    const bytes = framed(getResponse('b', '2'), getResponse('a', '1'));
    const reversed = framed(getResponse('a', '1'), getResponse('b', '2'));
    const restored = restore(cut(bytes, [3]), 9);
    const item = { createRevision: 1, modRevision: 1, version: 1, expiresAtMs: 0, leaseId: 0 };
    expect(contentOf(restored.image())).toEqual({
      appliedIndex: 9,
      revision: 2,
      keys: 2,
      appliedHash: 0n,
      entries: [
        ['a', { value: '1', ...item }],
        ['b', { value: '2', ...item }],
      ],
    });
    expect(contentOf(restore([reversed], 9).image())).toEqual(contentOf(restored.image()));
    expect(restored.bytes).toBe(4);
  });

  it('may be empty, or hold the header of ours that it took for a key', () => {
    expect(restore([], 3).keys).toBe(0);
    expect(restore([framed(getResponse('', ''), getResponse('a', '1'))], 3).keys).toBe(1);
  });
});

describe('a damaged snapshot', () => {
  const header = { format: 1, revision: 9, keys: 1, appliedHash: 1 };
  const good = { key: 'k', createRevision: 2, modRevision: 9, version: 8 };
  const next = { ...good, key: 'l' };
  const one = record({ header });
  const two = record({ header: { ...header, keys: 2 } });
  const tooLong = 'k'.repeat(limits.keyBytesMax + 1);
  const tooLarge = Buffer.alloc(limits.valueBytesMax + 1);

  it.each([
    ['its format is 2, this version reads 1', [record({ header: { ...header, format: 2 } })]],
    ['it ends after 1 records, its header announces 1 keys', [one]],
    ['it ends after 2 records, its header announces 2 keys', [two, record(good)]],
    ['it ends after 3 records, its header announces 1 keys', [one, record(good), record(next)]],
    ['record 1 is a header, only the first may be one', [one, one]],
    ['record 1 is a header, only the first may be one', [record(good), one]],
    ['record 1 has no key', [one, record({ ...good, key: '' })]],
    ['record 1 has a key of 4097 bytes', [one, record({ ...good, key: tooLong })]],
    ['record 1 has a key that is not UTF-8', [one, record({ ...good, key: '\u00ff' })]],
    ['record 1 has a value of 1048577 bytes', [one, record({ ...good, value: tooLarge })]],
    ['record 2 is out of order', [two, record(next), record(good)]],
    ['record 2 is out of order', [two, record(good), record(good)]],
    ['record 1 repeats a key', [getResponse('a', ''), getResponse('a', '')]],
    ['record 1 has impossible revisions', [one, record({ ...good, modRevision: 10 })]],
    ['record 1 has impossible revisions', [one, record({ ...good, createRevision: 10 })]],
    ['record 1 has impossible revisions', [one, record({ ...good, version: 9 })]],
    ['record 1 has impossible revisions', [one, record({ key: 'k' })]],
    ['record 1 cannot be decoded', [one, Buffer.from('ff', 'hex')]],
    ['record 0 cannot be decoded', [Buffer.from('800180ffffffffffffff7f', 'hex')]],
  ])('is refused: %s', (message, records) => {
    expect(() => restore([framed(...records)], 1)).toThrow(
      expect.objectContaining({ code: 'CORRUPT', message: expect.stringContaining(message) }),
    );
  });

  it('that declares an enormous record is refused before memory is taken', () => {
    const lengths = [0xffff_ffff_ffff_ffffn, 16n * 1024n * 1024n + 1n];
    for (const length of lengths) {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(length);
      expect(() => restore([bytes], 1)).toThrow(`record 0: a record declares ${length} bytes`);
    }
  });

  it('that ends early is refused, whatever is missing', () => {
    const bytes = snapshotOf(storeOf([manyKeys(3, 5)]));
    for (let end = 1; end < bytes.length; end += 1) {
      expect(() => restore([bytes.subarray(0, end)], 1)).toThrow(
        expect.objectContaining({ code: 'CORRUPT' }),
      );
    }
  });

  it('gives a store or CORRUPT, never another error', () => {
    const bytes = snapshotOf(storeOf([manyKeys(4, 8)]));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = byte;
        try {
          restore([damaged], 1);
        } catch (error) {
          expect(error).toMatchObject({ code: 'CORRUPT' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function storeOf(rounds: readonly (readonly Command[])[]): Store {
  const store = new Store();
  applyRounds(store, rounds);
  return store;
}

/** The time moves on with each round. */
function outcomesOf(store: Store, rounds: readonly (readonly Command[])[]): unknown {
  return rounds.map((commands) => {
    const index = store.appliedIndex + 1;
    return store.apply({ index, data: encodeRound(index * 10_000, commands) }).outcomes;
  });
}

function isClient(record: Uint8Array): boolean {
  return mokv.v1.SnapshotRecord.decode(StrictReader.over(Buffer.from(record))).client !== null;
}

function manyKeys(count: number, valueBytes: number): Command[] {
  const value = Buffer.alloc(valueBytes, 1);
  return Array.from({ length: count }, (_, at) => ({
    type: 'set',
    key: byteStringOfText(`key ${at}`),
    value,
  }));
}

function chunksOf(store: Store): Uint8Array[] {
  return [...encodeSnapshot(store.image().state)];
}

function snapshotOf(store: Store): Buffer {
  return Buffer.concat(chunksOf(store));
}

/** Pieces of the given sizes in turn, then the rest. */
function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  let rest = bytes;
  const pieces = sizes.map((size) => {
    const piece = rest.subarray(0, size);
    rest = rest.subarray(size);
    return piece;
  });
  return [...pieces, rest];
}

function restore(pieces: readonly Uint8Array[], appliedIndex: number): Store {
  const reader = new SnapshotReader(appliedIndex);
  for (const piece of pieces) reader.push(piece);
  return reader.finish();
}

type RecordFields = Omit<mokv.v1.ISnapshotRecord, 'key'> & { readonly key?: string };

function record({ key, ...fields }: RecordFields): Uint8Array {
  const bytes = key === undefined ? {} : { key: Buffer.from(key, 'latin1') };
  return mokv.v1.SnapshotRecord.encode({ ...fields, ...bytes }).finish();
}

function getResponse(key: string, value: string): Uint8Array {
  return api.GetResponse.encode({ key, value: Buffer.from(value) }).finish();
}

function framed(...records: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    records.flatMap((bytes) => {
      const length = Buffer.alloc(8);
      length.writeBigUInt64BE(BigInt(bytes.length));
      return [length, bytes];
    }),
  );
}

function messagesOf(snapshot: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at < snapshot.length; ) {
    const end = at + 8 + Number(snapshot.readBigUInt64BE(at));
    messages.push(snapshot.subarray(at + 8, end));
    at = end;
  }
  return messages;
}
