import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { type CallLimits, Connection } from './connection.ts';
import type { ClientSecurity } from './credentials.ts';

/** One connection to each server that was asked, made when it is first needed. */
export class Connections {
  readonly #security: ClientSecurity;
  readonly #connections = new Map<string, Connection>();
  #isClosed = false;

  constructor(security: ClientSecurity) {
    this.#security = security;
  }

  /** Resolves when the connection stands; else nothing was sent. */
  async open(endpoint: HostPort, call: CallLimits): Promise<Connection> {
    if (this.#isClosed) throw new MokvError('CANCELLED', 'the client was closed');
    const address = formatHostPort(endpoint);
    const connection = this.#connections.get(address) ?? new Connection(endpoint, this.#security);
    this.#connections.set(address, connection);
    await connection.ready(call);
    return connection;
  }

  inFlight(address: string): number {
    return this.#connections.get(address)?.inFlight ?? 0;
  }

  /** Closes those that nobody needs any more; one with open calls stays until the next time. */
  keepOnly(addresses: ReadonlySet<string>): void {
    for (const [address, connection] of this.#connections) {
      if (addresses.has(address) || connection.inFlight > 0) continue;
      connection.close();
      this.#connections.delete(address);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#connections.values()) connection.close();
    this.#connections.clear();
  }
}
