// biome-ignore-all lint/performance/noBarrelFile: what `import ... from 'mokv'` gives is decided here, in one place.
/** The client library of mokv. */
export { type ErrorCode, MokvError } from '../shared/errors.ts';
export type { HostPort } from '../shared/host-port.ts';
export type { AccessClient } from './access-client.ts';
export type { ClusterClient, MembersView } from './cluster-client.ts';
export { type ConnectOptions, connect, type Pem } from './connect.ts';
export { campaign, type ElectedLeader, type Leadership, observe } from './election.ts';
export type { GossipClient } from './gossip-client.ts';
export type * from './kv-api.ts';
export type { ClientOptions, KeyValue, KvClient, ServerInfo } from './kv-client.ts';
export { type HeldLock, lock } from './lock.ts';
export type { MemberRecord } from './member-records.ts';
export type { PlaceOptions } from './queue-place.ts';
export type { AttemptTrace } from './routed-calls.ts';
