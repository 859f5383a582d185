/** The pauses of loops that ask again and again. */
export class Pacing {
  readonly #sleepers = new Set<() => void>();

  /** Resolves when the time is over, at the signal, or when everybody is woken. */
  pause(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#sleepers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
      this.#sleepers.add(end);
    });
  }

  wake(): void {
    for (const end of [...this.#sleepers]) end();
  }

  /** @param job resolves with the milliseconds to wait before it is run again. */
  async repeat(job: () => Promise<number>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await this.pause(await job(), signal);
  }
}
