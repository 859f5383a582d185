import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bag } from './bag.ts';

interface Thing {
  readonly name: number;
  place: number | undefined;
}

describe('Bag', () => {
  it('holds what was put in and not taken out, each once', () => {
    const steps = fc.array(fc.record({ name: fc.nat(9), isDelete: fc.boolean() }));
    fc.assert(
      fc.property(steps, (list) => {
        const things = Array.from({ length: 10 }, (_, name): Thing => ({ name, place: undefined }));
        const bag = new Bag<Thing>();
        const held = new Set<Thing>();
        for (const { name, isDelete } of list) {
          const thing = things[name];
          if (thing === undefined) continue;
          if (isDelete) {
            bag.delete(thing);
            held.delete(thing);
          } else if (!held.has(thing)) {
            bag.add(thing);
            held.add(thing);
          }
          expect(bag.size).toBe(held.size);
        }
        expect(new Set(bag.all())).toEqual(held);
      }),
    );
  });

  it('lets things go while all of them are looked at', () => {
    const bag = new Bag<Thing>();
    for (let name = 0; name < 5; name += 1) bag.add({ name, place: undefined });
    const seen: number[] = [];
    for (const thing of bag.all()) {
      seen.push(thing.name);
      bag.delete(thing);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(bag.size).toBe(0);
  });
});
