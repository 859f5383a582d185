import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random.ts';
import { CoordinateClient } from './coordinate-client.ts';
import { applyForce, distanceBetween, estimatedRttMs, originCoordinate } from './coordinates.ts';

const random = seededRandom(1);

function at(x: number, overrides: { height?: number; adjustment?: number } = {}) {
  const vec = [x, ...originCoordinate.vec.slice(1)];
  return { ...originCoordinate, height: 0, vec, ...overrides };
}

describe('coordinates', () => {
  it('are apart by their distance, their heights and their adjustments', () => {
    expect(distanceBetween(at(1), at(4))).toBe(3);
    expect(distanceBetween(at(1, { height: 0.5 }), at(4, { height: 0.25 }))).toBe(3.75);
    expect(distanceBetween(at(1, { adjustment: -1 }), at(4))).toBe(2);
    expect(distanceBetween(at(1, { adjustment: -9 }), at(4))).toBe(3);
    expect(estimatedRttMs(at(0), at(0.1))).toBeCloseTo(100);
  });

  it('are pushed away from one another, and lifted', () => {
    const pushed = applyForce(at(1, { height: 0.5 }), 2, { from: at(0, { height: 0.5 }), random });
    expect(pushed.vec[0]).toBe(3);
    expect(pushed.height).toBe(2.5);
  });

  it('in one place are pushed in some direction', () => {
    const pushed = applyForce(at(0), 1, { from: at(0), random });
    expect(Math.hypot(...pushed.vec)).toBeCloseTo(1);
  });

  it('settle so that distances estimate the round trips', () => {
    // Two sites, 40 ms apart; 2 ms within each.
    const clients = Array.from(
      { length: 8 },
      (_, index) => new CoordinateClient(seededRandom(index)),
    );
    const rttOf = (a: number, b: number) => (a % 2 === b % 2 ? 2 : 40);
    const choose = seededRandom(99);
    for (let round = 0; round < 4000; round += 1) {
      const a = Math.floor(choose() * 8);
      const b = (a + 1 + Math.floor(choose() * 7)) % 8;
      const other = clients[b]?.own ?? originCoordinate;
      clients[a]?.observe(`n${b}`, other, rttOf(a, b));
    }
    const estimate = (a: number, b: number) =>
      estimatedRttMs(clients[a]?.own ?? originCoordinate, clients[b]?.own ?? originCoordinate);
    expect(estimate(0, 1)).toBeGreaterThan(30);
    expect(estimate(0, 1)).toBeLessThan(50);
    expect(estimate(0, 2)).toBeLessThan(8);
  });

  it('do not follow round trips that cannot be', () => {
    const client = new CoordinateClient(random);
    client.observe('a', at(1), 11_000);
    client.observe('a', at(1), -1);
    expect([client.own, client.of('a')]).toEqual([originCoordinate, undefined]);
  });
});
