import type { Configuration } from './configuration.ts';

/** hashicorp/raft's log types (raft-wire §4). 2 and 3 are its retired peer changes: never written. */
export const entryTypes = { command: 0, noop: 1, barrier: 4, configuration: 5 } as const;

export type EntryType = (typeof entryTypes)[keyof typeof entryTypes];

/** One entry of the replicated log (Raft paper, figure 2). Indices start at 1. */
export interface Entry {
  readonly index: number;
  readonly term: number;
  readonly type: EntryType;
  readonly data: Uint8Array;
  /** Opaque to Raft: kept and forwarded as a Go peer sent it. */
  readonly extensions: Uint8Array;
  /** Go's time.Time of the append in its 15-byte binary form, or empty. Informational only. */
  readonly appendedAt: Uint8Array;
}

/** What a snapshot replaces: every entry up to and including `index`. */
export interface SnapshotMeta {
  readonly index: number;
  readonly term: number;
  readonly configuration: Configuration;
  readonly configurationIndex: number;
}

export const noBytes = new Uint8Array(0);
