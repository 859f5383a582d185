import { type Command, Option } from 'commander';
import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import type { AttemptTrace, RoutingOptions } from '../client/routed-calls.ts';
import type { CommandContext } from './command-context.ts';
import { parseDuration } from './duration.ts';
import type { Environment } from './environment.ts';
import { escapeLine } from './escape-control.ts';
import { formatRtt } from './format-quantity.ts';
import {
  type AddressOptions,
  defaultEndpoints,
  type ResolvedConnection,
  resolveConnection,
} from './resolve-connection.ts';

export interface ConnectionOptions extends AddressOptions {
  /** Milliseconds. */
  readonly timeout: number;
  readonly verbose?: boolean;
}

/** Adds the flags that say where the cluster is and who the caller is. `timeout` is the default of --timeout. */
export function addConnectionOptions(
  command: Command,
  timeout = '5s',
  contextFlags = '-c, --context <context>',
): Command {
  addAddressOptions(command, contextFlags);
  command.addHelpText(
    'after',
    "\nEnvironment: MOKV_CONTEXT, MOKV_ENDPOINTS, MOKV_CACERT and so on stand for the\nflags: 'mokv help environment'.",
  );
  command.addOption(
    new Option('--timeout <duration>', 'time for the whole command')
      .argParser(parseDuration)
      .default(parseDuration(timeout), timeout),
  );
  return command.option('-v, --verbose', 'tell on stderr which server was asked, and how it went');
}

function addAddressOptions(command: Command, contextFlags: string): void {
  command.optionsGroup('Connection:');
  command.option(contextFlags, "cluster and identity by name; see 'mokv context'");
  command.option(
    '-e, --endpoints <list>',
    `servers to try in order, also --addr (default: ${defaultEndpoints})`,
  );
  command.addOption(new Option('--addr <list>').hideHelp().conflicts('endpoints'));
  command.option('--cacert <file>', 'CA of the servers (default: ~/.mokv/ca.pem)');
  command.option('--cert <file>', 'your certificate (default: ~/.mokv/root-client.pem)');
  command.option('--key <file>', 'its key (default: ~/.mokv/root-client-key.pem)');
  command.option('--server-name <name>', 'name in the certificate of the server');
  command.option('--insecure', 'no TLS: for nodes that run with --insecure');
}

/**
 * Runs `use` with a client of the cluster that the options name. The client is closed afterwards, unless
 * it comes from the pool of a shell.
 */
export async function withClient<Result>(
  context: CommandContext,
  options: ConnectionOptions,
  use: (client: KvClient, call: CallLimits) => Promise<Result>,
): Promise<Result> {
  const { environment, signal, clients } = context;
  const deadline = Date.now() + options.timeout;
  const open = async (): Promise<KvClient> =>
    openClient(await resolveConnection(environment, options), {
      home: clients?.home,
      trace: options.verbose
        ? (attempt) => void context.stderr.write(traceLine(attempt))
        : undefined,
    });
  if (clients !== undefined) {
    return use(await clients.open(targetName(environment, options), open), { deadline, signal });
  }
  const client = await open();
  try {
    return await use(client, { deadline, signal });
  } finally {
    client.close();
  }
}

type Named = Partial<
  Record<'context' | 'endpoints' | 'cacert' | 'cert' | 'key' | 'serverName', string | undefined>
> & { readonly insecure?: string | boolean | undefined };

/** The same for commands that want the same cluster as the same user. */
function targetName(environment: Environment, options: ConnectionOptions): string {
  const of = ({ context, endpoints, cacert, cert, key, serverName, insecure }: Named) => [
    ...[context, endpoints, cacert, cert, key, serverName, insecure],
  ];
  return JSON.stringify([of(environment), of(options), options.addr, options.verbose]);
}

/** The client library is loaded only here. The caller closes the client. */
async function openClient(
  { endpoints, security }: ResolvedConnection,
  routing: RoutingOptions,
): Promise<KvClient> {
  const [{ parseEndpoint }, { readCredentials }, { KvClient }] = await Promise.all([
    import('../client/endpoint.ts'),
    import('../client/credentials.ts'),
    import('../client/kv-client.ts'),
  ]);
  const addresses = endpoints.value.map(parseEndpoint);
  if (security.type === 'insecure') return new KvClient(addresses, 'insecure', routing);
  const { cacert, cert, key, serverName } = security;
  const files = { cacert: cacert.value, cert: cert.value, key: key.value };
  return new KvClient(addresses, await readCredentials(files, serverName.value), routing);
}

function traceLine({ server, ms, failure }: AttemptTrace): string {
  const answer = failure === undefined ? 'OK' : `${failure.code} ${failure.message}`;
  return `${escapeLine(`${server}: ${answer}`)} (${formatRtt(ms)})\n`;
}
