import type { MokvError } from '../shared/errors.ts';
import type { HostPort } from '../shared/host-port.ts';

/** What callers of the client library give and get. All revisions are the cluster's counter of changes. */

/** How long one call may take, and how to end it early. */
export interface CallOptions {
  /** When to stop waiting, in Unix milliseconds; by default 5 s from the call (30 s for what streams in). */
  readonly deadline?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How much a read may miss: nothing acknowledged before it, or what its server has not heard of yet. */
export type Consistency = 'linearizable' | 'stale';

export interface ReadOptions extends CallOptions {
  readonly consistency?: Consistency | undefined;
  /** Of a stale read: at most so far behind. */
  readonly maxLagMs?: number | undefined;
  /** As it was at this revision; COMPACTED when no server that answers knows it any more. */
  readonly revision?: number | undefined;
}

export interface Item {
  readonly key: string;
  readonly value: Uint8Array;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  /** Unix milliseconds; undefined: never. */
  readonly expiresAtMs: number | undefined;
  /** 0: none. */
  readonly leaseId: number;
}

export interface ItemRead extends Item {
  /** Of the store when it was read. */
  readonly revision: number;
  /** Of a stale read, milliseconds since its server last heard from a leader. */
  readonly ageMs: number | undefined;
}

/** What must hold when a write is applied; else CONDITION_FAILED, and nothing changes. */
export type Condition =
  | { readonly type: 'absent' }
  | { readonly type: 'exists' }
  | { readonly type: 'revision'; readonly revision: number }
  | { readonly type: 'value'; readonly value: Uint8Array };

/** Which request this is; by default each write of a client gets one of its own, so that it can be sent again. */
export interface RequestId {
  readonly client: string;
  readonly sequence: number;
}

export interface WriteOptions extends CallOptions {
  readonly condition?: Condition | undefined;
  readonly requestId?: RequestId | undefined;
}

export interface SetOptions extends WriteOptions {
  readonly ttlMs?: number | undefined;
  readonly keepTtl?: boolean | undefined;
  readonly leaseId?: number | undefined;
  readonly returnPrevious?: boolean | undefined;
}

export interface SetResult {
  readonly revision: number;
  readonly created: boolean;
  readonly previous: Item | undefined;
}

export interface DeleteOptions extends WriteOptions {
  readonly returnPrevious?: boolean | undefined;
}

export interface DeleteResult {
  readonly revision: number;
  readonly deleted: boolean;
  readonly previous: Item | undefined;
}

/** Keys that meet every field that is given; without any, all keys. */
export interface KeyRange {
  readonly prefix?: string | undefined;
  /** At or behind it. */
  readonly start?: string | undefined;
  /** Before it. */
  readonly end?: string | undefined;
}

export interface RangeOptions extends ReadOptions {
  readonly limit?: number | undefined;
  readonly reverse?: boolean | undefined;
  readonly keysOnly?: boolean | undefined;
  /** Keys with this text behind the prefix come as groups. */
  readonly delimiter?: string | undefined;
}

export type RangeEntry =
  | ({ readonly type: 'item' } & Item)
  | { readonly type: 'group'; readonly prefix: string; readonly keys: number };

/** One page. */
export interface RangeResult {
  readonly entries: readonly RangeEntry[];
  readonly revision: number;
  /** There are keys behind the limit. */
  readonly more: boolean;
  readonly ageMs: number | undefined;
}

export interface DeleteRangeResult {
  readonly revision: number;
  readonly deleted: number;
}

export interface TouchResult {
  readonly revision: number;
  readonly expiresAtMs: number | undefined;
}

export type Operation =
  | { readonly type: 'get'; readonly key: string }
  | ({ readonly type: 'set'; readonly key: string; readonly value: Uint8Array } & Omit<
      SetOptions,
      keyof CallOptions
    >)
  | ({ readonly type: 'delete'; readonly key: string } & Omit<DeleteOptions, keyof CallOptions>)
  | { readonly type: 'deleteRange'; readonly range: KeyRange }
  | { readonly type: 'touch'; readonly key: string; readonly ttlMs: number };

export interface Compare {
  readonly key: string;
  readonly relation: 'equal' | 'notEqual' | 'less' | 'greater';
  readonly target:
    | { readonly type: 'modRevision' | 'createRevision' | 'version'; readonly number: number }
    | { readonly type: 'value'; readonly value: Uint8Array };
}

export interface Transaction {
  readonly compares: readonly Compare[];
  /** When all comparisons hold, and when one does not. Without conditions and request ids of their own. */
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
}

export type OperationResult =
  | ({ readonly type: 'get' } & ItemRead)
  | ({ readonly type: 'set' } & SetResult)
  | ({ readonly type: 'delete' } & DeleteResult)
  | ({ readonly type: 'deleteRange' } & DeleteRangeResult)
  | ({ readonly type: 'touch' } & TouchResult)
  /** An absent key of a get is a NOT_FOUND here. */
  | { readonly type: 'failure'; readonly error: MokvError };

export interface TxnResult {
  readonly succeeded: boolean;
  readonly revision: number;
  readonly results: readonly OperationResult[];
}

export interface WatchOptions {
  /** The first revision whose changes are wanted; by default what changes from now on. */
  readonly fromRevision?: number | undefined;
  /** The keys as they are, first. */
  readonly initial?: boolean | undefined;
  readonly keysOnly?: boolean | undefined;
  readonly previous?: boolean | undefined;
  readonly progressIntervalMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything of one revision comes in one, except for initial items, which come in several. */
export type WatchMessage =
  | { readonly type: 'created'; readonly revision: number }
  | { readonly type: 'initial'; readonly revision: number; readonly items: readonly Item[] }
  | { readonly type: 'initialEnd'; readonly revision: number }
  | { readonly type: 'changes'; readonly revision: number; readonly events: readonly WatchEvent[] }
  | { readonly type: 'progress'; readonly revision: number };

export type WatchEvent =
  | { readonly type: 'set'; readonly item: Item; readonly previous: Item | undefined }
  | {
      readonly type: 'delete';
      readonly key: string;
      readonly revision: number;
      readonly previous: Item | undefined;
      /** Its time or its lease had ended. */
      readonly expired: boolean;
    };

export interface LeaseInfo {
  readonly id: number;
  readonly owner: string;
  readonly ttlMs: number;
  readonly expiresAtMs: number;
  readonly keysCount: number;
  readonly keys: readonly string[];
}

export interface GrantedLease {
  readonly id: number;
  readonly ttlMs: number;
  readonly revision: number;
}

export interface ImportedItem {
  readonly key: string;
  readonly value: Uint8Array;
  readonly ttlMs?: number | undefined;
}

export interface ImportOptions {
  /** Leave keys that exist as they are. */
  readonly ifAbsent?: boolean | undefined;
  /** Say what would happen and write nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface ImportResult {
  readonly written: number;
  /** Left as they were. */
  readonly skipped: number;
  readonly revision: number;
}

/** What became of a write; `known` is false when it was not applied, or so long ago that it is forgotten. */
export type Outcome =
  | { readonly known: true; readonly result: OperationResult }
  | { readonly known: false };

/** Of a call at one particular node; without `at` whichever the route leads to. */
export interface NodeCallOptions extends CallOptions {
  readonly at?: HostPort | undefined;
}
