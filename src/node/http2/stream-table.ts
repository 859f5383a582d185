import { ChurningMap } from '../../shared/churning-map.ts';
import type { ServerStream } from './server-stream.ts';

const limits = {
  concurrentStreamsMax: 256,
  /** Of streams that were reset here, while their peer may not have heard of it. */
  recentlyResetMax: 1024,
} as const;

export const { concurrentStreamsMax } = limits;

/** Why there is no stream of a number. */
export type Absence =
  /** The peer has not opened it, and so cannot speak of it. */
  | 'idle'
  /** What still arrives was sent before the peer heard that nobody wants it. */
  | 'ignored'
  /** The peer has passed it over (RFC 9113 §5.1.1). */
  | 'skipped'
  | 'closed';

/** The open streams of a connection, and what is known of the others (RFC 9113 §5.1). */
export class StreamTable {
  readonly #open = new ChurningMap<number, ServerStream>();
  readonly #recentlyReset = new Set<number>();
  #lastId = 0;
  #skippedFrom = 0;
  #acceptedMax = Number.POSITIVE_INFINITY;

  /** The highest number that was taken in. */
  get lastAcceptedId(): number {
    return Math.min(this.#lastId, this.#acceptedMax);
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  get isFull(): boolean {
    return this.#open.size >= limits.concurrentStreamsMax;
  }

  get(id: number): ServerStream | undefined {
    return this.#open.get(id);
  }

  all(): Iterable<ServerStream> {
    return this.#open.values();
  }

  absence(id: number): Absence {
    if (id % 2 === 0 || id > this.#lastId) return 'idle';
    if (id > this.#acceptedMax || this.#recentlyReset.has(id)) return 'ignored';
    return id >= this.#skippedFrom && id < this.#lastId ? 'skipped' : 'closed';
  }

  /** The peer opens a stream of this number, which was idle. */
  see(id: number): void {
    this.#skippedFrom = this.#lastId + 1;
    this.#lastId = id;
  }

  add(stream: ServerStream): void {
    this.#open.set(stream.id, stream);
  }

  remove(id: number): void {
    this.#open.delete(id);
  }

  /** The stream is reset, or was never accepted. */
  ignore(id: number): void {
    this.#recentlyReset.add(id);
    if (this.#recentlyReset.size <= limits.recentlyResetMax) return;
    for (const oldest of this.#recentlyReset) {
      this.#recentlyReset.delete(oldest);
      return;
    }
  }

  /** From now on nothing that the peer opens is accepted. */
  acceptNoMore(): void {
    this.#acceptedMax = this.lastAcceptedId;
  }
}
