import { credentialsOf, readPem } from './credentials.ts';
import { parseEndpoint } from './endpoint.ts';
import { type ClientOptions, KvClient } from './kv-client.ts';

/** PEM: the path of a file, or the bytes. */
export type Pem = string | Uint8Array;

export interface ConnectOptions extends ClientOptions {
  /** Of the servers. */
  readonly ca: Pem;
  /** Who the caller is: the CN is the user. */
  readonly cert: Pem;
  readonly key: Pem;
  /** The name that the servers' certificates carry, in place of the host that is dialled. */
  readonly serverName?: string | undefined;
}

/**
 * A client of the cluster that has these servers, e.g. `mokv:///a:8400,b:8400`; one of them is enough.
 * Nothing is dialled yet. Rejects with USAGE for a wrong address, with CONFIG or FILE_PERMISSION for a
 * certificate that is missing or wrong.
 */
export async function connect(
  target: string,
  { ca, cert, key, serverName, ...options }: ConnectOptions,
): Promise<KvClient> {
  const endpoints = target
    .replace(/^mokv:\/\/\//, '')
    .split(',')
    .map((text) => parseEndpoint(text.trim()));
  const [caBytes, certBytes, keyBytes] = await Promise.all([
    bytesOf(ca),
    bytesOf(cert),
    bytesOf(key),
  ]);
  const bytes = { ca: caBytes, cert: certBytes, key: keyBytes };
  const files = { cacert: nameOf(ca, 'ca'), cert: nameOf(cert, 'cert'), key: nameOf(key, 'key') };
  return new KvClient(endpoints, credentialsOf(bytes, files, serverName), options);
}

async function bytesOf(pem: Pem): Promise<Buffer> {
  return typeof pem === 'string' ? readPem(pem) : Buffer.from(pem);
}

function nameOf(pem: Pem, option: string): string {
  return typeof pem === 'string' ? pem : `the option "${option}"`;
}
