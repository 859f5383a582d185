import type { History } from '../../src/node/kv/change.ts';
import type { Command, CommandOutcome, RequestKey } from '../../src/node/kv/command.ts';
import { encodeRound } from '../../src/node/kv/command-codec.ts';
import type { StoreImage } from '../../src/node/kv/image.ts';
import type { Item } from '../../src/node/kv/item.ts';
import type { Lease } from '../../src/node/kv/lease.ts';
import { Store } from '../../src/node/kv/store.ts';
import type { RaftStatus } from '../../src/node/raft/output.ts';
import type { ChangeListener, NodePort, NodeStatus } from '../../src/node/server/node-port.ts';
import { type ByteString, byteStringOfText } from '../../src/shared/byte-string.ts';
import { MokvError } from '../../src/shared/errors.ts';

/** A cluster of one that applies each proposal at once: what the services need, without Raft and disk. */
export class FakeNode implements NodePort {
  readonly id = 'n1';
  readonly commands: Command[] = [];
  /** How often a linearizable read asked the leader. */
  barriers = 0;
  hasLeader = true;
  leaderContactMs: number | undefined = 0;
  /** The leader's clock, Unix milliseconds. */
  timeMs = 1_800_000_000_000;
  /** Replaces what a proposal does. */
  proposal: (command: Command) => Promise<CommandOutcome> = async (command) => this.apply(command);
  readonly listeners = new Set<ChangeListener>();
  #store = new Store();

  put(key: string, value: string): void {
    this.putAll([[key, value]]);
  }

  /** All in one round. */
  putAll(items: Iterable<readonly [key: string, value: string]>): void {
    const sets = Array.from(items, ([key, value]): Command => {
      return { type: 'set', key: byteStringOfText(key), value: Buffer.from(value) };
    });
    this.applyRound(sets);
  }

  apply(command: Command): CommandOutcome {
    const [outcome] = this.applyRound([command]);
    if (outcome === undefined) throw new Error('a command without an outcome');
    return outcome;
  }

  applyRound(commands: readonly Command[]): readonly CommandOutcome[] {
    const index = this.#store.appliedIndex + 1;
    const data = encodeRound(this.timeMs, commands);
    const { outcomes, changes, restored } = this.#store.apply({ index, data });
    for (const listener of this.listeners) {
      if (restored) listener.restored();
      else if (changes.length > 0) listener.changed(changes);
    }
    return outcomes;
  }

  /** As a snapshot of a leader that is far ahead. */
  restore(store: Store): void {
    this.#store = store;
    for (const listener of this.listeners) listener.restored();
  }

  async propose(command: Command): Promise<CommandOutcome> {
    this.commands.push(command);
    return this.proposal(command);
  }

  async readBarrier(): Promise<void> {
    this.barriers += 1;
    if (!this.hasLeader) throw new MokvError('NO_LEADER', 'no leader is known');
  }

  get revision(): number {
    return this.#store.revision;
  }

  get storeBytes(): number {
    return this.#store.bytes;
  }

  get history(): History {
    return this.#store.history;
  }

  get(key: ByteString): Item | undefined {
    return this.#store.get(key);
  }

  image(): StoreImage {
    return this.#store.image();
  }

  imageAt(revision: number): StoreImage | undefined {
    return this.#store.imageAt(revision);
  }

  followChanges(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  lease(id: number): Lease | undefined {
    return this.#store.lease(id);
  }

  leases(): Iterable<Lease> {
    return this.#store.leases();
  }

  outcomeOf(request: Pick<RequestKey, 'client' | 'sequence'>): CommandOutcome | undefined {
    return this.#store.outcomeOf(request);
  }

  status(): NodeStatus {
    return {
      raft: this.#raftStatus(),
      appliedIndex: this.#store.appliedIndex,
      revision: this.#store.revision,
      keys: this.#store.keys,
      storeBytes: this.#store.bytes,
    };
  }

  #raftStatus(): RaftStatus {
    const server = { id: this.id, address: '127.0.0.1:8400' };
    return {
      role: this.hasLeader ? 'leader' : 'candidate',
      isBlank: false,
      term: 3,
      leader: this.hasLeader ? server : undefined,
      leaderContactMs: this.leaderContactMs,
      commitIndex: this.#store.appliedIndex,
      lastIndex: this.#store.appliedIndex,
      durableIndex: this.#store.appliedIndex,
      snapshotIndex: 0,
      logBytes: 0,
      configuration: { servers: [{ ...server, suffrage: 'voter' }] },
      configurationIndex: 1,
      peers: [],
    };
  }
}
