import { MokvError } from '../shared/errors.ts';
import { type ClientSecurity, credentialsOf, readPem } from './credentials.ts';
import { parseEndpoint } from './endpoint.ts';
import { type ClientOptions, KvClient } from './kv-client.ts';

/** PEM: the path of a file, or the bytes. */
export type Pem = string | Uint8Array;

export interface TlsOptions {
  readonly tls?: true | undefined;
  /** Of the servers. */
  readonly ca: Pem;
  /** Who the caller is: the CN is the user. */
  readonly cert: Pem;
  readonly key: Pem;
  /** The name that the servers' certificates carry, in place of the host that is dialled. */
  readonly serverName?: string | undefined;
}

/** For nodes that run with --insecure: nothing is encrypted, and nobody proves who they are. */
export interface PlainTextOptions {
  readonly tls: false;
  readonly ca?: undefined;
  readonly cert?: undefined;
  readonly key?: undefined;
  readonly serverName?: undefined;
}

export type ConnectOptions = ClientOptions & (TlsOptions | PlainTextOptions);

/**
 * A client of the cluster that has these servers, e.g. `mokv:///a:8400,b:8400`; one of them is enough.
 * Nothing is dialled yet. Rejects with USAGE for a wrong address and for certificates beside `tls: false`,
 * with CONFIG or FILE_PERMISSION for a certificate that is missing or wrong.
 */
export async function connect(target: string, options: ConnectOptions): Promise<KvClient> {
  const endpoints = target
    .replace(/^mokv:\/\/\//, '')
    .split(',')
    .map((text) => parseEndpoint(text.trim()));
  const security = await securityOf(options);
  // What outlives the connecting holds no private key.
  const { tls: _tls, ca: _ca, cert: _cert, key: _key, serverName: _name, ...rest } = options;
  return new KvClient(endpoints, security, rest);
}

async function securityOf(options: TlsOptions | PlainTextOptions): Promise<ClientSecurity> {
  if (options.tls === false) {
    refuseIdentity(options);
    return 'insecure';
  }
  const { ca, cert, key, serverName } = options;
  const [caBytes, certBytes, keyBytes] = await Promise.all([
    bytesOf(ca),
    bytesOf(cert),
    bytesOf(key),
  ]);
  const bytes = { ca: caBytes, cert: certBytes, key: keyBytes };
  const files = { cacert: nameOf(ca, 'ca'), cert: nameOf(cert, 'cert'), key: nameOf(key, 'key') };
  return credentialsOf(bytes, files, serverName);
}

/** Types keep TypeScript from it, and JavaScript has none. */
function refuseIdentity(options: PlainTextOptions): void {
  const given = (['ca', 'cert', 'key', 'serverName'] as const).find((name) => options[name]);
  if (given === undefined) return;
  throw new MokvError('USAGE', `the options "tls: false" and "${given}" contradict each other`, {
    hint: 'leave out tls to connect with certificates',
  });
}

async function bytesOf(pem: Pem): Promise<Buffer> {
  return typeof pem === 'string' ? readPem(pem) : Buffer.from(pem);
}

function nameOf(pem: Pem, option: string): string {
  return typeof pem === 'string' ? pem : `the option "${option}"`;
}
