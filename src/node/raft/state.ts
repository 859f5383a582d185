import type { Random } from '../../shared/random.ts';
import type { ServerId } from './configuration.ts';
import type { SnapshotMeta } from './entry.ts';
import type { Log } from './log.ts';
import type { Membership } from './membership.ts';
import type { ReadIndex } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { Leader } from './output.ts';
import type { Persistence, WriteSequence } from './persistence.ts';
import type { Progress } from './progress.ts';
import type { RaftSettings } from './settings.ts';

/**
 * All that one node knows. The rules are functions of it: election.ts, append.ts, replication.ts and
 * their neighbours each hold one part of the protocol, and raft.ts calls them.
 */
export interface RaftState {
  readonly id: ServerId;
  readonly address: string;
  readonly settings: RaftSettings;
  readonly random: Random;
  /** Only Persistence changes the log; everybody reads it. */
  readonly log: Omit<Log, 'append' | 'truncateFrom' | 'compactThrough' | 'restartBehind'>;
  readonly persistence: Persistence;
  readonly membership: Membership;
  readonly outbox: Outbox;
  role: Role;
  /** When a leader last sent something, or this node last led; undefined when neither ever happened. */
  leaderContactAt: number | undefined;
  /** Everything up to here is on a quorum of disks, though not necessarily on ours. */
  commitIndex: number;
  /** The newest snapshot; entries behind it are in the log. */
  snapshot: SnapshotMeta | undefined;
  /** A received snapshot that the state machine must load as soon as the log's reset is durable. */
  restore: { readonly snapshot: SnapshotMeta; readonly after: WriteSequence } | undefined;
  /** While it is blank: the leader of this term had no entry behind this one that its log does not hold. */
  caughtUp: { readonly term: number; readonly index: number } | undefined;
  /** Everything up to here was handed to the state machine. */
  releasedIndex: number;
  /** The time of the newest input. */
  now: number;
  /** After a pause, until this time nobody is held to be silent (clock.ts). */
  graceUntil: number;
  /** Never used twice, not even by another incarnation of this node: it starts at random. */
  nextRpcId: number;
}

/**
 *                election timeout              quorum of votes
 *     follower ────────────────> candidate ───────────────────> leader
 *        ^ ^                         │                             │
 *        │ └─ leader of this term ───┘                             │
 *        └──────── higher term, lost quorum, removed ──────────────┘
 */
export type Role = Follower | Candidate | Leadership;

export interface Follower {
  readonly type: 'follower';
  leader: Leader | undefined;
  /** When the leader last did something that succeeded. */
  contactAt: number;
  electionAt: number;
  readonly reads: ForwardedReads;
}

/** Reads that the leader is asked for: one request at a time, the others wait for the next. */
export interface ForwardedReads {
  waiting: number[];
  request: { readonly rpcId: number; readonly sentAt: number; readonly ids: number[] } | undefined;
}

export interface Candidate {
  readonly type: 'candidate';
  /** While pre-voting, the current term is still the one before. */
  readonly phase: 'preVote' | 'vote';
  /** The requests of this campaign: only answers to them count. */
  readonly rpcIds: ReadonlyMap<ServerId, number>;
  readonly granted: Set<ServerId>;
  electionAt: number;
}

export interface Leadership {
  readonly type: 'leader';
  /** The index of its noop: everything from there on is of this term. */
  readonly startIndex: number;
  readonly startedAt: number;
  /** One for each other server, and for removed ones that do not know it yet. */
  readonly peers: Map<ServerId, Progress>;
  readonly reads: LeaderReads;
  /**
   * The commit index that peers are told at once. A newer one waits a moment for entries to travel with
   * (`Raft.tellCommit`).
   */
  commitToTell: number;
  uncommittedBytes: number;
  transfer: Transfer | undefined;
}

export interface LeaderReads {
  waiting: Read[];
  round: ReadRound | undefined;
}

/** Somebody who wants to read: the own state machine, or a follower for its own. */
export type Read =
  | { readonly type: 'local'; readonly id: number }
  | { readonly type: 'remote'; readonly request: ReadIndex };

export interface ReadRound {
  /** The commit index when the round began: the answer. */
  readonly index: number;
  /** Only requests numbered above prove that this node still led after the round began. */
  readonly afterRpcId: number;
  readonly startedAt: number;
  readonly reads: readonly Read[];
}

export interface Transfer {
  readonly target: Leader;
  readonly until: number;
  /** The TimeoutNow under way; undefined while the target is catching up. */
  rpcId: number | undefined;
}

/** The address of a request to a peer, in the current term and under a new number. */
export function requestTo(state: RaftState, to: Leader) {
  const rpcId = state.nextRpcId;
  state.nextRpcId += 1;
  return {
    rpcId,
    from: state.id,
    fromAddress: state.address,
    to: to.id,
    toAddress: to.address,
    term: state.persistence.term,
  };
}

/** The leader as far as this node knows. */
export function knownLeader(state: RaftState): Leader | undefined {
  switch (state.role.type) {
    case 'leader':
      return { id: state.id, address: state.address };
    case 'follower':
      return state.role.leader;
    case 'candidate':
      return undefined;
  }
}
