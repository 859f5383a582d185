import { MokvError } from '../../shared/errors.ts';
import type { KeyResponse } from '../gossip/messages.ts';
import type { KeyQuery } from '../gossip/output.ts';
import { writeKeyFile } from '../transport/gossip/key-file.ts';
import type { Keyring } from '../transport/gossip/keyring.ts';

/** The keys of an encrypted pool and the file that keeps them. */
export interface StoredKeyring {
  readonly path: string;
  readonly keyring: Keyring;
}

/** Serves the key queries of the pool on this node, one after the other (serf-wire §6.6). */
export class KeyService {
  readonly #stored: StoredKeyring | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(stored: StoredKeyring | undefined) {
    this.#stored = stored;
  }

  /** Resolves when the file holds what the answer says; a failure is an answer too. */
  serve(query: KeyQuery): Promise<KeyResponse> {
    const served = this.#turn.then(() => this.#serve(query));
    this.#turn = served;
    return served;
  }

  async #serve(query: KeyQuery): Promise<KeyResponse> {
    if (this.#stored === undefined) return refusal('encryption is not enabled');
    const { keyring, path } = this.#stored;
    try {
      if (query.operation === 'list') return listOf(keyring);
      changes[query.operation](keyring, query.key);
      await writeKeyFile(path, keyring);
      return { type: 'keyResponse', result: true, message: '', keys: [], primaryKey: '' };
    } catch (error) {
      if (error instanceof MokvError) return refusal(error.message);
      throw error;
    }
  }
}

const changes = {
  install: (keyring: Keyring, key: Uint8Array) => keyring.install(key),
  use: (keyring: Keyring, key: Uint8Array) => keyring.use(key),
  remove: (keyring: Keyring, key: Uint8Array) => keyring.remove(key),
} as const;

function listOf({ keys, primary }: Keyring): KeyResponse {
  return {
    type: 'keyResponse',
    result: true,
    message: '',
    keys: keys.map(base64),
    primaryKey: base64(primary),
  };
}

function refusal(message: string): KeyResponse {
  return { type: 'keyResponse', result: false, message, keys: [], primaryKey: '' };
}

function base64(key: Uint8Array): string {
  return Buffer.from(key).toString('base64');
}
