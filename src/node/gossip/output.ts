import type { Member } from './member.ts';
import type { AckResp, Endpoint, KeyResponse, LTime, Ping, PushPull } from './messages.ts';

/** What the core asks the world to do, at once and in this order within each list. */
export interface GossipOutput {
  /** One UDP packet each: a compound when there are several parts. */
  readonly packets: readonly GossipPacket[];
  /** TCP exchanges to begin; each ends with streamAnswered or streamFailed under its id. */
  readonly exchanges: readonly Exchange[];
  readonly events: readonly GossipEvent[];
  /** To append to the snapshot file (serf-wire §6.9). */
  readonly records: readonly SnapshotRecord[];
}

export interface GossipPacket {
  readonly to: Endpoint;
  /** Encoded memberlist messages, none empty, within the packet budget together. */
  readonly parts: readonly Uint8Array[];
}

/** One request and one answer on a TCP connection of its own. */
export type Exchange = PushPullExchange | TcpPingExchange;

export interface PushPullExchange {
  readonly type: 'pushPull';
  readonly id: number;
  readonly to: Endpoint;
  readonly request: PushPull;
  readonly timeoutMs: number;
}

export interface TcpPingExchange {
  readonly type: 'tcpPing';
  readonly id: number;
  readonly to: Endpoint;
  readonly request: Ping;
  readonly timeoutMs: number;
}

export type ExchangeAnswer = PushPull | AckResp;

export type GossipEvent =
  | {
      readonly type: 'memberJoin' | 'memberLeave' | 'memberFailed' | 'memberUpdate' | 'memberReap';
      readonly member: Member;
    }
  | {
      readonly type: 'userEvent';
      readonly ltime: LTime;
      readonly name: string;
      readonly payload: Uint8Array;
      readonly coalesce: boolean;
    }
  /** A query for the application; Gossip.respond(queryId, payload) answers it before its deadline. */
  | QueryReceived
  /** A `_serf_` key query for the owner of the keyring, answered through Gossip.respondKeys. */
  | KeyQuery
  | {
      readonly type: 'queryAck';
      readonly id: number;
      readonly from: string;
    }
  | {
      readonly type: 'queryResponse';
      readonly id: number;
      readonly from: string;
      readonly payload: Uint8Array;
    }
  /** A member's answer to a key query of ours. */
  | {
      readonly type: 'keyResponse';
      readonly id: number;
      readonly from: string;
      readonly response: KeyResponse;
    }
  /** No more answers come. */
  | {
      readonly type: 'queryFinished';
      readonly id: number;
      readonly acks: number;
      readonly responses: number;
    }
  | { readonly type: 'joined'; readonly endpoint: Endpoint; readonly nodes: number }
  | { readonly type: 'joinFailed'; readonly endpoint: Endpoint; readonly reason: string }
  /** Both leave messages are out and have had time to travel: the sockets may close. */
  | { readonly type: 'leaveFinished' }
  /** Somebody claimed that this node is suspect, dead or left, or something else about it. */
  | { readonly type: 'refuted'; readonly incarnation: number; readonly accuser: string }
  | { readonly type: 'memberSuspected'; readonly name: string; readonly from: string }
  /** TCP reaches the member and UDP does not (pitfall 18). */
  | { readonly type: 'udpUnreachable'; readonly name: string }
  /** Another node claims a name that somebody else, known to us, has. */
  | {
      readonly type: 'nameConflict';
      readonly name: string;
      readonly known: Endpoint;
      readonly claimed: Endpoint;
    }
  /** Our own name belongs to another node in the eyes of the majority: this node must stop. */
  | { readonly type: 'nameLost'; readonly votes: number; readonly answers: number }
  | { readonly type: 'pushPullFailed'; readonly to: Endpoint; readonly reason: string }
  /** The lists of a push/pull partner were not merged: one member speaks other versions (§4). */
  | { readonly type: 'mergeRefused'; readonly reason: string }
  | { readonly type: 'messageRefused'; readonly from: Endpoint; readonly reason: string };

export interface QueryReceived {
  readonly type: 'query';
  readonly queryId: number;
  readonly name: string;
  readonly payload: Uint8Array;
  readonly sourceNode: string;
  /** Milliseconds from now in which an answer counts. */
  readonly timeoutMs: number;
}

export interface KeyQuery {
  readonly type: 'keyQuery';
  readonly queryId: number;
  readonly operation: KeyOperation;
  /** Empty for `list`. */
  readonly key: Uint8Array;
  readonly sourceNode: string;
}

export type KeyOperation = 'install' | 'use' | 'remove' | 'list';

/** A line of the snapshot file. */
export type SnapshotRecord =
  | { readonly type: 'alive'; readonly name: string; readonly endpoint: Endpoint }
  | { readonly type: 'notAlive'; readonly name: string }
  | { readonly type: 'clock'; readonly ltime: LTime }
  | { readonly type: 'eventClock'; readonly ltime: LTime }
  | { readonly type: 'queryClock'; readonly ltime: LTime }
  /** mokv's own: Serf agents pass over the line (pitfall 8). */
  | { readonly type: 'incarnation'; readonly incarnation: number }
  | { readonly type: 'leave' };

/** What a replayed snapshot file says. */
export interface RestoredGossip {
  /** The last incarnation of this node; 0 when unknown. */
  readonly incarnation: number;
  readonly clock: LTime;
  readonly eventClock: LTime;
  readonly queryClock: LTime;
  /** Members that were alive when the file was written, without this node. */
  readonly previous: readonly { readonly name: string; readonly endpoint: Endpoint }[];
}

/** For metrics and the operator. */
export interface GossipStatus {
  readonly incarnation: number;
  /** Lifeguard's awareness: 0 is healthy (serf-wire §4.2). */
  readonly healthScore: number;
  readonly members: Readonly<Record<'alive' | 'leaving' | 'left' | 'failed', number>>;
  readonly suspects: number;
  readonly clock: LTime;
  readonly eventClock: LTime;
  readonly queryClock: LTime;
  /** Broadcasts waiting, by layer. */
  readonly queued: {
    readonly memberlist: number;
    readonly intents: number;
    readonly queries: number;
    readonly events: number;
  };
  /** Messages that could not be decoded or were refused, since the start. */
  readonly refused: number;
  /** Broadcasts and events dropped because a queue was full, since the start. */
  readonly dropped: number;
}
