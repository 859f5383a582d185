/**
 * The pool as the services need it; gossip-access.ts is the real one. Everything throws or rejects with
 * UNAVAILABLE until the node has joined its own gossip port to the network, some milliseconds after it
 * began to listen.
 */
export interface GossipPort {
  /** The name of this node. */
  readonly id: string;
  /** Whether packets and exchanges are encrypted. */
  isEncrypted(): boolean;
  members(): readonly PoolMember[];
  /** Throws NOT_FOUND for a name that is no member's, UNAVAILABLE while there is no estimate. */
  rttMs(from: string, to: string): number;
  /** Resolves when each of the addresses has answered or failed; INVALID_ARGUMENT for what is no address. */
  join(addresses: readonly string[]): Promise<readonly JoinOutcome[]>;
  /** Throws NOT_FOUND for a name that is no member's, CONDITION_FAILED for one that is alive. */
  forceLeave(name: string, prune: boolean): void;
  /** Leadership, the pool, the cluster; then this process ends. Resolves shortly before that. */
  leave(): Promise<void>;
  /** What each member said; one that did not answer in time is there as not ok. */
  keys(operation: PoolKeyOperation, key: Uint8Array): Promise<readonly PoolKeyAnswer[]>;
  /** Throws INVALID_ARGUMENT when name and payload need more than 512 bytes. */
  sendEvent(name: string, payload: Uint8Array): void;
  /**
   * Asks all members. Reports what they say until `ended`, or until the function that it gives is called.
   * Throws INVALID_ARGUMENT for a query that is too long, RESOURCE_EXHAUSTED when too many are under way.
   */
  query(name: string, payload: Uint8Array, listener: PoolQueryListener): () => void;
  /** Reports from now on until the function that it gives is called, or `ended` because the node stops. */
  subscribe(listener: PoolListener): () => void;
}

export interface PoolMember {
  readonly name: string;
  /** ip:port of its gossip port. */
  readonly address: string;
  readonly status: 'alive' | 'leaving' | 'left' | 'failed';
  readonly tags: ReadonlyMap<string, string>;
  readonly incarnation: number;
  /** From this node; undefined while it cannot be known. */
  readonly rttMs: number | undefined;
}

export interface JoinOutcome {
  readonly address: string;
  readonly failure: string | undefined;
}

export const poolKeyOperations = ['list', 'install', 'use', 'remove'] as const;

export type PoolKeyOperation = (typeof poolKeyOperations)[number];

export interface PoolKeyAnswer {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  /** Base64; of `list`. */
  readonly keys: readonly string[];
  readonly primaryKey: string;
}

export type PoolChange =
  | {
      readonly type: 'join' | 'leave' | 'failed' | 'update' | 'reap';
      readonly member: PoolMember;
    }
  | { readonly type: 'user'; readonly name: string; readonly payload: Uint8Array };

export type PoolQueryAnswer =
  /** The query came through. */
  | { readonly type: 'ack'; readonly from: string }
  | { readonly type: 'response'; readonly from: string; readonly payload: Uint8Array };

export interface PoolQueryListener {
  answered(answer: PoolQueryAnswer): void;
  ended(): void;
}

export interface PoolListener {
  changed(change: PoolChange): void;
  ended(): void;
}
