import type { KvClient } from '../client/kv-client.ts';
import type { HostPort } from '../shared/host-port.ts';

/** Clients that outlive a command, one for each set of endpoints and certificates. */
export class ClientPool {
  /** The node inside of which the shell runs. */
  readonly home: HostPort | undefined;
  readonly #clients = new Map<string, Promise<KvClient>>();

  constructor(home?: HostPort) {
    this.home = home;
  }

  /** The client of this name, made when there is none. */
  async open(name: string, create: () => Promise<KvClient>): Promise<KvClient> {
    const client = this.#clients.get(name) ?? create();
    this.#clients.set(name, client);
    try {
      return await client;
    } catch (error) {
      this.#clients.delete(name);
      throw error;
    }
  }

  /** Closes all clients; the next `open` reads the certificates again. */
  async close(): Promise<void> {
    const clients = [...this.#clients.values()];
    this.#clients.clear();
    for (const client of await Promise.allSettled(clients)) {
      if (client.status === 'fulfilled') client.value.close();
    }
  }
}
