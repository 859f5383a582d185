import type { ByteString } from '../../shared/byte-string.ts';
import type { Command, CommandOutcome } from '../kv/command.ts';
import type { StoreImage } from '../kv/image.ts';
import type { Item } from '../kv/item.ts';
import type { RaftStatus } from '../raft/output.ts';

/** What the services need of the node; replica.ts is the real one. */
export interface NodePort {
  readonly id: string;
  /**
   * Resolves when the command is durable on a quorum and applied here.
   * Rejects with NOT_LEADER, NO_LEADER or RESOURCE_EXHAUSTED when it was certainly not proposed, and
   * with OUTCOME_UNKNOWN when it may still commit.
   */
  propose(command: Command): Promise<CommandOutcome>;
  /** Resolves when this node has applied everything acknowledged before the call; else NO_LEADER. */
  readBarrier(): Promise<void>;
  get(key: ByteString): Item | undefined;
  /** The store as it stands, unaffected by later writes. O(1). */
  image(): StoreImage;
  status(): NodeStatus;
}

export interface NodeStatus {
  readonly raft: RaftStatus;
  readonly appliedIndex: number;
  readonly revision: number;
  readonly keys: number;
  readonly storeBytes: number;
}
