import { describe, expect, it } from 'vitest';
import { type KnownServer, serversInOrder } from './server-order.ts';

describe('serversInOrder', () => {
  it('takes seeds in their order before anything is known', () => {
    const seeds = [server('a', { isReached: false }), server('b', { isReached: false })];
    for (const target of ['leader', 'follower', 'nearest', 'any'] as const) {
      expect(serversInOrder(target, seeds, undefined, never)).toEqual(['a', 'b']);
    }
  });

  it('sends writes to the leader, then to who answered last', () => {
    const servers = [server('a'), server('b'), server('c', { isLeader: true })];
    expect(serversInOrder('leader', servers, 'b', never)).toEqual(['c', 'b', 'a']);
  });

  it('sends reads to the follower with the fewest calls, and to the leader last', () => {
    const servers = [
      server('a', { isLeader: true }),
      server('b', { inFlight: 2 }),
      server('c', { inFlight: 1 }),
    ];
    expect(serversInOrder('follower', servers, 'a', never)).toEqual(['c', 'b', 'a']);
  });

  it('spreads reads over followers that are equal', () => {
    const servers = [server('a', { isLeader: true }), server('b'), server('c')];
    const firsts = [0.1, 0.9].map((first) => {
      const numbers = [0.5, first, 0.5];
      return serversInOrder('follower', servers, undefined, () => numbers.shift() ?? 0)[0];
    });
    expect(firsts).toEqual(['b', 'c']);
  });

  it('sends reads to the leader when no follower is well', () => {
    const servers = [server('a', { isLeader: true }), server('b', { isResting: true })];
    expect(serversInOrder('follower', servers, undefined, never)).toEqual(['a', 'b']);
  });

  it('sends stale reads the shortest way, the leader or not', () => {
    const servers = [
      server('a', { rttMs: 3 }),
      server('b', { isLeader: true, rttMs: 1 }),
      server('c'),
    ];
    expect(serversInOrder('nearest', servers, 'c', never)).toEqual(['b', 'a', 'c']);
  });

  it('stays where the last call was answered when any server will do', () => {
    const servers = [server('a'), server('b', { isLeader: true }), server('c')];
    expect(serversInOrder('any', servers, 'c', never)).toEqual(['c', 'a', 'b']);
  });

  it('takes who never answered before who just failed, and both behind the others', () => {
    const servers = [
      server('a', { isLeader: true, isResting: true }),
      server('b', { isReached: false }),
      server('c'),
    ];
    expect(serversInOrder('leader', servers, undefined, never)).toEqual(['c', 'b', 'a']);
  });
});

function server(address: string, facts: Partial<KnownServer> = {}): KnownServer {
  return {
    address,
    isLeader: false,
    isReached: true,
    isResting: false,
    rttMs: undefined,
    inFlight: 0,
    ...facts,
  };
}

/** Makes ties keep their order. */
function never(): number {
  return 0;
}
