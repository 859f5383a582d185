/** Raft's word for a node's permanent name; hashicorp/raft calls it ServerID. */
export type ServerId = string;

/** A non-voter receives the log but neither votes nor counts. */
export type Suffrage = 'voter' | 'nonvoter';

export interface Server {
  readonly id: ServerId;
  /** host:port of its RPC port, the same text everywhere: peers compare it (raft-wire §8.11). */
  readonly address: string;
  readonly suffrage: Suffrage;
}

/** Who belongs to the cluster. It takes effect as soon as it is appended (Raft paper §6). */
export interface Configuration {
  readonly servers: readonly Server[];
}

export function serverOf(configuration: Configuration, id: ServerId): Server | undefined {
  return configuration.servers.find((server) => server.id === id);
}

export function isVoter(configuration: Configuration, id: ServerId): boolean {
  return serverOf(configuration, id)?.suffrage === 'voter';
}

export function votersOf(configuration: Configuration): readonly Server[] {
  return configuration.servers.filter((server) => server.suffrage === 'voter');
}

/**
 * What keeps this from being a configuration, or undefined when it is one (raft-wire §4). A Go peer
 * that appends one that is none dies of it.
 */
export function faultOf(configuration: Configuration): string | undefined {
  const { servers } = configuration;
  if (servers.some((server) => server.id === '')) return 'a server has no id';
  const homeless = servers.find((server) => server.address === '');
  if (homeless !== undefined) return `server ${homeless.id} has no address`;
  const ids = new Set(servers.map((server) => server.id));
  if (ids.size < servers.length) return 'two servers have one id';
  const addresses = new Set(servers.map((server) => server.address));
  if (addresses.size < servers.length) return 'two servers have one address';
  return votersOf(configuration).length === 0 ? 'no voter would remain' : undefined;
}
