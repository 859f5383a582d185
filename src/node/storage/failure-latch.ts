import type { MokvError } from '../../shared/errors.ts';
import type { InvariantViolation } from '../../shared/invariant.ts';

export type StorageFailure = MokvError | InvariantViolation;

/** Remembers the first failure of a storage, which is final, and tells the node of it once. */
export class FailureLatch {
  readonly #onFailure: (error: StorageFailure) => void;
  #error: StorageFailure | undefined;

  constructor(onFailure: (error: StorageFailure) => void) {
    this.#onFailure = onFailure;
  }

  get error(): StorageFailure | undefined {
    return this.#error;
  }

  /** Returns the first failure, which may be an earlier one. */
  raise(error: StorageFailure): StorageFailure {
    if (this.#error !== undefined) return this.#error;
    this.#error = error;
    this.#onFailure(error);
    return error;
  }
}
