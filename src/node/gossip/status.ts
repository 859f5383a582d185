import type { GossipStatus } from './output.ts';
import type { GossipState } from './state.ts';

export function statusOf(state: GossipState): GossipStatus {
  const { clocks, queues, outbox } = state;
  const members = { alive: 0, leaving: 0, left: 0, failed: 0 };
  for (const { status } of state.members.values()) members[status] += 1;
  return {
    incarnation: state.nodes.self.incarnation,
    healthScore: state.awareness.score,
    members,
    suspects: state.nodes.suspects().size,
    clock: clocks.member.time,
    eventClock: clocks.event.time,
    queryClock: clocks.query.time,
    queued: {
      memberlist: queues.memberlist.length,
      intents: queues.intents.length,
      queries: queues.queries.length,
      events: queues.events.length,
    },
    refused: outbox.refused,
    dropped: outbox.dropped,
  };
}
