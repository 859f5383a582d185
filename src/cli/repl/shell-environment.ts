import type { Environment } from '../environment.ts';
import type { AddressOptions } from '../resolve-connection.ts';

/**
 * The environment in which every command of a shell reaches the cluster that the flags of the shell name.
 * A context that a flag names stands before the variables, as elsewhere.
 */
export function environmentFor(environment: Environment, options: AddressOptions): Environment {
  const { context, endpoints = options.addr, cacert, cert, key, serverName } = options;
  const flags = { context, endpoints, cacert, cert, key, serverName };
  const given = Object.entries(flags).filter(
    ([, value]) => context !== undefined || value !== undefined,
  );
  return { ...environment, ...Object.fromEntries(given) };
}
