import type { ByteString } from '../../shared/byte-string.ts';

/** A change that a client asks for, already validated against shared/limits.ts. */
export type Command =
  | { readonly type: 'set'; readonly key: ByteString; readonly value: Uint8Array }
  | { readonly type: 'delete'; readonly key: ByteString };

/** What the state machine answers for one command. */
export type CommandOutcome =
  | { readonly type: 'set'; readonly revision: number; readonly created: boolean }
  | { readonly type: 'delete'; readonly revision: number; readonly existed: boolean }
  /** The bytes were no command of a known format: nothing changed. */
  | { readonly type: 'rejected'; readonly reason: string };
