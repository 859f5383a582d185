import { describe, expect, it } from 'vitest';
import { gossipProfiles } from './settings.ts';
import { confirm, expiresAt, startSuspicion, suspicionSpan } from './suspicion.ts';

const settings = { ...gossipProfiles.lan, packetOverheadBytes: 0 };

describe('a suspicion', () => {
  // memberlist's remainingSuspicionTime, with the 2000 ms that had passed added.
  it.each([
    [0, 2, 24_000],
    [1, 2, 11_381],
    [2, 2, 4000],
    [0, 3, 24_000],
    [1, 3, 14_000],
    [2, 3, 8150],
    [3, 3, 4000],
  ])('with %i of %i confirmations lasts %i ms', (confirmations, wanted, expected) => {
    const span = { minMs: 4000, maxMs: 24_000 };
    expect(suspicionSpan(confirmations, wanted, span)).toBe(expected);
  });

  it.each([
    [2, 4000],
    [3, 4000],
    [4, 24_000],
    [5, 24_000],
  ])('in a pool of %i starts with %i ms', (nodes, expected) => {
    const suspicion = startSuspicion({ settings, nodes, from: 'a', now: 100 });
    expect(expiresAt(suspicion) - 100).toBe(expected);
  });

  it('shortens with each accuser that is new, and counts no more than it needs', () => {
    const suspicion = startSuspicion({ settings, nodes: 9, from: 'a', now: 0 });
    const course = ['a', 'b', 'b', 'c', 'd'].map((from) => [
      confirm(suspicion, from),
      expiresAt(suspicion),
    ]);
    expect(course).toEqual([
      [false, 24_000],
      [true, 11_381],
      [false, 11_381],
      [true, 4000],
      [false, 4000],
    ]);
  });
});
