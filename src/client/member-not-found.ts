import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';

/** A name that none of the members has. */
export function memberNotFound(id: string, servers: readonly { id?: string | null }[]): MokvError {
  const names = servers.map((server) => server.id).join(', ');
  return new MokvError('NOT_FOUND', `${quoted(id)} is no member; there are ${names}`, {
    hint: "'mokv member list' shows them",
  });
}
