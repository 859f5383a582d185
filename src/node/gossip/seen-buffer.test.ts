import { describe, expect, it } from 'vitest';
import { SeenBuffer } from './seen-buffer.ts';

function buffer(): SeenBuffer<string> {
  return new SeenBuffer((a, b) => a === b);
}

describe('a buffer of what was seen', () => {
  it('tells the first sighting of each item at each time', () => {
    const seen = buffer();
    const sightings = (['a', 'b', 'a'] as const).map((item) =>
      seen.see(item, { ltime: 5, clock: 6, bytes: 1 }),
    );
    expect(sightings).toEqual(['first', 'first', 'seen']);
    expect(seen.see('a', { ltime: 6, clock: 7, bytes: 1 })).toBe('first');
  });

  it('passes over what is 512 times older than the clock', () => {
    const seen = buffer();
    expect(seen.see('a', { ltime: 487, clock: 1000, bytes: 1 })).toBe('tooOld');
    expect(seen.see('a', { ltime: 488, clock: 1000, bytes: 1 })).toBe('first');
  });

  it('passes over what is older than the node wants to know', () => {
    const seen = buffer();
    seen.ignoreBefore(10);
    expect(seen.see('a', { ltime: 9, clock: 11, bytes: 1 })).toBe('tooOld');
    expect(seen.see('a', { ltime: 10, clock: 11, bytes: 1 })).toBe('first');
  });

  it('takes 64 items at one time and no more', () => {
    const seen = buffer();
    const sightings = Array.from({ length: 65 }, (_, index) =>
      seen.see(String(index), { ltime: 1, clock: 2, bytes: 1 }),
    );
    expect(sightings.filter((sighting) => sighting === 'first').length).toBe(64);
    expect(sightings.at(-1)).toBe('tooMany');
  });

  it('forgets the oldest items when it holds too many bytes, and does not take them again', () => {
    const seen = buffer();
    const bytes = 900 * 1024;
    for (const ltime of [1, 2, 3]) seen.see(`e${ltime}`, { ltime, clock: 4, bytes });
    expect(seen.recent().map(({ items }) => items)).toEqual([['e2'], ['e3']]);
    expect(seen.see('e1', { ltime: 1, clock: 4, bytes })).toBe('tooOld');
  });
});
