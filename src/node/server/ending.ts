/** That something will be over, and a promise of it only for who waits: most of the time nobody does. */
export class Ending {
  #isOver = false;
  #waited: PromiseWithResolvers<void> | undefined;

  /** Of all that this promise stands for. */
  static of(promise: Promise<unknown>): Ending {
    const ending = new Ending();
    void promise.then(() => ending.come());
    return ending;
  }

  come(): void {
    this.#isOver = true;
    this.#waited?.resolve();
  }

  /** Resolves once it has come. */
  get awaited(): Promise<void> {
    if (this.#waited === undefined) {
      this.#waited = Promise.withResolvers<void>();
      if (this.#isOver) this.#waited.resolve();
    }
    return this.#waited.promise;
  }
}
