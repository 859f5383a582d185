import type { Random } from '../shared/random.ts';
import type { Target } from './call-plan.ts';

/** What a client knows of one server. */
export interface KnownServer {
  /** host:port */
  readonly address: string;
  readonly isLeader: boolean;
  /** It has answered, and nothing failed since. */
  readonly isReached: boolean;
  /** It failed a moment ago, and is only tried when everybody else did, too. */
  readonly isResting: boolean;
  /** Undefined: not measured yet. */
  readonly rttMs: number | undefined;
  /** Calls of this client that it has not answered. */
  readonly inFlight: number;
}

/**
 * In which order a call tries the servers; `answered` is the one that answered last. Whoever is known to
 * answer comes first; among those the target decides, and then the order in which they are known.
 */
export function serversInOrder(
  target: Target,
  servers: readonly KnownServer[],
  answered: string | undefined,
  random: Random,
): readonly string[] {
  const preference = preferenceOf(target, servers, answered);
  const ranked = servers.map((server, index) => ({
    address: server.address,
    ranks: [healthRank(server), ...preference(server)],
    // Callers that see the same servers must not all go to the same one.
    index: target === 'follower' && server.isReached ? random() : index,
  }));
  return ranked
    .sort((a, b) => compareRanks(a.ranks, b.ranks) || a.index - b.index)
    .map(({ address }) => address);
}

type Preference = (server: KnownServer) => readonly number[];

function preferenceOf(
  target: Target,
  servers: readonly KnownServer[],
  answered: string | undefined,
): Preference {
  const lastAnswered = (server: KnownServer): number => (server.address === answered ? 0 : 1);
  switch (target) {
    case 'leader':
      return (server) => [server.isLeader ? 0 : 1, lastAnswered(server)];
    case 'follower':
      // Without a leader nobody is known to be a follower.
      return servers.some(({ isLeader }) => isLeader)
        ? (server) => [server.isLeader ? 1 : 0, server.inFlight]
        : (server) => [lastAnswered(server)];
    case 'nearest':
      return (server) => [server.rttMs ?? Number.POSITIVE_INFINITY, lastAnswered(server)];
    case 'any':
      return (server) => [lastAnswered(server)];
  }
}

function healthRank({ isReached, isResting }: KnownServer): number {
  if (isResting) return 2;
  return isReached ? 0 : 1;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((rank, at) => rank !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
