import { MokvError } from '../../shared/errors.ts';
import { decode, encode, int, list, struct, text } from '../../shared/msgpack/codec.ts';
import { type Configuration, faultOf, type Server } from './configuration.ts';

const limits = { serversMax: 1024 } as const;

/** The bytes of a configuration entry, exactly as hashicorp/raft writes them (raft-wire §4). */
export function encodeConfiguration(configuration: Configuration): Uint8Array {
  return encode(wireConfiguration, {
    Servers: configuration.servers.map((server) => ({
      Address: server.address,
      ID: server.id,
      Suffrage: server.suffrage === 'voter' ? suffrages.voter : suffrages.nonvoter,
    })),
  });
}

/** Throws CORRUPT for bytes that are no configuration, and for one that no cluster may have. */
export function decodeConfiguration(bytes: Uint8Array): Configuration {
  const configuration = {
    servers: (decode(wireConfiguration, bytes).Servers ?? []).map(serverFrom),
  };
  const fault = faultOf(configuration);
  if (fault !== undefined) throw new MokvError('CORRUPT', `malformed configuration: ${fault}`);
  return configuration;
}

function serverFrom(server: (typeof wireServer)['zero']): Server {
  const { Address, ID, Suffrage } = server;
  if (Suffrage < suffrages.voter || Suffrage > suffrages.staging) {
    throw new MokvError('CORRUPT', `malformed configuration: suffrage ${Suffrage}`);
  }
  // Staging has no phase of its own: hashicorp/raft treats it as a non-voter, and so do we.
  return {
    id: ID,
    address: Address,
    suffrage: Suffrage === suffrages.voter ? 'voter' : 'nonvoter',
  };
}

const suffrages = { voter: 0, nonvoter: 1, staging: 2 } as const;

const wireServer = struct({ Address: text, ID: text, Suffrage: int });

const wireConfiguration = struct({ Servers: list(wireServer, limits.serversMax) });
