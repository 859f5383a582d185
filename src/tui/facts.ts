import type { Condition } from '../client/kv-api.ts';

/**
 * What the dashboard knows of a cluster. All times ending in `AtMs` are Unix milliseconds of this machine;
 * texts are as they came, not yet escaped: only what selectors.ts and its formatters give may be drawn.
 */

/** One pane's worth of data: the last that came, how old it is, and why no more comes. */
export interface Part<Value> {
  readonly latest: { readonly value: Value; readonly atMs: number } | undefined;
  readonly trouble: Trouble | undefined;
}

export type Trouble =
  /** The access control list refuses it; `message` names subject, action and object. */
  | { readonly type: 'denied'; readonly message: string }
  /** `sinceMs`: Unix milliseconds of the first failure in a row. */
  | { readonly type: 'failed'; readonly message: string; readonly sinceMs: number };

/** The cluster at one moment, of what has been heard until then. These are recorded for stepping back. */
export interface ClusterPicture {
  readonly atMs: number;
  /** The node that answered last, whichever the client reached. */
  readonly connectedId: string;
  /** Undefined: no leader is known. */
  readonly leaderId: string | undefined;
  readonly term: number;
  readonly commitIndex: number;
  readonly revision: number;
  readonly keys: number;
  readonly quorum: Quorum;
  /** One line each, worst first, e.g. "no leader in term 9". Healthy: none. */
  readonly alarms: readonly string[];
  readonly nodes: readonly NodeRow[];
  /** As the leader sees them; empty without one. */
  readonly peers: readonly PeerRow[];
  /** When the leader, the gossip pool and the first node last told something. */
  readonly heard: {
    readonly statusAtMs: number;
    readonly leaderAtMs: number | undefined;
    readonly poolAtMs: number | undefined;
  };
}

export interface Quorum {
  readonly voters: number;
  /** Voters that can be heard: by the leader or, without one, by the client. */
  readonly healthy: number;
  readonly needed: number;
  /** How many of the healthy voters may still be lost; negative when the quorum is gone. */
  readonly canLose: number;
}

/** Raft, gossip and the node itself in one row. */
export interface NodeRow {
  readonly id: string;
  /** host:port of its RPC port, where known. */
  readonly addr: string | undefined;
  /** Undefined: not in the Raft configuration. */
  readonly raft: 'leader' | 'voter' | 'non-voter' | undefined;
  /** In the configuration only, or in the gossip pool only. */
  readonly ghost: 'gossip-only' | 'raft-only' | undefined;
  /** "alive", "suspect", "failed", "leaving", "left"; undefined: not in the pool, or the pool cannot be asked. */
  readonly gossip: string | undefined;
  readonly role: 'leader' | 'follower' | 'candidate' | undefined;
  readonly appliedIndex: number | undefined;
  readonly lag: number | undefined;
  /** Milliseconds since it last answered the leader. */
  readonly contactMs: number | undefined;
  readonly rtt: Rtt;
  readonly operationsPerSecond: number | undefined;
  readonly rssBytes: number | undefined;
  readonly keys: number | undefined;
  readonly uptimeMs: number | undefined;
  readonly certificateExpiryMs: number | undefined;
  readonly version: string | undefined;
  readonly ready: boolean | undefined;
  readonly drained: boolean | undefined;
  /** When it last answered this client; the fields that only it can tell are as old. */
  readonly seenAtMs: number | undefined;
  /** What Raft and gossip do not agree on, or why it counts as lost. */
  readonly problem: string | undefined;
}

/** From this client to the node and back. */
export type Rtt =
  | { readonly type: 'measured'; readonly ms: number }
  | { readonly type: 'timeout' }
  | { readonly type: 'unknown' };

/** A follower as the leader replicates to it. */
export interface PeerRow {
  readonly id: string;
  readonly voter: boolean;
  readonly state: 'probe' | 'pipeline' | 'snapshot' | undefined;
  readonly matchIndex: number | undefined;
  readonly nextIndex: number | undefined;
  readonly inFlight: number | undefined;
  readonly lag: number | undefined;
  readonly contactMs: number | undefined;
  /** Of the entries up to the commit index, how many it holds, 0 to 1: what a snapshot is on its way to. */
  readonly progress: number | undefined;
}

/** Seconds of one node, oldest first, without gaps filled in: at most 900. */
export interface LoadSeries {
  readonly nodeId: string;
  readonly buckets: readonly LoadBucket[];
}

export interface LoadBucket {
  /** Unix seconds. */
  readonly second: number;
  /** Only kinds that occurred. */
  readonly operations: readonly OperationLoad[];
  readonly loopDelayUs: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly keys: number;
  readonly watchEvents: number;
  readonly cpuPermille: number;
}

export const operationKinds = ['set', 'get', 'delete', 'range', 'txn', 'watch', 'other'] as const;
export type OperationKind = (typeof operationKinds)[number];

