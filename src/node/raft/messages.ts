import type { ServerId } from './configuration.ts';
import type { Entry, SnapshotMeta } from './entry.ts';

/**
 * Every message is a request or the response to one. `rpcId` is chosen by the sender of the request
 * and returned in the response; the transport carries it on connections that answer in order.
 */
interface Envelope {
  readonly rpcId: number;
  readonly from: ServerId;
  /** The sender's address as the configuration has it. */
  readonly fromAddress: string;
  readonly to: ServerId;
  /** Where to reach `to`: the address in the sender's latest configuration. */
  readonly toAddress: string;
  readonly term: number;
}

/** Raft paper §5.3. Without entries and with prevLogIndex 0 it is hashicorp's heartbeat (raft-wire §1). */
export interface AppendEntries extends Envelope {
  readonly type: 'appendEntries';
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry[];
  /** Never above prevLogIndex + entries.length (raft-wire §7). */
  readonly leaderCommit: number;
  /** Travels on the heartbeat connection and never waits behind entries. */
  readonly heartbeat: boolean;
}

export interface AppendEntriesResponse extends Envelope {
  readonly type: 'appendEntriesResponse';
  /** The receiver's last index before this append (raft-wire §3): the hint for backing off. */
  readonly lastLogIndex: number;
  readonly success: boolean;
  /** The log did not match: try again at once with an earlier entry. */
  readonly noRetryBackoff: boolean;
}

export interface RequestVote extends Envelope {
  readonly type: 'requestVote';
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
  /** The leader asked for this election: the stickiness rule does not apply. */
  readonly leadershipTransfer: boolean;
}

export interface RequestVoteResponse extends Envelope {
  readonly type: 'requestVoteResponse';
  readonly granted: boolean;
}

/** Raft thesis §9.6. `term` is the term that the candidate would campaign in. */
export interface PreVote extends Envelope {
  readonly type: 'preVote';
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface PreVoteResponse extends Envelope {
  readonly type: 'preVoteResponse';
  readonly granted: boolean;
}

/**
 * Raft paper §7. On the sender the transport streams the file of `snapshot`; on the receiver the core
 * sees this message only when the whole file is durable under the snapshot's name.
 */
export interface InstallSnapshot extends Envelope {
  readonly type: 'installSnapshot';
  readonly snapshot: SnapshotMeta;
}

export interface InstallSnapshotResponse extends Envelope {
  readonly type: 'installSnapshotResponse';
  readonly success: boolean;
}

/** Raft thesis §3.10: campaign now. */
export interface TimeoutNow extends Envelope {
  readonly type: 'timeoutNow';
}

export interface TimeoutNowResponse extends Envelope {
  readonly type: 'timeoutNowResponse';
}

/** A follower asks the leader for a read index (Raft thesis §6.4). mokv's own: Go peers never get it. */
export interface ReadIndex extends Envelope {
  readonly type: 'readIndex';
}

export interface ReadIndexResponse extends Envelope {
  readonly type: 'readIndexResponse';
  /** 0 when the receiver does not lead or could not confirm that it does. */
  readonly index: number;
}

export type RaftRequest =
  | AppendEntries
  | RequestVote
  | PreVote
  | InstallSnapshot
  | TimeoutNow
  | ReadIndex;

export type RaftResponse =
  | AppendEntriesResponse
  | RequestVoteResponse
  | PreVoteResponse
  | InstallSnapshotResponse
  | TimeoutNowResponse
  | ReadIndexResponse;

export type RaftMessage = RaftRequest | RaftResponse;
