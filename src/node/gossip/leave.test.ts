import { describe, expect, it } from 'vitest';
import { alive, dead, GossipCore, selfName, suspect } from '../../../test/support/gossip-core.ts';

const intent = { type: 'leaveIntent', node: selfName, ltime: 1, prune: false } as const;

function leaving(): GossipCore {
  const core = new GossipCore().hear(alive(2), alive(3)).advance(5000);
  core.hear(alive(2, 2), alive(3, 2)).advance(3000).forget();
  core.call((now) => core.gossip.leave(now));
  return core;
}

/** When each kind of message about our leave goes out first. */
function timeline(core: GossipCore, ms: number): (string | number)[][] {
  const course: (string | number)[][] = [];
  const begin = core.now;
  for (let waited = 0; waited < ms; waited += 50) {
    core.forget().advance(50);
    const seen = [
      ...core.sentOf('leaveIntent').map(() => 'intent'),
      ...core.sentOf('dead').flatMap(({ message }) => (message.node === selfName ? ['dead'] : [])),
      ...core.eventsOf('leaveFinished').map(() => 'finished'),
    ];
    for (const what of seen) {
      if (!course.some(([known]) => known === what)) course.push([what, core.now - begin]);
    }
  }
  return course;
}

describe('leaving', () => {
  it('tells the pool in two steps, then waits for the news to travel', () => {
    const core = leaving();
    expect(core.statusOf(selfName)).toBe('leaving');
    expect(core.records).toEqual([{ type: 'leave' }]);
    const [intentSent, deadSent, finished] = timeline(core, 8000);
    expect([intentSent?.[0], deadSent?.[0], finished?.[0]]).toEqual(['intent', 'dead', 'finished']);
    expect(Number(deadSent?.[1])).toBeGreaterThan(Number(intentSent?.[1]));
    expect(Number(finished?.[1]) - Number(deadSent?.[1])).toBeGreaterThanOrEqual(1000);
    expect(core.statusOf(selfName)).toBe('left');
  });

  it('says so in its own name', () => {
    const core = leaving().advance(3000);
    expect(core.sentOf('leaveIntent')[0]?.message).toEqual(intent);
    const own = core.sentOf('dead').find(({ message }) => message.node === selfName);
    expect(own?.message).toEqual(dead(selfName, selfName));
  });

  it('does not come back to life by what others say', () => {
    const core = leaving().advance(8000).forget();
    core.hear(alive(1, 9, { node: selfName }), suspect(selfName, 'n2', 9), dead(selfName, 'n2', 9));
    expect([core.events, core.statusOf(selfName)]).toEqual([[], 'left']);
  });

  it('goes on answering pings', () => {
    const core = leaving().advance(3000).forget();
    core.hear({ type: 'ping', seqNo: 3, node: selfName, source: undefined });
    expect(core.sentOf('ackResp').length).toBe(1);
  });

  it('is over at once when nobody is there to hear it', () => {
    const core = new GossipCore().forget();
    core.call((now) => core.gossip.leave(now));
    core.advance(150);
    expect(core.events.map(({ type }) => type)).toEqual(['memberLeave', 'leaveFinished']);
  });
});
