import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';

/** A change that a client or the leader asks for, already validated against shared/limits.ts. */
export type Command = Change & { readonly request?: RequestKey };

/**
 * Which request of which client a command answers: the state machine applies it once, and answers again as
 * it did then (RIFL, Lee et al. 2015).
 */
export interface RequestKey {
  /** The user and the client's own name for itself, as one byte string. */
  readonly client: ByteString;
  /** From 1. */
  readonly sequence: number;
  /** What was answered below it may be forgotten; 0: nothing. */
  readonly firstOpen: number;
}

type Change =
  | Write
  | Transaction
  | { readonly type: 'grantLease'; readonly ttlMs: number; readonly owner: ByteString }
  | { readonly type: 'keepLease'; readonly leaseId: number }
  | { readonly type: 'revokeLease'; readonly leaseId: number }
  /** Ends what is over at the time of its round, at most so many keys; only the leader proposes it. */
  | { readonly type: 'expire'; readonly keysMax: number }
  | {
      readonly type: 'stageRestore';
      readonly restoreId: ByteString;
      readonly keys: readonly StagedKey[];
    }
  | {
      readonly type: 'finishRestore';
      readonly restoreId: ByteString;
      readonly keys: number;
      readonly revision: number;
    };

/** A change of keys; alone or inside a transaction, where it has no condition. */
export type Write = SetWrite | DeleteWrite | DeleteRangeWrite | TouchWrite;

export interface SetWrite {
  readonly type: 'set';
  readonly key: ByteString;
  readonly value: Uint8Array;
  readonly condition?: Condition;
  /** Absent: the key stays. */
  readonly ttlMs?: number;
  readonly keepTtl?: boolean;
  readonly leaseId?: number;
  readonly returnPrevious?: boolean;
}

export interface DeleteWrite {
  readonly type: 'delete';
  readonly key: ByteString;
  readonly condition?: Condition;
  readonly returnPrevious?: boolean;
}

export interface DeleteRangeWrite {
  readonly type: 'deleteRange';
  readonly start: ByteString;
  /** Exclusive; undefined: to the last key. */
  readonly end: ByteString | undefined;
}

/** Changes when a key ends, and its revision. */
export interface TouchWrite {
  readonly type: 'touch';
  readonly key: ByteString;
  readonly condition?: Condition;
  /** 0: the key stays, and leaves its lease. */
  readonly ttlMs: number;
}

export type Condition =
  | { readonly type: 'absent' }
  | { readonly type: 'exists' }
  | { readonly type: 'revision'; readonly revision: number }
  | { readonly type: 'value'; readonly value: Uint8Array };

export interface Transaction {
  readonly type: 'txn';
  readonly compares: readonly Compare[];
  readonly success: readonly TransactionOperation[];
  readonly failure: readonly TransactionOperation[];
}

export type TransactionOperation = Write | { readonly type: 'get'; readonly key: ByteString };

export interface Compare {
  readonly key: ByteString;
  readonly relation: 'equal' | 'notEqual' | 'less' | 'greater';
  /** An absent key has 0 for numbers and no value: only notEqual holds for it then. */
  readonly target:
    | { readonly type: 'modRevision' | 'createRevision' | 'version'; readonly number: number }
    | { readonly type: 'value'; readonly value: Uint8Array };
}

export interface StagedKey {
  readonly key: ByteString;
  readonly value: Uint8Array;
  /** Unix milliseconds; 0: never. */
  readonly expiresAtMs: number;
}

/** What the state machine answers for one command. `revision` is that of the store after it. */
export type CommandOutcome = WriteOutcome | TransactionOutcome | OtherOutcome | Refused;

export type WriteOutcome =
  | {
      readonly type: 'set';
      readonly revision: number;
      readonly created: boolean;
      /** What was there, when the command asked for it. */
      readonly previous?: Item;
    }
  | {
      readonly type: 'delete';
      readonly revision: number;
      readonly existed: boolean;
      readonly previous?: Item;
    }
  | { readonly type: 'deleteRange'; readonly revision: number; readonly deleted: number }
  | { readonly type: 'touch'; readonly revision: number; readonly expiresAtMs: number };

export interface TransactionOutcome {
  readonly type: 'txn';
  readonly revision: number;
  readonly succeeded: boolean;
  readonly results: readonly TransactionResult[];
}

/** Of one operation, in the order of the request. A touch of an absent key is notFound. */
export type TransactionResult =
  | WriteOutcome
  | { readonly type: 'get'; readonly item: Item | undefined }
  | { readonly type: 'notFound'; readonly what: 'key' | 'lease' };

type OtherOutcome =
  | {
      readonly type: 'lease';
      readonly revision: number;
      readonly leaseId: number;
      readonly ttlMs: number;
    }
  | { readonly type: 'revoked'; readonly revision: number; readonly deleted: number }
  | { readonly type: 'expired'; readonly revision: number; readonly deleted: number }
  | { readonly type: 'staged'; readonly keys: number }
  | { readonly type: 'restored'; readonly revision: number; readonly keys: number };

/** Nothing changed. */
export type Refused =
  /** The bytes were no command of a known format, or break a rule. */
  | { readonly type: 'rejected'; readonly reason: string }
  | {
      readonly type: 'conditionFailed';
      readonly revision: number;
      readonly current: Item | undefined;
    }
  | { readonly type: 'notFound'; readonly what: 'key' | 'lease' }
  /** The request key was used for another command. */
  | { readonly type: 'requestReused' }
  /** The request was answered so long ago that the answer is forgotten. */
  | { readonly type: 'requestForgotten' };
