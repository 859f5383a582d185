import { MokvError } from '../../shared/errors.ts';

const limits = {
  /** What waits for the caller to read it, beside one message. */
  unreadBytesMax: 256 * 1024,
  stalledMs: 30_000,
} as const;

/** What of a streaming call is needed. */
interface StreamingCall<Response> {
  readonly cancelled: boolean;
  write(response: Response, read: () => void): boolean;
  once(event: 'cancelled', listener: () => void): unknown;
}

/** The answers of a streaming call, written no faster than the caller reads them. */
export class ResponseStream<Response> {
  readonly #call: StreamingCall<Response>;
  readonly #stalledMs: number;
  readonly #cancelled: Promise<void>;
  #unreadBytes = 0;
  #readMore: (() => void) | undefined;

  constructor(call: StreamingCall<Response>, stalledMs: number = limits.stalledMs) {
    this.#call = call;
    this.#stalledMs = stalledMs;
    this.#cancelled = new Promise((resolve) => call.once('cancelled', resolve));
  }

  /** The caller went away or its deadline passed: nothing that is written arrives any more. */
  get cancelled(): boolean {
    return this.#call.cancelled;
  }

  /** Resolves when `cancelled` becomes true. */
  whenCancelled(): Promise<void> {
    return this.#cancelled;
  }

  /** Whether the caller has read enough for the next write. */
  get isReady(): boolean {
    return this.#unreadBytes < limits.unreadBytesMax;
  }

  /** @returns whether the caller keeps up: when false, await `drained` before the next write. */
  write(response: Response, sizeBytes: number): boolean {
    this.#unreadBytes += sizeBytes;
    this.#call.write(response, () => {
      this.#unreadBytes -= sizeBytes;
      this.#readMore?.();
    });
    return this.isReady;
  }

  /**
   * Resolves when the caller has read enough, or is gone.
   * Rejects with RESOURCE_EXHAUSTED when it reads nothing for 30 seconds.
   */
  async drained(): Promise<void> {
    while (!this.cancelled && !this.isReady) {
      await this.#progress();
    }
  }

  async #progress(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const seconds = this.#stalledMs / 1000;
        reject(new MokvError('RESOURCE_EXHAUSTED', `the caller read nothing for ${seconds} s`));
      }, this.#stalledMs);
    });
    const read = new Promise<void>((resolve) => {
      this.#readMore = resolve;
    });
    try {
      await Promise.race([read, this.#cancelled, stalled]);
    } finally {
      clearTimeout(timer);
      this.#readMore = undefined;
    }
  }
}
