import type { ClusterClient } from '../../client/cluster-client.ts';
import type { GossipClient } from '../../client/gossip-client.ts';
import type { KvClient } from '../../client/kv-client.ts';

/** What the dashboard asks of a client of the cluster. */
export type SourceClient = Pick<
  KvClient,
  'range' | 'count' | 'watch' | 'get' | 'set' | 'delete'
> & {
  readonly cluster: Pick<
    ClusterClient,
    | 'status'
    | 'statusAt'
    | 'events'
    | 'stats'
    | 'raftLog'
    | 'nodeInfo'
    | 'okToStop'
    | 'transferLeadership'
    | 'promoteMember'
    | 'demoteMember'
    | 'removeMember'
    | 'addMember'
    | 'drain'
  >;
  readonly gossip: Pick<GossipClient, 'members'>;
};
