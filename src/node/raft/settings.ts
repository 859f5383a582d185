/** hashicorp/raft's defaults (raft-wire §6) where it has one. Times in milliseconds. */
export interface RaftSettings {
  /** A follower that heard nothing for a random time in [t, 2t) campaigns. At least 1000 by default: GC
   * and large scans can hold Node's event loop for some hundred milliseconds. */
  readonly electionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** A leader that heard no quorum for this long steps down. At most the election timeout. */
  readonly leaderLeaseTimeoutMs: number;
  /** An unanswered request counts as lost after this long. */
  readonly rpcTimeoutMs: number;
  readonly appendEntriesMax: number;
  readonly appendBytesMax: number;
  /** AppendEntries requests under way to one peer while pipelining. */
  readonly inflightMax: number;
  /** Entries kept behind a snapshot for followers that lag a little. */
  readonly trailingEntries: number;
  /** Of the same entries: fewer are kept when they are large. */
  readonly trailingBytesMax: number;
  /** Entries appended by this leader that are not committed yet, in bytes; more are refused. */
  readonly uncommittedBytesMax: number;
  /** Off while a voter older than hashicorp/raft 1.7 belongs to the cluster. */
  readonly preVote: boolean;
}

export const defaultRaftSettings: RaftSettings = {
  electionTimeoutMs: 1000,
  heartbeatIntervalMs: 100,
  leaderLeaseTimeoutMs: 500,
  rpcTimeoutMs: 2000,
  appendEntriesMax: 64,
  appendBytesMax: 1024 * 1024,
  inflightMax: 2,
  trailingEntries: 10_240,
  trailingBytesMax: 32 * 1024 * 1024,
  uncommittedBytesMax: 64 * 1024 * 1024,
  preVote: true,
};
