import type { GossipEvent } from './gossip/output.ts';
import type { GossipNode } from './gossip-node/gossip-node.ts';
import type { PoolQueryListener } from './server/gossip-port.ts';

export interface PoolQuery {
  readonly name: string;
  readonly payload: Uint8Array;
}

/**
 * Asks all members and reports what comes of it. The first events come before the query's id is known:
 * this node asks itself, too.
 */
export function askPool(
  pool: Pick<GossipNode, 'query'>,
  takers: Set<(event: GossipEvent) => void>,
  query: PoolQuery,
  listener: PoolQueryListener,
): () => void {
  const early: GossipEvent[] = [];
  let take = (event: GossipEvent): void => void early.push(event);
  const taker = (event: GossipEvent): void => take(event);
  const stop = (): void => void takers.delete(taker);
  takers.add(taker);
  try {
    const id = pool.query({ ...query, wantsAck: true });
    take = (event) => {
      if (report(event, id, listener) === 'over') stop();
    };
    for (const event of early) take(event);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

function report(event: GossipEvent, id: number, listener: PoolQueryListener): 'goOn' | 'over' {
  switch (event.type) {
    case 'queryAck':
      if (event.id === id) listener.answered({ type: 'ack', from: event.from });
      return 'goOn';
    case 'queryResponse': {
      const { from, payload } = event;
      if (event.id === id) listener.answered({ type: 'response', from, payload });
      return 'goOn';
    }
    case 'queryFinished':
      if (event.id !== id) return 'goOn';
      listener.ended();
      return 'over';
    default:
      return 'goOn';
  }
}
