import { api } from '../../api/gen/messages.js';
import { MokvError } from '../../shared/errors.ts';
import type { StoreImage } from '../kv/image.ts';
import type { NodePort } from './node-port.ts';
import { within } from './within.ts';

const limits = {
  /** How long a read without a sooner deadline waits for the cluster. */
  waitMs: 30_000,
} as const;

/** How much a read may miss, and the revision that it wants; what a request leaves out is undefined or 0. */
export interface ReadRequest {
  readonly consistency?: api.Consistency | null;
  readonly maxLagMs?: number | null;
  readonly revision?: number | null;
}

/** What an answer says of its age: nothing, when it is not stale. */
export interface Age {
  readonly ageMs?: number;
}

interface ReadImage {
  readonly image: StoreImage;
  readonly age: Age;
}

/** Waits until the store of this node may be read as asked. */
export class StoreReads {
  readonly #node: NodePort;
  readonly #hasCaughtUp: () => boolean;

  /** `hasCaughtUp`: since it started, with what was acknowledged before. */
  constructor(node: NodePort, hasCaughtUp: () => boolean) {
    this.#node = node;
    this.#hasCaughtUp = hasCaughtUp;
  }

  /** Resolves when the store may be read as asked, `revision` apart. Rejects with NO_LEADER or UNAVAILABLE. */
  async readable(request: ReadRequest): Promise<Age> {
    if (request.consistency === api.Consistency.CONSISTENCY_STALE) {
      return this.#staleAge(request.maxLagMs ?? 0);
    }
    await this.barrier();
    return {};
  }

  /** Resolves when this node has applied all that was acknowledged before the call. */
  barrier(): Promise<void> {
    return within(
      this.#node.readBarrier(),
      limits.waitMs,
      () => new MokvError('DEADLINE_EXCEEDED', 'the node did not catch up with the leader in time'),
    );
  }

  /** The store as it is, or as it was at the revision. Rejects as `readable`, and with COMPACTED. */
  async image(request: ReadRequest): Promise<ReadImage> {
    if (!request.revision) {
      const age = await this.readable(request);
      return { image: this.#node.image(), age };
    }
    // The past is the same on every node: who knows it need not ask the leader, and many pages do not.
    const isStale = request.consistency === api.Consistency.CONSISTENCY_STALE;
    const known = isStale ? undefined : this.#node.imageAt(request.revision);
    if (known !== undefined) return { image: known, age: {} };
    const age = await this.readable(request);
    return { image: this.#imageAt(request.revision, isStale), age };
  }

  #imageAt(revision: number, isStale: boolean): StoreImage {
    const image = this.#node.imageAt(revision);
    if (image !== undefined) return image;
    const current = this.#node.status().revision;
    if (revision <= current) throw compacted(this.#node, revision);
    throw new MokvError(
      isStale ? 'UNAVAILABLE' : 'INVALID_ARGUMENT',
      `revision ${revision} is still to come: the store is at ${current}`,
      { metadata: { revision: String(current) } },
    );
  }

  /** Before the node has caught up it does not know how much of its log is committed, nor how old that is. */
  #staleAge(maxLagMs: number): Age {
    const { leaderContactMs } = this.#node.status().raft;
    if (!this.#hasCaughtUp() || leaderContactMs === undefined) {
      throw new MokvError(
        'UNAVAILABLE',
        'the node has not caught up with a leader since it started',
        {
          hint: 'until it has, it cannot say how old its data is; read from another server',
        },
      );
    }
    const ageMs = Math.ceil(leaderContactMs);
    if (maxLagMs > 0 && ageMs > maxLagMs) {
      throw new MokvError(
        'UNAVAILABLE',
        `the node may be ${ageMs} ms behind, at most ${maxLagMs} are wanted`,
        { hint: 'read from another server', metadata: { age_ms: String(ageMs) } },
      );
    }
    return { ageMs };
  }
}

/** The node no longer knows the changes from this revision on, or the store as it was then. */
export function compacted(node: NodePort, revision: number): MokvError {
  const { compactedRevision } = node.history;
  const current = node.status().revision;
  return new MokvError(
    'COMPACTED',
    `revision ${revision} is no longer known: this node remembers what came after ${compactedRevision}`,
    {
      hint: 'ask another node, or read the present state and go on from its revision',
      metadata: { compacted_revision: String(compactedRevision), revision: String(current) },
    },
  );
}
