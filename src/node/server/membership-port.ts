/**
 * Changes of the cluster, on its leader; membership.ts is the real one. Each resolves when the change is
 * committed. All reject with NOT_LEADER elsewhere, INVALID_ARGUMENT for what makes no sense, and
 * OUTCOME_UNKNOWN when leadership was lost before the answer.
 */
export interface MembershipPort {
  /**
   * Adds a node as non-voter and, unless it is to stay one, makes it a voter when it has caught up. A
   * server that is there already gets the address and goes on from where it is.
   * Rejects with DEADLINE_EXCEEDED when it takes too long to catch up; it then is a non-voter.
   */
  add(member: NewMember): Promise<void>;
  promote(id: string): Promise<void>;
  /** Rejects with CONDITION_FAILED when the voters that would remain could form no quorum. */
  demote(id: string): Promise<void>;
  /** As demote. */
  remove(id: string): Promise<void>;
  /** Resolves with the new leader; by default the voter that holds most of the log takes over. */
  transferLeadership(target: string | undefined): Promise<string>;
  stepDown(): Promise<void>;
  /** Whether the cluster goes on when these nodes stop, by what the leader sees now. Throws NOT_FOUND. */
  okToStop(ids: readonly string[]): StopVerdict;
}

export interface StopVerdict {
  readonly ok: boolean;
  /** The arithmetic in one line. */
  readonly reason: string;
  readonly voters: number;
  /** That could go on without those who stop. */
  readonly healthy: number;
  readonly quorum: number;
}

export interface NewMember {
  readonly id: string;
  /** host:port of its RPC port. */
  readonly address: string;
  readonly nonVoter: boolean;
}
