import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChurningMap } from './churning-map.ts';

describe('ChurningMap', () => {
  it('holds what a Map holds, in the same order', () => {
    const step = fc.record({ key: fc.nat(20), isDelete: fc.boolean(), value: fc.nat() });
    const steps = fc.array(step, { maxLength: 300 });
    fc.assert(
      fc.property(steps, (list) => {
        const map = new Map<number, number>();
        const churning = new ChurningMap<number, number>();
        // So that one of the steps comes when the table is made anew.
        for (let key = 0; key < 1000; key += 1) {
          churning.set(-1, key);
          churning.delete(-1);
        }
        for (const { key, isDelete, value } of list) {
          if (isDelete) expect(churning.delete(key)).toBe(map.delete(key));
          else {
            map.set(key, value);
            churning.set(key, value);
          }
          expect(churning.get(key)).toBe(map.get(key));
        }
        expect([...churning]).toEqual([...map]);
        expect([...churning.values()]).toEqual([...map.values()]);
        expect(churning.size).toBe(map.size);
      }),
    );
  });
});
