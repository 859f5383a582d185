import type { Command, CommandOutcome } from '../../src/node/kv/command.ts';
import type { StoreImage } from '../../src/node/kv/image.ts';
import type { Item } from '../../src/node/kv/item.ts';
import type { RaftStatus } from '../../src/node/raft/output.ts';
import type { NodePort, NodeStatus } from '../../src/node/server/node-port.ts';
import { type ByteString, byteStringOf, byteStringOfText } from '../../src/shared/byte-string.ts';
import { MokvError } from '../../src/shared/errors.ts';

/** A cluster of one that keeps its store in a map: what the services need, without Raft and disk. */
export class FakeNode implements NodePort {
  readonly id = 'n1';
  readonly commands: Command[] = [];
  hasLeader = true;
  leaderContactMs: number | undefined = 0;
  /** Replaces what a proposal does. */
  proposal: (command: Command) => Promise<CommandOutcome> = (command) => this.#apply(command);
  readonly #items = new Map<ByteString, Item>();
  #revision = 0;

  put(key: string, value: string): void {
    this.#set(byteStringOfText(key), byteStringOfText(value));
  }

  async propose(command: Command): Promise<CommandOutcome> {
    this.commands.push(command);
    return this.proposal(command);
  }

  async readBarrier(): Promise<void> {
    if (!this.hasLeader) throw new MokvError('NO_LEADER', 'no leader is known');
  }

  get(key: ByteString): Item | undefined {
    return this.#items.get(key);
  }

  image(): StoreImage {
    const sorted = [...this.#items].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      appliedIndex: this.#revision,
      revision: this.#revision,
      keys: sorted.length,
      appliedHash: 0n,
      entries: (start) => (start === undefined ? sorted : sorted.filter(([key]) => key >= start)),
    };
  }

  status(): NodeStatus {
    return {
      raft: this.#raftStatus(),
      appliedIndex: this.#revision,
      revision: this.#revision,
      keys: this.#items.size,
      storeBytes: 0,
    };
  }

  #raftStatus(): RaftStatus {
    const server = { id: this.id, address: '127.0.0.1:8400' };
    return {
      role: this.hasLeader ? 'leader' : 'candidate',
      term: 3,
      leader: this.hasLeader ? server : undefined,
      leaderContactMs: this.leaderContactMs,
      commitIndex: this.#revision,
      lastIndex: this.#revision,
      durableIndex: this.#revision,
      snapshotIndex: 0,
      logBytes: 0,
      configuration: { servers: [{ ...server, suffrage: 'voter' }] },
      configurationIndex: 1,
      peers: [],
    };
  }

  async #apply(command: Command): Promise<CommandOutcome> {
    if (command.type === 'set') {
      const created = !this.#items.has(command.key);
      this.#set(command.key, byteStringOf(command.value));
      return { type: 'set', revision: this.#revision, created };
    }
    this.#revision += 1;
    const existed = this.#items.delete(command.key);
    return { type: 'delete', revision: this.#revision, existed };
  }

  #set(key: ByteString, value: ByteString): void {
    this.#revision += 1;
    const known = this.#items.get(key);
    this.#items.set(key, {
      value,
      createRevision: known?.createRevision ?? this.#revision,
      modRevision: this.#revision,
      version: (known?.version ?? 0) + 1,
    });
  }
}
