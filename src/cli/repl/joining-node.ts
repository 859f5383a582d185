import { mkdtemp } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { issueIdentity } from '../../pki/issue-identity.ts';
import {
  authorityBase,
  certificatePaths,
  isPresent,
  readAuthority,
  writeKeyedCertificate,
} from '../../pki/keyed-certificate-files.ts';
import { builtInProfiles } from '../../pki/profiles.ts';
import { MokvError } from '../../shared/errors.ts';
import { type HostPort, parseHostPort } from '../../shared/host-port.ts';
import { nodeNameOfHost } from '../../shared/node-name.ts';
import { quoted } from '../../shared/quoted.ts';
import { configVariables } from '../environment.ts';
import { freePorts } from '../free-ports.ts';
import type { ResolvedConnection } from '../resolve-connection.ts';

/** A node that lives as long as a shell, in a directory that is removed then. */
export interface JoiningNode {
  readonly directory: string;
  /** The flags of `mokv serve`; what a MOKV_* variable says is not among them. */
  readonly flags: Readonly<Record<string, string | boolean>>;
}

/**
 * Prepares a non-voter that joins the member at `address` and leaves when it stops. Its certificates come
 * from the CA beside the one that the shell trusts, and so do the ACL files and the gossip key.
 */
export async function prepareJoiningNode(
  address: string,
  { security }: Pick<ResolvedConnection, 'security'>,
): Promise<JoiningNode> {
  const member = memberAt(address);
  const directory = await mkdtemp(join(tmpdir(), 'mokv-repl-'));
  const [rpc = 0, gossip = 0] = await freePorts(2);
  const name = nodeNameOfHost(`${hostname()}-repl-${process.pid}`);
  const flags = {
    'data-dir': join(directory, 'data'),
    'node-name': name,
    'bind-addr': bindAddress(member, gossip),
    'rpc-port': `${rpc}`,
    'metrics-port': '0',
    'start-join-addrs': address,
    bootstrap: false,
    'non-voter': true,
    'leave-on-terminate': true,
    ...(security.type === 'insecure'
      ? { insecure: true }
      : await securityFlags(security.cacert.value, directory, name)),
  };
  const entries = Object.entries(flags).filter(([key]) => fixed.has(key) || !isGiven(key));
  return { directory, flags: Object.fromEntries(entries) };
}

async function securityFlags(
  caFile: string,
  directory: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const home = dirname(caFile);
  const ownFiles = isGiven('peer-tls-cert-file') ? {} : await issueFiles(directory, home, name);
  return {
    'acl-model-file': join(home, 'model.conf'),
    'acl-policy-file': join(home, 'policy.csv'),
    'gossip-key-file': join(home, 'gossip.key'),
    'server-tls-ca-file': caFile,
    'peer-tls-ca-file': caFile,
    ...ownFiles,
  };
}

/** What makes it a node that joins and goes. */
const fixed: ReadonlySet<string> = new Set([
  ...['data-dir', 'start-join-addrs', 'bootstrap', 'non-voter', 'leave-on-terminate'],
]);

function memberAt(address: string): HostPort {
  const member = parseHostPort(address);
  if (member !== undefined) return member;
  throw new MokvError('USAGE', `${quoted(address)} is not an address of the form host:port`, {
    hint: "it is the bind-addr of a member, which 'mokv gossip members' shows",
  });
}

function bindAddress({ host }: HostPort, port: number): string {
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (isLocal || isGiven('bind-addr')) return `127.0.0.1:${port}`;
  throw new MokvError('USAGE', 'the other nodes must reach this one, and it does not know where', {
    hint: 'set MOKV_BIND_ADDR to HOST:PORT, with an address of this machine',
  });
}

async function issueFiles(
  directory: string,
  home: string,
  nodeId: string,
): Promise<Readonly<Record<string, string>>> {
  if (!(await isPresent(certificatePaths({ directory: home, base: authorityBase }).key))) {
    throw new MokvError('CONFIG', `there is no key of a CA in ${home} to make certificates with`, {
      hint: 'name certificates with MOKV_PEER_TLS_CERT_FILE and MOKV_SERVER_TLS_CERT_FILE',
    });
  }
  const authority = await readAuthority(home);
  const files: Record<string, string> = {};
  for (const type of ['server', 'peer'] as const) {
    const identity = { type, nodeId, hosts: [] };
    const profile = builtInProfiles[type];
    const issued = await issueIdentity(authority, identity, { profile, now: new Date() });
    const place = { directory, base: type };
    await writeKeyedCertificate(place, issued, 'replace');
    const { certificate, key } = certificatePaths(place);
    files[`${type}-tls-cert-file`] = certificate;
    files[`${type}-tls-key-file`] = key;
  }
  return files;
}

/** Whether a variable says what this configuration key is. */
function isGiven(key: string): boolean {
  const variable = `MOKV_${key.replaceAll('-', '_').toUpperCase()}`;
  return Boolean(configVariables()[variable]);
}