export interface OperationLoad {
  readonly kind: OperationKind;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly maxUs: number;
}

/** What one or several nodes told, oldest first in the state: at most 1,000. */
export interface EventRow {
  /** Unique: who told it first, and its cursor there. */
  readonly id: string;
  readonly timeMs: number;
  /** Everybody who told the same within some seconds. */
  readonly tellers: readonly string[];
  readonly type: string;
  readonly text: string;
  readonly cause: string | undefined;
}

/** What the keys pane asks for. */
export interface KeysQuery {
  readonly prefix: string;
  /** Groups up to the next "/", or every key. */
  readonly layout: 'tree' | 'flat';
  readonly anchor: KeysAnchor;
  /** Rows that are visible; the page holds as many again. */
  readonly rows: number;
  /** Values stay on the server until asked for. */
  readonly values: 'hidden' | 'shown';
}

/** Where the page begins or, for `before` and `last`, ends. */
export type KeysAnchor =
  | { readonly type: 'first' }
  | { readonly type: 'from'; readonly key: string }
  | { readonly type: 'before'; readonly key: string }
  | { readonly type: 'last' };

export interface KeysPage {
  /** What it answers. */
  readonly query: KeysQuery;
  readonly entries: readonly KeyEntry[];
  /** There are keys behind the last entry, and before the first. */
  readonly more: boolean;
  readonly earlier: boolean;
  readonly revision: number;
  /** Of keys below the prefix; undefined until counted. */
  readonly total: number | undefined;
}

export type KeyEntry =
  | {
      readonly type: 'group';
      /** The whole prefix, with its delimiter. */
      readonly prefix: string;
      readonly keys: number;
    }
  | {
      readonly type: 'key';
      readonly key: string;
      readonly revision: number;
      readonly version: number;
      readonly expiresAtMs: number | undefined;
      readonly leaseId: number;
      /** Undefined while values are hidden. */
      readonly value: ValuePreview | undefined;
      /** When this session saw it change; undefined: not since the page was opened. */
      readonly changedAtMs: number | undefined;
    };

/** The first bytes of a value. */
export interface ValuePreview {
  readonly head: Uint8Array;
  readonly sizeBytes: number;
}

/** One key as the detail shows it. */
export interface KeyDetail {
  readonly key: string;
  /** Undefined: it does not exist (any more). */
  readonly item:
    | {
        readonly value: ValuePreview;
        readonly createRevision: number;
        readonly revision: number;
        readonly version: number;
        readonly expiresAtMs: number | undefined;
        readonly leaseId: number;
      }
    | undefined;
  /** What this session saw of it, newest first: at most 50. */
  readonly history: readonly KeyVersion[];
}

export interface KeyVersion {
  readonly atMs: number;
  readonly revision: number;
  readonly change:
    | { readonly type: 'read' | 'set'; readonly value: ValuePreview }
    | { readonly type: 'deleted' | 'expired' };
}

export interface NodeDetail {
  readonly id: string;
  readonly version: string;
  readonly nodeVersion: string;
  readonly pid: number;
  readonly logLevel: string;
  readonly loopDelayP99Us: number;
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Sorted by name. */
  readonly configuration: readonly (readonly [name: string, value: string])[];
  readonly certificates: readonly {
    readonly use: string;
    readonly subject: string;
    readonly expiryMs: number;
  }[];
  /** Oldest first. */
  readonly log: readonly string[];
}

/** The end of the leader's log, newest last. */
export interface RaftTail {
  readonly nodeId: string;
  readonly firstIndex: number;
  readonly entries: readonly {
    readonly index: number;
    readonly term: number;
    readonly type: string;
    readonly bytes: number;
    readonly commands: number;
    readonly committed: boolean;
  }[];
}

/** A change that the operator asks for. Each goes through a dialog. */
export type Change =
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value: Uint8Array;
      /** Undefined: whatever is there. */
      readonly condition: Condition | undefined;
    }
  | { readonly type: 'delete'; readonly key: string; readonly revision: number | undefined }
  | { readonly type: 'transferLeadership'; readonly target: string | undefined }
  | { readonly type: 'promoteMember'; readonly id: string }
  | { readonly type: 'demoteMember'; readonly id: string }
  | { readonly type: 'removeMember'; readonly id: string }
  | { readonly type: 'addMember'; readonly id: string; readonly addr: string }
  | { readonly type: 'drain'; readonly id: string; readonly addr: string }
  | { readonly type: 'undrain'; readonly id: string; readonly addr: string };

/** What a change would do, for its dialog. */
export interface Consequence {
  /** One line each, escaped, e.g. "n3 removed: 2 voters left, can lose 0". */
  readonly lines: readonly string[];
  /** It would cost the quorum, or the cluster says that it would. */
  readonly severity: 'harmless' | 'careful' | 'dangerous';
}
