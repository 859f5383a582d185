import type { Authorization } from './authorization.ts';
import { BoundedProposals } from './bounded-proposals.ts';
import type { NodePort } from './node-port.ts';
import { PlacesPerUser } from './places-per-user.ts';
import type { ServiceLimits } from './service-limits.ts';
import type { Statistics } from './statistics.ts';
import { StoreReads } from './store-reads.ts';

export interface KeyServiceOptions {
  readonly node: NodePort;
  readonly authorization: Pick<Authorization, 'policy'>;
  /** Whether the node has, since it started, caught up with what was acknowledged before. */
  readonly hasCaughtUp: () => boolean;
  /** Counts the operations of batches and pipelines. */
  readonly statistics: Pick<Statistics, 'operationEnded'>;
  readonly limits: ServiceLimits;
}

/** What the services of keys share: all calls of a node count against the same limits. */
export interface KeyContext {
  readonly node: NodePort;
  readonly authorization: Pick<Authorization, 'policy'>;
  readonly reads: StoreReads;
  readonly writes: BoundedProposals;
  readonly lists: PlacesPerUser;
  readonly statistics: Pick<Statistics, 'operationEnded'>;
}

export function keyContextOf(options: KeyServiceOptions): KeyContext {
  const { node, authorization, hasCaughtUp, statistics, limits } = options;
  return {
    node,
    authorization,
    statistics,
    reads: new StoreReads(node, hasCaughtUp),
    writes: new BoundedProposals(node, limits),
    lists: new PlacesPerUser({ what: 'lists', perUserMax: limits.listsPerUserMax }),
  };
}
