import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { MokvError } from '../../shared/errors.ts';
import type { HostPort } from '../../shared/host-port.ts';
import { invariant } from '../../shared/invariant.ts';
import type { Endpoint } from '../gossip/messages.ts';
import { bytesOfIp } from '../transport/gossip/ip-address.ts';

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/**
 * Where others reach this node: the bound address, or the first address of this machine that others can
 * reach when all of them are bound. Throws CONFIG when there is none.
 */
export function advertisedEndpoint({ host, port }: HostPort): Endpoint {
  const ip = wildcards.includes(host) ? externalIp() : host;
  const address = ip === undefined ? undefined : bytesOfIp(ip);
  if (address !== undefined) return { address, port };
  throw new MokvError('CONFIG', `bind-addr ${host} is every address and this machine has none`, {
    hint: 'name the address that other members reach in bind-addr',
  });
}

/**
 * All addresses of a member to join that can be reached from the bound one. Rejects with UNAVAILABLE
 * when its name is unknown.
 */
export async function endpointsOf({ host, port }: HostPort, bound: string): Promise<Endpoint[]> {
  const family = bound === '::' ? 0 : isIP(bound);
  const found = await lookup(host, { all: true, family }).catch((cause: unknown) => {
    throw new MokvError('UNAVAILABLE', `the host name ${host} is unknown`, { cause });
  });
  return found.map(({ address: ip }) => {
    const address = bytesOfIp(ip);
    invariant(address !== undefined, `${ip} is an IP address`);
    return { address, port };
  });
}

function externalIp(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const external = addresses.filter(({ internal }) => !internal);
  return (external.find(({ family }) => family === 'IPv4') ?? external[0])?.address;
}
