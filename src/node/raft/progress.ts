import type { ServerId } from './configuration.ts';
import type { ProgressState } from './output.ts';

/**
 * What the leader knows of one peer, and how it sends to it:
 *
 *               answered
 *     probe ──────────────> pipeline        from both, when the log does
 *       ^ ^                    │            not reach back: ──> snapshot
 *       │ └─ refused or lost ──┘                                   │
 *       └────────────────────── installed ─────────────────────────┘
 *
 * A probe has one request under way and finds out where the logs meet; a pipeline sends ahead.
 */
export interface Progress {
  readonly id: ServerId;
  address: string;
  state: ProgressState;
  /** Highest entry that the peer is known to hold durably; matchIndex < nextIndex. */
  matchIndex: number;
  /** The next entry to send. While pipelining it runs ahead of what was answered. */
  nextIndex: number;
  /** AppendEntries or the InstallSnapshot under way, oldest first. */
  inflight: Inflight[];
  /** Highest commit index sent since the peer last answered anything out of the ordinary. */
  toldCommit: number;
  /** When an AppendEntries was sent last. */
  sentAt: number;
  /** Failures in a row, and the time before which nothing more is sent because of them. */
  failures: number;
  retryAt: number;
  /** Heartbeats under way, with the time each was sent. */
  readonly heartbeats: Map<number, number>;
  heartbeatAt: number;
  /** Its last answer to a heartbeat was yes. A blank peer says no (blank.ts). */
  acceptsHeartbeats: boolean;
  /** When the peer last answered this leader. */
  contactAt: number | undefined;
  /** The newest request of this leader that the peer has answered with success. */
  confirmedRpcId: number;
  /** The entry that removed the peer from the configuration: the last it will get. */
  removedBy: { readonly index: number; readonly until: number | undefined } | undefined;
}

export interface Inflight {
  readonly rpcId: number;
  /** The last entry that the peer holds if it answers with success. */
  readonly lastIndex: number;
  readonly prevLogIndex: number;
  readonly sentAt: number;
  /** matchIndex when it was sent: a peer whose log ends before has lost what it acknowledged. */
  readonly matchIndex: number;
}

export function newProgress(id: ServerId, address: string, lastIndex: number): Progress {
  return {
    id,
    address,
    state: 'probe',
    matchIndex: 0,
    nextIndex: lastIndex + 1,
    inflight: [],
    toldCommit: 0,
    sentAt: Number.NEGATIVE_INFINITY,
    failures: 0,
    retryAt: Number.NEGATIVE_INFINITY,
    heartbeats: new Map(),
    heartbeatAt: Number.NEGATIVE_INFINITY,
    acceptsHeartbeats: false,
    contactAt: undefined,
    confirmedRpcId: 0,
    removedBy: undefined,
  };
}

/** Takes the request out of those under way; undefined when it was given up before. */
export function takeInflight(progress: Progress, rpcId: number): Inflight | undefined {
  const index = progress.inflight.findIndex((request) => request.rpcId === rpcId);
  return index < 0 ? undefined : progress.inflight.splice(index, 1)[0];
}

/** The peer holds everything up to this index. */
export function matched(progress: Progress, index: number): void {
  progress.matchIndex = Math.max(progress.matchIndex, index);
  progress.nextIndex = Math.max(progress.nextIndex, progress.matchIndex + 1);
  progress.failures = 0;
}
