import { MokvError } from '../../shared/errors.ts';

export interface PlacesOptions {
  /** What takes a place, in the plural. */
  readonly what: string;
  readonly perUserMax: number;
  /** All users together. */
  readonly totalMax?: number;
}

/** Concurrent calls of one kind, counted for each user. */
export class PlacesPerUser {
  readonly #options: PlacesOptions;
  readonly #taken = new Map<string, number>();
  #total = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** @throws RESOURCE_EXHAUSTED */
  take(user: string): Disposable {
    const { what, perUserMax, totalMax = Number.POSITIVE_INFINITY } = this.#options;
    const taken = this.#taken.get(user) ?? 0;
    if (taken >= perUserMax) {
      throw new MokvError('RESOURCE_EXHAUSTED', `user "${user}" has ${taken} ${what} under way`);
    }
    if (this.#total >= totalMax) {
      throw new MokvError('RESOURCE_EXHAUSTED', `${this.#total} ${what} are under way`, {
        hint: 'ask another server',
      });
    }
    this.#taken.set(user, taken + 1);
    this.#total += 1;
    return { [Symbol.dispose]: () => this.#release(user) };
  }

  #release(user: string): void {
    this.#total -= 1;
    const taken = this.#taken.get(user) ?? 1;
    if (taken > 1) this.#taken.set(user, taken - 1);
    else this.#taken.delete(user);
  }
}
