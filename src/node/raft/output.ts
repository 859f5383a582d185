import type { Configuration, ServerId } from './configuration.ts';
import type { Entry, SnapshotMeta } from './entry.ts';
import type { RaftMessage } from './messages.ts';

/**
 * What the core asks the world to do. Everything in it may be done at once: the core itself holds back
 * each message, entry and read until the writes that it depends on are durable (I8, I9).
 */
export interface Output {
  readonly messages: readonly RaftMessage[];
  /** Replace the state machine by this snapshot, already on disk, before applying `committed`. */
  readonly restore: SnapshotMeta | undefined;
  /** To apply, in order, each exactly once. Contiguous, and durable on this node. */
  readonly committed: readonly Entry[];
  readonly reads: readonly ReadOutcome[];
  readonly events: readonly RaftEvent[];
}

/** The answer to readIndex(id): the state machine may answer once it has applied `index`. */
export type ReadOutcome =
  | { readonly id: number; readonly type: 'confirmed'; readonly index: number }
  | { readonly id: number; readonly type: 'failed'; readonly leader: Leader | undefined };

export interface Leader {
  readonly id: ServerId;
  readonly address: string;
}

/** What an operator wants in the log. */
export type RaftEvent =
  | {
      readonly type: 'roleChanged';
      readonly role: RoleName;
      readonly term: number;
      readonly cause: string;
    }
  | { readonly type: 'leaderChanged'; readonly leader: Leader | undefined; readonly term: number }
  | {
      readonly type: 'configurationChanged';
      readonly configuration: Configuration;
      readonly index: number;
    }
  | { readonly type: 'peerStateChanged'; readonly peer: ServerId; readonly state: ProgressState }
  /** A peer's log ends before what it has acknowledged: its disk lost entries, or is an older copy. */
  | {
      readonly type: 'peerLostEntries';
      readonly peer: ServerId;
      readonly acknowledgedIndex: number;
      readonly lastIndex: number;
    }
  /** From now on what this node votes and acknowledges counts (blank.ts). */
  | { readonly type: 'blanknessEnded'; readonly cause: string }
  /** A message that no correct peer sends; it was answered with a refusal and changed nothing. */
  | { readonly type: 'messageRefused'; readonly peer: ServerId; readonly reason: string };

export type RoleName = 'follower' | 'candidate' | 'leader';

/** How the leader sends to a peer: one request at a time, a bounded window, or a snapshot. */
export type ProgressState = 'probe' | 'pipeline' | 'snapshot';

export type Refusal =
  | { readonly type: 'notLeader'; readonly leader: Leader | undefined }
  /** Leadership is being handed over. */
  | { readonly type: 'transferring' }
  /** Too many bytes await commit. */
  | { readonly type: 'overloaded' }
  /** Another configuration change is under way, or this term has committed nothing yet. */
  | { readonly type: 'changeInProgress' }
  | { readonly type: 'invalidChange'; readonly reason: string };

export interface Proposed {
  readonly type: 'proposed';
  readonly term: number;
  /** The index of the first of the proposed entries; the others follow. */
  readonly index: number;
}

export type ConfigurationChange =
  | { readonly type: 'addNonvoter'; readonly id: ServerId; readonly address: string }
  /** Adds as voter, promotes a non-voter, or changes a voter's address. */
  | { readonly type: 'addVoter'; readonly id: ServerId; readonly address: string }
  | { readonly type: 'demoteVoter'; readonly id: ServerId }
  | { readonly type: 'removeServer'; readonly id: ServerId };

export interface RaftStatus {
  readonly role: RoleName;
  readonly term: number;
  readonly leader: Leader | undefined;
  /**
   * Milliseconds since this node last heard from a leader; undefined when it never did. On a leader those
   * since a quorum last answered it, and 0 within the lease.
   */
  readonly leaderContactMs: number | undefined;
  /** It started with nothing, and what it votes and acknowledges does not count yet. */
  readonly isBlank: boolean;
  readonly commitIndex: number;
  readonly lastIndex: number;
  readonly durableIndex: number;
  readonly snapshotIndex: number;
  /** Bytes of entry data held in memory. */
  readonly logBytes: number;
  readonly configuration: Configuration;
  readonly configurationIndex: number;
  /** On the leader, one for each other server. */
  readonly peers: readonly PeerStatus[];
}

export interface PeerStatus {
  readonly id: ServerId;
  readonly state: ProgressState;
  readonly matchIndex: number;
  readonly nextIndex: number;
  readonly inflight: number;
  /** Milliseconds since its last answer; undefined when it never answered this leader. */
  readonly lastContactMs: number | undefined;
  /** Whether its last answer to a heartbeat was yes. A blank peer says no. */
  readonly acceptsHeartbeats: boolean;
}
