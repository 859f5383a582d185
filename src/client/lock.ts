import type { KvClient } from './kv-client.ts';
import { type PlaceOptions, QueuePlace } from './queue-place.ts';

export interface HeldLock extends AsyncDisposable {
  /** The key that stands for it; it lives as long as the lock is held. */
  readonly key: string;
  /**
   * Grows from one holder to the next. Whatever the lock protects should refuse a smaller one than it has
   * seen: a holder that was held up may not know yet that it lost the lock.
   */
  readonly fencingToken: number;
  /** Aborted, with why, when the lock is lost: stop what it protects. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes the lock `name`, first come first served; the signal ends the waiting. It is held until it is
 * released, or until its lease cannot be kept.
 */
export async function lock(
  client: KvClient,
  name: string,
  options: PlaceOptions = {},
): Promise<HeldLock> {
  const place = await QueuePlace.take(client, { name, value: new Uint8Array(0) }, options);
  return {
    key: place.key,
    fencingToken: place.revision,
    lost: place.lost,
    release: () => place.leave(),
    [Symbol.asyncDispose]: () => place.leave(),
  };
}
