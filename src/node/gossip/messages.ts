/**
 * What the nodes of a gossip pool say to each other, decoded: memberlist's messages (serf-wire §3) and
 * Serf's, which travel inside memberlist's `user` messages (serf-wire §6.1). Byte fields are views of
 * what arrived and are never changed. Empty bytes stand for nil: the codec writes c0 for them where
 * Go's field may be nil.
 */
export type MemberlistMessage =
  | Ping
  | IndirectPing
  | AckResp
  | NackResp
  | Suspect
  | Dead
  | Alive
  | User;

/** An IP address in its raw form, 4 or 16 bytes, exactly as the node itself announced it. */
export interface Endpoint {
  readonly address: Uint8Array;
  readonly port: number;
}

export interface Ping {
  readonly type: 'ping';
  /** u32 */
  readonly seqNo: number;
  /** Whom the sender means to reach; empty: whoever listens. */
  readonly node: string;
  /** Where the ack goes; undefined unless both address and port came with the ping. */
  readonly source: PingSource | undefined;
}

export interface PingSource extends Endpoint {
  readonly node: string;
}

export interface IndirectPing {
  readonly type: 'indirectPing';
  readonly seqNo: number;
  readonly target: Endpoint;
  readonly node: string;
  /** A nack is wanted when the target does not answer in time. */
  readonly nack: boolean;
  readonly source: PingSource | undefined;
}

export interface AckResp {
  readonly type: 'ackResp';
  readonly seqNo: number;
  /** A coordinate (serf-wire §6.8), or nothing. */
  readonly payload: Uint8Array;
}

export interface NackResp {
  readonly type: 'nackResp';
  readonly seqNo: number;
}

export interface Suspect {
  readonly type: 'suspect';
  /** u32 */
  readonly incarnation: number;
  readonly node: string;
  readonly from: string;
}

export interface Dead {
  readonly type: 'dead';
  readonly incarnation: number;
  readonly node: string;
  /** Equal to `node` when that one left. */
  readonly from: string;
}

export interface Alive extends Endpoint {
  readonly type: 'alive';
  readonly incarnation: number;
  readonly node: string;
  readonly meta: Uint8Array;
  /** Six bytes from every correct peer: pmin, pmax, pcur, dmin, dmax, dcur. */
  readonly vsn: Uint8Array;
}

export interface User {
  readonly type: 'user';
  /** An encoded Serf message. */
  readonly payload: Uint8Array;
}

/** One direction of a push/pull exchange (serf-wire §3.2). */
export interface PushPull {
  readonly type: 'pushPull';
  readonly isJoin: boolean;
  readonly nodes: readonly PushPullNode[];
  /** Undefined when the peer has no Serf layer (UserStateLen 0). */
  readonly userState: UserState | undefined;
}

export interface PushPullNode extends Endpoint {
  readonly name: string;
  readonly meta: Uint8Array;
  readonly incarnation: number;
  readonly state: PushPullNodeState;
  readonly vsn: Uint8Array;
}

export type PushPullNodeState = 'alive' | 'suspect' | 'dead' | 'left';

/**
 * Lamport times are u64 on the wire and numbers here: the codec clamps what is above
 * `Number.MAX_SAFE_INTEGER`, which no pool reaches by counting.
 */
export type LTime = number;

/** What a `user` message holds. Conflict and key messages travel only as payloads of queries. */
export type SerfMessage =
  | LeaveIntent
  | JoinIntent
  | UserState
  | UserEvent
  | Query
  | QueryResponse
  | ConflictResponse
  | KeyRequest
  | KeyResponse
  | Relay;

export interface LeaveIntent {
  readonly type: 'leaveIntent';
  readonly ltime: LTime;
  readonly node: string;
  readonly prune: boolean;
}

export interface JoinIntent {
  readonly type: 'joinIntent';
  readonly ltime: LTime;
  readonly node: string;
}

/** Serf's part of a push/pull exchange. */
export interface UserState {
  readonly type: 'userState';
  readonly ltime: LTime;
  readonly statusLTimes: ReadonlyMap<string, LTime>;
  readonly leftMembers: readonly string[];
  readonly eventLTime: LTime;
  /** Without the empty slots that agents send. */
  readonly events: readonly RecentEvents[];
  readonly queryLTime: LTime;
}

export interface RecentEvents {
  readonly ltime: LTime;
  readonly events: readonly { readonly name: string; readonly payload: Uint8Array }[];
}

export interface UserEvent {
  readonly type: 'userEvent';
  readonly ltime: LTime;
  readonly name: string;
  readonly payload: Uint8Array;
  readonly coalesce: boolean;
}

export interface Query extends Endpoint {
  readonly type: 'query';
  readonly ltime: LTime;
  /** u32 */
  readonly id: number;
  readonly sourceNode: string;
  readonly filters: readonly QueryFilter[];
  /** Flag 1 */
  readonly wantsAck: boolean;
  /** Flag 2 */
  readonly noBroadcast: boolean;
  readonly relayFactor: number;
  /** Nanoseconds on the wire. */
  readonly timeoutMs: number;
  readonly name: string;
  readonly payload: Uint8Array;
}

export type QueryFilter =
  | { readonly type: 'nodes'; readonly names: readonly string[] }
  /** `expression` is a Go RE2 search on the value of the tag. */
  | { readonly type: 'tag'; readonly tag: string; readonly expression: string }
  /** Of a newer version, or malformed: it matches nobody. */
  | { readonly type: 'unknown'; readonly bytes: Uint8Array };

export interface QueryResponse {
  readonly type: 'queryResponse';
  readonly ltime: LTime;
  readonly id: number;
  readonly from: string;
  /** Flag 1 */
  readonly isAck: boolean;
  readonly payload: Uint8Array;
}

/** What a node believes about a name; undefined (c0) when it does not know the name. */
export interface ConflictResponse {
  readonly type: 'conflictResponse';
  readonly member: ConflictMember | undefined;
}

export interface ConflictMember extends Endpoint {
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
  /** 1 alive, 2 leaving, 3 left, 4 failed */
  readonly status: number;
  readonly vsn: Uint8Array;
}

export interface KeyRequest {
  readonly type: 'keyRequest';
  readonly key: Uint8Array;
}

export interface KeyResponse {
  readonly type: 'keyResponse';
  /** Whether the node did what was asked. */
  readonly result: boolean;
  readonly message: string;
  /** base64 */
  readonly keys: readonly string[];
  readonly primaryKey: string;
}

/** To be passed on, as a `user` message, to the destination. */
export interface Relay {
  readonly type: 'relay';
  readonly destination: Endpoint;
  readonly destinationName: string;
  /** A complete encoded Serf message. */
  readonly message: Uint8Array;
}

/** A Vivaldi network coordinate (serf-wire §6.8). Seconds. */
export interface Coordinate {
  readonly vec: readonly number[];
  readonly error: number;
  readonly adjustment: number;
  readonly height: number;
}
