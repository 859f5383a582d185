import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { CallLimits } from '../client/connection.ts';
import type { CredentialFiles } from '../client/credentials.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { parseDuration } from './duration.ts';
import type { Environment } from './environment.ts';

export interface ConnectionOptions {
  readonly endpoints?: string;
  readonly addr?: string;
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

const defaultEndpoints = '127.0.0.1:8400';

/** Adds the flags that say where the cluster is and who the caller is. `timeout` is the default of --timeout. */
export function addConnectionOptions(command: Command, timeout = '5s'): Command {
  command.optionsGroup('Connection:');
  command.option(
    '-e, --endpoints <list>',
    `servers to try in order (default: ${defaultEndpoints})`,
  );
  command.addOption(new Option('--addr <list>').hideHelp().conflicts('endpoints'));
  command.option('--cacert <file>', 'CA of the servers (default: ~/.mokv/ca.pem)');
  command.option('--cert <file>', 'your certificate (default: ~/.mokv/root-client.pem)');
  command.option('--key <file>', 'its key (default: ~/.mokv/root-client-key.pem)');
  command.option('--server-name <name>', 'name in the certificate of the server');
  command.addHelpText(
    'after',
    '\nEnvironment: MOKV_ENDPOINTS, MOKV_CACERT, MOKV_CERT, MOKV_KEY stand for the flags.',
  );
  return command.addOption(
    new Option('--timeout <duration>', 'time for the whole command')
      .argParser(parseDuration)
      .default(parseDuration(timeout), timeout),
  );
}

/** Runs `use` with a client of the cluster that the options name, and closes the client. */
export async function withClient<Result>(
  context: CommandContext,
  options: ConnectionOptions,
  use: (client: KvClient, call: CallLimits) => Promise<Result>,
): Promise<Result> {
  const { environment, signal } = context;
  const deadline = Date.now() + options.timeout;
  const [{ parseEndpoint }, { readCredentials }, { KvClient }] = await Promise.all([
    import('../client/endpoint.ts'),
    import('../client/credentials.ts'),
    import('../client/kv-client.ts'),
  ]);
  const endpoints = (options.endpoints ?? options.addr ?? environment.endpoints ?? defaultEndpoints)
    .split(',')
    .map((text) => parseEndpoint(text.trim()));
  const credentials = await readCredentials(
    credentialFiles(options, environment),
    options.serverName,
  );
  const client = new KvClient(endpoints, credentials);
  try {
    return await use(client, { deadline, signal });
  } finally {
    client.close();
  }
}

function credentialFiles(options: ConnectionOptions, environment: Environment): CredentialFiles {
  const inHome = (name: string, flag: string): string => {
    if (environment.home !== undefined) return join(environment.home, '.mokv', name);
    throw new MokvError('CONFIG', `there is no home directory to look for ${name} in`, {
      hint: `name the file with ${flag}`,
    });
  };
  return {
    cacert: options.cacert ?? environment.cacert ?? inHome('ca.pem', '--cacert'),
    cert: options.cert ?? environment.cert ?? inHome('root-client.pem', '--cert'),
    key: options.key ?? environment.key ?? inHome('root-client-key.pem', '--key'),
  };
}
