import { describe, expect, it } from 'vitest';
import {
  defaultQueryTimeout,
  pushPullInterval,
  retransmitLimit,
  suspicionTimeout,
} from './scales.ts';
import { gossipProfiles } from './settings.ts';

// The expected numbers come from memberlist's own functions.
describe('the scales of a pool', () => {
  it.each([
    [1, 4],
    [2, 4],
    [3, 4],
    [5, 4],
    [10, 8],
    [11, 8],
    [32, 8],
    [100, 12],
    [1000, 16],
  ])('send a broadcast in a pool of %i nodes %i times', (nodes, expected) => {
    expect(retransmitLimit(4, nodes)).toBe(expected);
  });

  it.each([
    [1, 4000],
    [2, 4000],
    [5, 4000],
    [10, 4000],
    [11, 4164],
    [50, 6792],
    [100, 8000],
    [1000, 12_000],
  ])('suspect a member of %i nodes for at least %i ms', (nodes, expected) => {
    expect(suspicionTimeout(4, nodes, 1000)).toBe(expected);
  });

  it.each([
    [1, 30_000],
    [32, 30_000],
    [33, 60_000],
    [64, 60_000],
    [65, 90_000],
    [128, 90_000],
    [129, 120_000],
    [1000, 180_000],
  ])('push and pull in a pool of %i nodes every %i ms', (nodes, expected) => {
    expect(pushPullInterval(30_000, nodes)).toBe(expected);
  });

  it.each([
    [3, 3200],
    [100, 9600],
  ])('wait for answers to a query of %i nodes for %i ms', (nodes, expected) => {
    const settings = { ...gossipProfiles.lan, packetOverheadBytes: 0 };
    expect(defaultQueryTimeout(settings, nodes)).toBe(expected);
  });
});
