import type { ByteString } from '../../shared/byte-string.ts';
import type { History, RevisionChange } from '../kv/change.ts';
import type { Command, CommandOutcome, RequestKey } from '../kv/command.ts';
import type { StoreImage } from '../kv/image.ts';
import type { Item } from '../kv/item.ts';
import type { Lease } from '../kv/lease.ts';
import type { RaftStatus } from '../raft/output.ts';

/** What the services need of the node; replica.ts is the real one. */
export interface NodePort {
  readonly id: string;
  /**
   * Resolves when the command is durable on a quorum and applied here.
   * Rejects with NOT_LEADER, NO_LEADER or RESOURCE_EXHAUSTED when it was certainly not proposed, with
   * UNIMPLEMENTED when a member of the cluster is no mokv node and would not understand the command, and
   * with OUTCOME_UNKNOWN when it may still commit.
   */
  propose(command: Command): Promise<CommandOutcome>;
  /** Resolves when this node has applied everything acknowledged before the call; else NO_LEADER. */
  readBarrier(): Promise<void>;
  /** Of the store as it stands. */
  readonly revision: number;
  /** Bytes of the keys and values in it. */
  readonly storeBytes: number;
  get(key: ByteString): Item | undefined;
  /** The store as it stands, unaffected by later writes. O(1). */
  image(): StoreImage;
  /** The store as it was at a revision; undefined when that is before `history.compactedRevision` or still to come. */
  imageAt(revision: number): StoreImage | undefined;
  /** Ask anew each time: a restored snapshot has another one. */
  readonly history: History;
  /** Until the returned function is called. The listener must not throw and not take long. */
  followChanges(listener: ChangeListener): () => void;
  lease(id: number): Lease | undefined;
  leases(): Iterable<Lease>;
  /** What was answered to a request, if it is remembered. */
  outcomeOf(request: Pick<RequestKey, 'client' | 'sequence'>): CommandOutcome | undefined;
  status(): NodeStatus;
}

export interface ChangeListener {
  /** Right after they were applied, in order, without a gap; all in `history` already. */
  changed(changes: readonly RevisionChange[]): void;
  /** A snapshot took the place of the store: what changed in between is not known. */
  restored(): void;
}

export interface NodeStatus {
  readonly raft: RaftStatus;
  readonly appliedIndex: number;
  readonly revision: number;
  readonly keys: number;
  readonly storeBytes: number;
}
