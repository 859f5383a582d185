import { timingSafeEqual } from 'node:crypto';
import { MokvError } from '../../../shared/errors.ts';
import { invariant } from '../../../shared/invariant.ts';
import { isKeyLength } from './seal.ts';

const limits = {
  /** A rotation needs two. Each packet that nobody can read is tried with all of them. */
  keysMax: 16,
} as const;

/**
 * The keys of an encrypted pool. The first one, the primary, seals what is sent; all of them are tried
 * on what arrives, so that keys rotate without a loss: install everywhere, use everywhere, remove
 * everywhere (serf-wire §6.6). The texts of refusals are those that operators know from Serf.
 */
export class Keyring {
  #keys: readonly Uint8Array[];

  constructor(keys: readonly [Uint8Array, ...Uint8Array[]]) {
    for (const key of keys) checkLength(key);
    this.#keys = keys;
  }

  /** All keys, the primary first. */
  get keys(): readonly Uint8Array[] {
    return this.#keys;
  }

  get primary(): Uint8Array {
    const [primary] = this.#keys;
    invariant(primary !== undefined, 'a keyring has a primary key');
    return primary;
  }

  /** Adds a key that is tried on what arrives; one that is there already is fine. */
  install(key: Uint8Array): void {
    checkLength(key);
    if (this.#has(key)) return;
    if (this.#keys.length >= limits.keysMax) {
      throw new MokvError('RESOURCE_EXHAUSTED', `the keyring is full with ${limits.keysMax} keys`, {
        hint: 'remove the keys that are no longer used',
      });
    }
    this.#keys = [...this.#keys, Buffer.from(key)];
  }

  /** Makes an installed key the primary one. */
  use(key: Uint8Array): void {
    if (!this.#has(key)) {
      throw new MokvError('NOT_FOUND', 'Requested key is not in the keyring', {
        hint: 'install it first, on all nodes',
      });
    }
    this.#keys = [Buffer.from(key), ...this.#keys.filter((other) => !isEqual(other, key))];
  }

  /** A key that is not there is fine. */
  remove(key: Uint8Array): void {
    if (isEqual(key, this.primary)) {
      throw new MokvError('CONDITION_FAILED', 'Removing the primary key is not allowed', {
        hint: 'use another key first',
      });
    }
    this.#keys = this.#keys.filter((other) => !isEqual(other, key));
  }

  #has(key: Uint8Array): boolean {
    return this.#keys.some((other) => isEqual(other, key));
  }
}

function checkLength(key: Uint8Array): void {
  if (isKeyLength(key.length)) return;
  throw new MokvError('INVALID_ARGUMENT', 'key size must be 16, 24 or 32 bytes');
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
