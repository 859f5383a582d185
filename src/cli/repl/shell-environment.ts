import type { Environment } from '../environment.ts';
import type { AddressOptions } from '../resolve-connection.ts';

/**
 * The environment in which every command of a shell reaches the cluster that the flags of the shell name.
 * A context that a flag names stands before the variables, as elsewhere.
 */
export function environmentFor(environment: Environment, options: AddressOptions): Environment {
  const { context, endpoints = options.addr, cacert, cert, key, serverName } = options;
  const insecure = options.insecure ? 'true' : undefined;
  const identity = { cacert, cert, key, serverName };
  const isIdentityGiven = Object.values(identity).some((value) => value !== undefined);
  return {
    ...environment,
    ...chosen({ context, endpoints }, context !== undefined),
    ...chosen(identity, context !== undefined || insecure !== undefined),
    // Certificates of flags and an insecure of a variable, or the other way round, do not contradict each other.
    ...chosen({ insecure }, context !== undefined || isIdentityGiven),
  };
}

/** Those that are given, or all of them. */
function chosen<Flags extends object>(flags: Flags, replacesAll: boolean): Partial<Flags> {
  return replacesAll
    ? flags
    : (Object.fromEntries(
        Object.entries(flags).filter(([, value]) => value !== undefined),
      ) as Partial<Flags>);
}
