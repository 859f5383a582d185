import { MokvError } from '../shared/errors.ts';
import type { KvClient } from './kv-client.ts';

const limits = {
  /** For the last call, which gives the place up. */
  releaseMs: 2000,
} as const;

export interface PlaceOptions {
  /** How long others wait when the holder is gone without a word; 1 s to 1 year, by default 10 s. */
  readonly ttlMs?: number | undefined;
  /** Ends the waiting, with CANCELLED. */
  readonly signal?: AbortSignal | undefined;
}

const defaultTtlMs = 10_000;

/**
 * A place in the queue behind a prefix: a key that ends with a lease. Who has the lowest create revision is
 * first, and each waits for the one before it alone, as etcd's concurrency package does.
 */
export class QueuePlace {
  readonly key: string;
  /** When the key was created. It grows from one holder to the next: a fencing token. */
  readonly revision: number;
  readonly leaseId: number;
  /** Aborted, with why, when the lease has ended or could not be kept: somebody else may be first. */
  readonly lost: AbortSignal;
  readonly #client: KvClient;
  readonly #prefix: string;
  readonly #keeping: AbortController;

  private constructor(
    client: KvClient,
    prefix: string,
    own: { leaseId: number; key: string; revision: number; lease: KeptLease },
  ) {
    this.#client = client;
    this.#prefix = prefix;
    this.key = own.key;
    this.revision = own.revision;
    this.leaseId = own.leaseId;
    this.lost = own.lease.lost;
    this.#keeping = own.lease.keeping;
  }

  /** Resolves when this place is the first one. */
  static async take(
    client: KvClient,
    { name, value }: { readonly name: string; readonly value: Uint8Array },
    { ttlMs = defaultTtlMs, signal }: PlaceOptions,
  ): Promise<QueuePlace> {
    const prefix = `${name}/`;
    const { id: leaseId } = await client.grantLease(ttlMs, { signal });
    const lease = keepLease(client, leaseId);
    try {
      const key = `${prefix}${leaseId}`;
      const condition = { type: 'absent' } as const;
      const { revision } = await client.set(key, value, { leaseId, condition, signal });
      const place = new QueuePlace(client, prefix, { leaseId, key, revision, lease });
      await place.#untilFirst(signal);
      return place;
    } catch (error) {
      await giveUp(client, leaseId, lease);
      throw lease.lost.aborted && !signal?.aborted ? lease.lost.reason : error;
    }
  }

  /** Lets the next one be first. */
  async leave(): Promise<void> {
    await giveUp(this.#client, this.leaseId, { lost: this.lost, keeping: this.#keeping });
  }

  async #untilFirst(signal: AbortSignal | undefined): Promise<void> {
    const end = signal === undefined ? this.lost : AbortSignal.any([signal, this.lost]);
    for (;;) {
      const before = await this.#placeBefore(end);
      if (before === undefined) return;
      await this.#untilGone(before, end);
    }
  }

  /** Whom this place waits for; undefined when it is the first. */
  async #placeBefore(
    signal: AbortSignal,
  ): Promise<{ readonly key: string; readonly at: number } | undefined> {
    const range = { prefix: this.#prefix };
    const { entries, revision } = await this.#client.range(range, { keysOnly: true, signal });
    const places = entries.filter((entry) => entry.type === 'item');
    if (!places.some(({ key }) => key === this.key)) throw placeIsGone(this.key);
    const before = places.filter(({ createRevision }) => createRevision < this.revision);
    const last = before.sort((a, b) => b.createRevision - a.createRevision)[0];
    return last === undefined ? undefined : { key: last.key, at: revision };
  }

  async #untilGone(
    { key, at }: { readonly key: string; readonly at: number },
    signal: AbortSignal,
  ): Promise<void> {
    const range = { start: key, end: `${key}\0` };
    const options = { fromRevision: at + 1, keysOnly: true, signal };
    for await (const message of this.#client.watch(range, options)) {
      const isGone =
        message.type === 'changes' && message.events.some((event) => event.type === 'delete');
      if (isGone) return;
    }
  }
}

interface KeptLease {
  readonly lost: AbortSignal;
  readonly keeping: AbortController;
}

function keepLease(client: KvClient, leaseId: number): KeptLease {
  const keeping = new AbortController();
  const losing = new AbortController();
  client.keepLeaseAlive(leaseId, keeping.signal).catch((error: unknown) => losing.abort(error));
  return { lost: losing.signal, keeping };
}

async function giveUp(
  client: KvClient,
  leaseId: number,
  { keeping, lost }: KeptLease,
): Promise<void> {
  keeping.abort();
  if (lost.aborted) return;
  try {
    await client.revokeLease(leaseId, { deadline: Date.now() + limits.releaseMs });
  } catch (error) {
    // Then it ends by itself, as it does when this process dies.
    if (!(error instanceof MokvError)) throw error;
  }
}

function placeIsGone(key: string): MokvError {
  return new MokvError('NOT_FOUND', `the lease of "${key}" has ended`, {
    hint: 'take a longer time to live when the process is held up for so long',
  });
}
