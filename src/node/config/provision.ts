import { builtInProfiles } from '../../pki/profiles.ts';
import type { LoadedConfig } from './load-config.ts';

/**
 * The files of a first start: certificates under a new CA, ACL files and a gossip key, where the
 * configuration leaves it to mokv to make them. Never touches a file that is there. Resolves with the
 * paths of what it made; rejects with CONFIG when only a part of a set is there.
 */
export async function provision(loaded: LoadedConfig, now: Date): Promise<readonly string[]> {
  const { config, provisionDirectory: directory } = loaded;
  if (directory === undefined) return [];
  // Starts that have their certificates do not load the library that makes them.
  const { makeIdentitySet } = await import('../../pki/identity-set.ts');
  const { host } = config.bindAddress;
  const { made } = await makeIdentitySet({
    directory,
    nodeId: config.nodeName,
    hosts: host === '0.0.0.0' || host === '::' ? [] : [host],
    profiles: builtInProfiles,
    now,
  });
  return made;
}
