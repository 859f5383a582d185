/**
 * How a test steers a member of mokv's gossip: a request is one line of JSON on its stdin, the answer one
 * on its stdout, with the id of the request. Payloads are text, keys base64.
 */
export type ControlRequest = { readonly id: number } & ControlCommand;

export type ControlCommand =
  /** Answers MemberState[]. */
  | { readonly command: 'members' }
  /** Answers Happening[], of all that happened since the start. */
  | { readonly command: 'happenings' }
  | { readonly command: 'set-tags'; readonly tags: Tags }
  | { readonly command: 'user-event'; readonly name: string; readonly payload: string }
  /** Answers QueryResult when no more answers come. */
  | { readonly command: 'query'; readonly name: string; readonly payload: string }
  /** Answers KeyAnswers. */
  | { readonly command: 'keys'; readonly operation: KeyOperation; readonly key: string }
  | { readonly command: 'force-leave'; readonly name: string; readonly prune: boolean }
  /** Answers when the member has left; it runs on without being of use. */
  | { readonly command: 'leave' };

export type Tags = Readonly<Record<string, string>>;

export type KeyOperation = 'install' | 'use' | 'remove' | 'list';

export interface MemberState {
  readonly name: string;
  readonly address: string;
  readonly status: string;
  readonly tags: Tags;
}

/** What the pool did to the member and a test may want to know. */
export type Happening =
  | { readonly type: 'userEvent'; readonly name: string; readonly payload: string }
  | { readonly type: 'joinFailed'; readonly reason: string }
  | { readonly type: 'nameLost' };

export interface QueryResult {
  readonly acks: readonly string[];
  readonly responses: Tags;
}

/** By the name of the member. */
export type KeyAnswers = Readonly<
  Record<string, { readonly result: boolean; readonly keys: readonly string[] }>
>;
