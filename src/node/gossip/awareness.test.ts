import { describe, expect, it } from 'vitest';
import { Awareness } from './awareness.ts';

describe('awareness', () => {
  it('stays between 0 and one less than its maximum', () => {
    const awareness = new Awareness(8);
    const scores = [-1, 1, 3, 9, -2, -20].map((delta) => {
      awareness.apply(delta);
      return awareness.score;
    });
    expect(scores).toEqual([0, 1, 4, 7, 5, 0]);
  });

  it('gives others more time the less healthy this node is', () => {
    const awareness = new Awareness(8);
    awareness.apply(2);
    expect(awareness.scale(1000)).toBe(3000);
  });
});
