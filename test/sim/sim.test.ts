import { describe, expect, it } from 'vitest';
import { diceOf } from './dice.ts';
import { faultClasses, faultClassNames } from './fault-classes.ts';
import { Marks } from './marks.ts';
import { blockedWays } from './partitions.ts';
import { profileOf, scheduleOf } from './profile.ts';
import { explain } from './report.ts';
import { run } from './run.ts';
import { Scheduler } from './scheduler.ts';

const minutes = 0.25;

describe('the simulator', () => {
  it('finds nothing wrong in the first seeds, and rare events in them', {
    timeout: 300_000,
  }, () => {
    const marks = new Marks();
    for (let seed = 1; seed <= 200; seed += 1) {
      const profile = profileOf(seed, minutes);
      const result = run(profile);
      const problem = result.violation && explain(result, profile, scheduleOf(profile));
      expect(problem).toBeUndefined();
      expect(result.acknowledged).toBeGreaterThan(0);
      marks.add(result.marks);
    }
    expect(marks.counts.size).toBeGreaterThanOrEqual(40);
  });

  it('does the same again with the same seed, and something else with another', () => {
    const [first, again, other] = [7, 7, 8].map((seed) => run(profileOf(seed, minutes)));
    expect({ ...again, marks: 0 }).toEqual({ ...first, marks: 0 });
    expect(other?.hash).not.toBe(first?.hash);
  });

  it('can leave faults out without shifting the others', () => {
    const all = profileOf(3, 1);
    const one = { ...all, intensity: new Map([...all.intensity].slice(0, 1)) };
    const [faultClass] = one.intensity.keys();
    const times = (profile: typeof all) =>
      scheduleOf(profile)
        .filter((fault) => fault.faultClass === faultClass)
        .map(({ timeMs }) => timeMs);
    expect(times(one).length).toBeGreaterThan(0);
    expect(times(one)).toEqual(times(all));
  });

  it('has at least 45 kinds of faults', () => {
    const kinds = new Set<string>();
    for (const name of faultClassNames) {
      const dice = diceOf(1, name);
      for (let count = 0; count < 60; count += 1) {
        kinds.add(kindOf({ ...faultClasses[name].draw(dice) }));
      }
    }
    expect(kinds.size).toBeGreaterThanOrEqual(45);
  });
});

function kindOf(fault: Readonly<Record<string, unknown>>): string {
  const { type, shape, point, error, what, change, to, quality } = fault;
  const detail = [shape, point, error, what, change, typeof to === 'string' ? to : undefined];
  return [type, ...detail, ...Object.keys(quality ?? {})].filter(Boolean).join(' ');
}

describe('Scheduler', () => {
  it('runs events by their time, and by their order where that is equal', () => {
    const scheduler = new Scheduler();
    const order: string[] = [];
    const dice = diceOf(1, 'scheduler');
    const times = Array.from({ length: 500 }, () => dice.integer(0, 50));
    times.forEach((time, position) => {
      scheduler.after(time, () =>
        order.push(`${String(time).padStart(2)} ${String(position).padStart(3)}`),
      );
    });
    scheduler.runUntil(25);
    const early = order.length;
    expect(early).toBe(times.filter((time) => time <= 25).length);
    scheduler.runUntil(50);
    expect(order).toEqual([...order].sort());
    expect([order.length, scheduler.executed, scheduler.now]).toEqual([500, 500, 50]);
  });
});

describe('blockedWays', () => {
  const waysOf = (shape: Parameters<typeof blockedWays>[0]) =>
    blockedWays(shape, { machines: [0, 1, 2, 3, 4], leader: 3, place: 0 })
      .map(([from, to]) => `${from}${to}`)
      .sort();

  it('leaves each node of a ring a majority with itself, and no two the same one', () => {
    const blocked = waysOf('ring');
    const heard = [0, 1, 2, 3, 4].map((to) =>
      [0, 1, 2, 3, 4].filter((from) => !blocked.includes(`${from}${to}`)),
    );
    expect(heard).toEqual([
      [0, 1, 4],
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 4],
      [0, 3, 4],
    ]);
  });

  it('cuts off the leader in both directions', () => {
    expect(waysOf('isolateLeader')).toEqual(['03', '13', '23', '30', '31', '32', '34', '43']);
  });

  it('cuts one direction only for those that are deaf or mute', () => {
    expect(waysOf('deaf')).toEqual(['10', '20', '30', '40']);
    expect(waysOf('mute')).toEqual(['01', '02', '03', '04']);
  });

  it('leaves one node that hears both sides of a bridge', () => {
    const blocked = waysOf('bridge');
    expect(blocked.filter((way) => way.includes('0'))).toEqual([]);
    expect(blocked.length).toBe(8);
  });
});
