import { tooMuch } from './connection-error.ts';
import { RateLimit } from './rate-limit.ts';

const limits = {
  /** Streams that a peer resets, or makes us reset: at once, and a second (CVE-2023-44487, CVE-2025-8671). */
  resetsMax: 1000,
  resetsPerSecond: 33,
  /** Frames that ask for nothing and say nothing. */
  idleFramesMax: 10_000,
  idleFramesPerSecond: 330,
} as const;

/** Counts what a peer may do now and then, but not all the time: it costs us more than the peer. */
export class AbuseLimits {
  readonly #resets = new RateLimit(limits.resetsMax, limits.resetsPerSecond);
  readonly #idleFrames = new RateLimit(limits.idleFramesMax, limits.idleFramesPerSecond);
  nowMs = 0;

  /** @throws ConnectionError */
  countReset(): void {
    if (!this.#resets.take(this.nowMs)) throw tooMuch('too many streams are reset');
  }

  /** @throws ConnectionError */
  countIdleFrame(): void {
    if (!this.#idleFrames.take(this.nowMs)) throw tooMuch('too many frames say nothing');
  }
}
