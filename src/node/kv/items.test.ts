import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';
import { Items, type ItemsImage } from './items.ts';

const keys = Array.from({ length: 12 }, (_, at) => byteStringOfText(`key-${'abcdefghijkl'[at]}`));
const arbitraryKey = fc.constantFrom(...keys);
const arbitraryStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('set' as const), key: arbitraryKey }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), key: arbitraryKey }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('removeRange' as const),
      start: arbitraryKey,
      end: fc.option(arbitraryKey, { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('image' as const) }) },
);
type Step = typeof arbitraryStep extends fc.Arbitrary<infer Value> ? Value : never;
type Content = ReadonlyMap<ByteString, Item>;

describe('items', () => {
  it('are what was done to them, and every image is what they were, whatever came after it', () => {
    fc.assert(
      fc.property(fc.array(arbitraryStep, { maxLength: 60 }), (steps) => {
        const items = new Items();
        const model = new Map<ByteString, Item>();
        const held: [ItemsImage, Content][] = [];
        for (const [at, step] of steps.entries()) {
          if (step.type === 'image') held.push([items.image(), new Map(model)]);
          else take(step, { items, model, item: itemOf(at + 1) });
          expect(keys.map((key) => items.get(key))).toEqual(keys.map((key) => model.get(key)));
        }
        held.push([items.image(), model]);
        for (const [image, content] of held) expectContent(image, content);
      }),
      { numRuns: 500 },
    );
  });

  it('tell what each removed key had, in byte order', () => {
    const items = new Items();
    for (const [at, key] of keys.toReversed().entries()) items.add(key, itemOf(at + 1));
    const removed: [ByteString, number][] = [];
    items.removeRange(byteStringOfText('key-c'), byteStringOfText('key-f'), ({ key, item }) =>
      removed.push([key, item.modRevision]),
    );
    expect(removed).toEqual([
      ['key-c', 10],
      ['key-d', 9],
      ['key-e', 8],
    ]);
    expect(items.size).toBe(9);
  });

  it('are removed to the last one when a range has no end, and none of no items', () => {
    const items = new Items();
    items.removeRange(byteStringOfText(''), undefined, () => expect.unreachable());
    for (const [at, key] of keys.entries()) items.add(key, itemOf(at + 1));
    items.removeRange(byteStringOfText('key-b'), undefined, () => {});
    expect([...items.image().entries()]).toEqual([['key-a', itemOf(1)]]);
  });
});

function take(
  step: Exclude<Step, { type: 'image' }>,
  { items, model, item }: { items: Items; model: Map<ByteString, Item>; item: Item },
): void {
  if (step.type === 'removeRange') {
    const { start, end } = step;
    if (end !== undefined && end < start) return;
    items.removeRange(start, end, ({ key }) => model.delete(key));
    expect([...model.keys()].filter((key) => isIn(key, start, end))).toEqual([]);
    return;
  }
  const cell = items.cell(step.key);
  if (step.type === 'remove') {
    if (cell !== undefined) items.remove(cell);
    model.delete(step.key);
    return;
  }
  if (cell === undefined) items.add(step.key, item);
  else items.replace(cell, item);
  model.set(step.key, item);
}

function expectContent(image: ItemsImage, content: Content): void {
  const entries = [...content].sort(([one], [other]) => (one < other ? -1 : 1));
  expect(image.size).toBe(entries.length);
  expect([...image.entries()]).toEqual(entries);
  expect([...image.entriesReversed()]).toEqual(entries.toReversed());
  for (const bound of keys) {
    expect(image.get(bound)).toEqual(content.get(bound));
    expect([...image.entries(bound)]).toEqual(entries.filter(([key]) => key >= bound));
    expect([...image.entriesReversed(bound)]).toEqual(
      entries.filter(([key]) => key < bound).toReversed(),
    );
  }
}

function isIn(key: ByteString, start: ByteString, end: ByteString | undefined): boolean {
  return start <= key && (end === undefined || key < end);
}

function itemOf(revision: number): Item {
  return {
    value: byteStringOfText(`value ${revision}`),
    createRevision: revision,
    modRevision: revision,
    version: 1,
    expiresAtMs: 0,
    leaseId: 0,
  };
}
