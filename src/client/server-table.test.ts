import { describe, expect, it } from 'vitest';
import { ServerTable } from './server-table.ts';

const seed = { host: 'seed', port: 1 };

describe('ServerTable', () => {
  it('knows its seeds until the cluster lists others, and keeps them as a last resort', () => {
    const { table } = tableAt(0);
    table.list([
      { address: 'a:1', isLeader: false },
      { address: 'b:1', isLeader: true },
    ]);
    expect(addressesOf(table)).toEqual(['a:1', 'b:1', 'seed:1']);
    expect(table.leader).toBe('b:1');
    table.list([{ address: 'c:1', isLeader: true }]);
    expect(addressesOf(table)).toEqual(['c:1', 'seed:1']);
  });

  it('ignores what is no address', () => {
    const { table } = tableAt(0);
    table.list([{ address: 'not an address', isLeader: true }]);
    table.leaderIs('also not');
    expect(addressesOf(table)).toEqual(['seed:1']);
    expect(table.leader).toBeUndefined();
  });

  it('lets one that failed rest, longer each time, until it is reached', () => {
    const { table, clock } = tableAt(1000);
    const isResting = () => table.servers(() => 0)[0]?.isResting;
    table.leaderIs('seed:1');
    table.failed('seed:1');
    expect(table.leader).toBeUndefined();
    expect(isResting()).toBe(true);
    clock.now += 100;
    expect(isResting()).toBe(false);
    table.failed('seed:1');
    clock.now += 100;
    expect(isResting()).toBe(true);
    table.reached('seed:1');
    expect(table.servers(() => 2)).toEqual([
      {
        address: 'seed:1',
        isLeader: false,
        isReached: true,
        isResting: false,
        rttMs: undefined,
        inFlight: 2,
      },
    ]);
  });

  it('smooths what is measured', () => {
    const { table } = tableAt(0);
    table.measured('seed:1', 10);
    table.measured('seed:1', 20);
    expect(table.servers(() => 0)[0]?.rttMs).toBe(13);
  });
});

function tableAt(now: number): { table: ServerTable; clock: { now: number } } {
  const clock = { now };
  return { table: new ServerTable([seed], () => clock.now), clock };
}

function addressesOf(table: ServerTable): string[] {
  return table.servers(() => 0).map(({ address }) => address);
}
