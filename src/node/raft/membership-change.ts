import { type Configuration, faultOf, type Server, serverOf } from './configuration.ts';
import type { ConfigurationChange, Refusal } from './output.ts';

/**
 * The configuration after a change of one server, as hashicorp/raft computes it (raft-wire §7), or
 * why there is none. One server at a time is what keeps any two neighbouring quorums overlapping
 * (Raft thesis §4.1).
 */
export function configurationAfter(
  current: Configuration,
  change: ConfigurationChange,
): { readonly type: 'changed'; readonly configuration: Configuration } | Refusal {
  const server = serverOf(current, change.id);
  if (server === undefined && (change.type === 'demoteVoter' || change.type === 'removeServer')) {
    return invalid(`${change.id} is not in the configuration`);
  }
  const changed = serverAfter(server, change);
  if (server !== undefined && changed !== undefined && equal(server, changed)) {
    return invalid(`${change.id} is already a ${server.suffrage} at ${server.address}`);
  }
  const configuration = { servers: replaced(current.servers, change.id, changed) };
  const fault = faultOf(configuration);
  return fault === undefined ? { type: 'changed', configuration } : invalid(fault);
}

function serverAfter(server: Server | undefined, change: ConfigurationChange): Server | undefined {
  const { id } = change;
  switch (change.type) {
    case 'addVoter':
      return { id, address: change.address, suffrage: 'voter' };
    case 'addNonvoter':
      // A voter stays one: only demoteVoter takes the vote away.
      return { id, address: change.address, suffrage: server?.suffrage ?? 'nonvoter' };
    case 'demoteVoter':
      return server && { ...server, suffrage: 'nonvoter' };
    case 'removeServer':
      return undefined;
  }
}

function replaced(
  servers: readonly Server[],
  id: string,
  changed: Server | undefined,
): readonly Server[] {
  if (changed === undefined) return servers.filter((server) => server.id !== id);
  const known = servers.some((server) => server.id === id);
  return known
    ? servers.map((server) => (server.id === id ? changed : server))
    : [...servers, changed];
}

function equal(one: Server, other: Server): boolean {
  return one.address === other.address && one.suffrage === other.suffrage;
}

function invalid(reason: string): Refusal {
  return { type: 'invalidChange', reason };
}
