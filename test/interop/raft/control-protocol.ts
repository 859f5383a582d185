/**
 * How a test steers a Raft node of either kind: a request is one line of JSON on its stdin, the answer
 * one on its stdout, with the id of the request. Values are base64.
 */
export interface ControlRequest {
  readonly id: number;
  readonly command: ControlCommand;
  readonly key?: string;
  readonly value?: string;
  readonly server?: string;
  readonly address?: string;
}

export type ControlCommand =
  | 'set'
  | 'delete'
  /** Answers Contents, or fails where the state machine did not know a command that it got. */
  | 'dump'
  /** Answers NodeState. */
  | 'state'
  | 'add-voter'
  | 'add-nonvoter'
  | 'demote'
  | 'remove'
  | 'transfer';

/** The state machine: its values in base64. */
export type Contents = Readonly<Record<string, string>>;

export interface NodeState {
  readonly role: 'leader' | 'follower' | 'candidate' | 'shutdown';
  readonly term: number;
  /** The id of the known leader, or empty. */
  readonly leader: string;
  readonly commitIndex: number;
  readonly appliedIndex: number;
  readonly lastIndex: number;
  readonly snapshotIndex: number;
  readonly servers: readonly ServerState[];
}

export interface ServerState {
  readonly id: string;
  readonly address: string;
  readonly suffrage: 'voter' | 'nonvoter';
}
