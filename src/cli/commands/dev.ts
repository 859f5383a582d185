import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { readCredentials } from '../../client/credentials.ts';
import { parseEndpoint } from '../../client/endpoint.ts';
import { KvClient } from '../../client/kv-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { configFileOf, type DevNode, portsPerNode, prepareDevCluster } from '../dev-layout.ts';
import { DevProcess } from '../dev-process.ts';
import { configVariables } from '../environment.ts';
import { type OutputOptions, printResult, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

const limits = { nodesMax: 7, readyMs: 60_000, attemptMs: 2000, pollMs: 200 } as const;

interface DevOptions extends OutputOptions {
  readonly nodes?: number;
  readonly port?: number;
  readonly keep?: string;
}

interface Place {
  readonly directory: string;
  readonly isTemporary: boolean;
}

interface RunningCluster {
  readonly place: Place;
  readonly nodes: readonly DevNode[];
  readonly processes: readonly DevProcess[];
}

/** `mokv dev`: a cluster on this machine, until a signal ends it. */
export function registerDev(program: Command, context: CommandContext): void {
  const command = program.command('dev').optionsGroup('Command:');
  addHelp(command, {
    sentence:
      'Run a throw-away cluster on this machine, with TLS and access control, until Ctrl-C.',
    examples: [
      'mokv dev',
      'mokv dev > dev.env        # in another terminal: . ./dev.env && mokv status',
      'mokv dev --nodes 5 --port 9000',
      'mokv dev --keep ~/dev-cluster',
    ],
    exitCodes: [0, 2, 6, 8],
  });
  command.option('--nodes <count>', 'how many nodes, 1 to 7 (default: 3)', parseCount);
  command.option(
    '--port <port>',
    'first port, of ten for each node (default: free ones)',
    parsePort,
  );
  command.option('--keep <directory>', 'keep the data here; the next run goes on with it');
  addOutputOptions(command, ['plain', 'json']);
  command.action((options: DevOptions) => dev(context, options));
}

function parseCount(text: string): number {
  if (/^[1-7]$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`It must be a number from 1 to ${limits.nodesMax}.`);
}

function parsePort(text: string): number {
  const port = Number(text);
  const max = 65_535 - limits.nodesMax * portsPerNode;
  if (/^\d+$/.test(text) && port >= 1 && port <= max) return port;
  throw new InvalidArgumentError(`It must be a port from 1 to ${max}.`);
}

async function dev(context: CommandContext, options: DevOptions): Promise<void> {
  const place = await placeOf(options);
  const processes: DevProcess[] = [];
  // A second Ctrl-C and a closed pipe end this process on the spot.
  const endAtOnce = (): void => {
    for (const one of processes) one.kill();
    removeIfTemporary(place);
  };
  process.once('exit', endAtOnce);
  try {
    const { directory } = place;
    const { nodes: count, port: basePort } = options;
    const nodes = await prepareDevCluster({ directory, count, basePort });
    for (const { name } of nodes) processes.push(startNode(directory, name));
    await whileAllRun(processes, untilReady(context, directory, nodes));
    await printCluster(context, options, { place, nodes, processes });
    await untilOver(context, directory, processes);
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
    removeIfTemporary(place);
    process.off('exit', endAtOnce);
  }
}

async function placeOf({ keep }: DevOptions): Promise<Place> {
  if (keep !== undefined) return { directory: resolve(keep), isTemporary: false };
  return { directory: await mkdtemp(join(tmpdir(), 'mokv-dev-')), isTemporary: true };
}

function removeIfTemporary({ directory, isTemporary }: Place): void {
  if (isTemporary) rmSync(directory, { recursive: true, force: true });
}

function startNode(directory: string, name: string): DevProcess {
  const isOwn = ([key]: [string, unknown]): boolean => key.startsWith('MOKV_');
  const env = Object.fromEntries(Object.entries(configVariables()).filter((one) => !isOwn(one)));
  const logFile = join(directory, `${name}.log`);
  return new DevProcess({ name, configFile: configFileOf(directory, name), logFile, env });
}

/** Rejects when a node ends before `work` is done. */
async function whileAllRun(processes: readonly DevProcess[], work: Promise<void>): Promise<void> {
  const failure = Promise.race(
    processes.map(async (one): Promise<never> => {
      const how = await one.ended;
      const words = await one.lastWords();
      throw new MokvError('UNAVAILABLE', `${one.name} ${how}: ${words}`);
    }),
  );
  failure.catch(() => undefined); // after the work is done, an end is no failure any more
  work.catch(() => undefined);
  await Promise.race([work, failure]);
}

/** Resolves when every node is a voter and serves. */
async function untilReady(
  { signal }: CommandContext,
  directory: string,
  nodes: readonly DevNode[],
): Promise<void> {
  const credentials = await readCredentials(credentialFiles(directory));
  const client = new KvClient(endpointsOf(nodes).map(parseEndpoint), credentials);
  const deadline = Date.now() + limits.readyMs;
  try {
    for (;;) {
      const call = { deadline: Date.now() + limits.attemptMs, signal };
      const missing = await missingIn(client, nodes.length, call);
      if (missing === undefined) return;
      if (Date.now() > deadline) {
        const waited = `${limits.readyMs / 1000} s`;
        throw new MokvError('UNHEALTHY', `the cluster was not ready after ${waited}: ${missing}`);
      }
      await delay(limits.pollMs, undefined, { signal });
    }
  } finally {
    client.close();
  }
}

/** Undefined when nothing is. */
async function missingIn(
  { cluster }: KvClient,
  count: number,
  call: { readonly deadline: number; readonly signal: AbortSignal },
): Promise<string | undefined> {
  try {
    const { servers } = await cluster.leaderStatus(call);
    const voters = servers.filter(({ voter }) => voter).length;
    if (voters < count) return `${voters} of ${count} nodes are voters`;
    await cluster.checkReady(call);
    return undefined;
  } catch (error) {
    if (call.signal.aborted) throw interruption(error);
    if (error instanceof MokvError) return error.message;
    throw error;
  }
}

function interruption(cause: unknown): MokvError {
  return new MokvError('CANCELLED', 'interrupted before the cluster was ready', { cause });
}

async function printCluster(
  context: CommandContext,
  options: DevOptions,
  { place, nodes, processes }: RunningCluster,
): Promise<void> {
  const { directory, isTemporary } = place;
  const { cacert, cert, key } = credentialFiles(directory);
  const endpoints = endpointsOf(nodes).join(',');
  const variables = [
    ['MOKV_ENDPOINTS', endpoints],
    ['MOKV_CACERT', cacert],
    ['MOKV_CERT', cert],
    ['MOKV_KEY', key],
  ] as const;
  const text = variables.map(([name, value]) => `export ${name}=${shellWord(value)}`).join('\n');
  const started = nodes.map((node, index) => ({ ...node, pid: processes[index]?.pid }));
  const record = { directory, endpoints, cacert, cert, key, nodes: started };
  await printResult(context, { ...options, quiet: false }, { text, record });
  if (options.quiet) return;
  const names = started.map(({ name, pid }) => `${name} (pid ${pid})`).join(', ');
  const end = isTemporary ? 'ends and removes everything' : 'ends them, the data stays';
  await write(context.stderr, `ready: ${names}; logs in ${directory}; Ctrl-C ${end}\n`);
}

/** A node that ends is reported and may be started again by hand; it is over when none is left. */
async function untilOver(
  { signal, stderr }: CommandContext,
  directory: string,
  processes: readonly DevProcess[],
): Promise<void> {
  const signalled = new Promise<void>((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
  const reports = processes.map(async (one) => {
    const how = await one.ended;
    if (signal.aborted) return;
    const again = `mokv serve --config-file ${shellWord(configFileOf(directory, one.name))}`;
    await write(stderr, `${one.name} ${how}; start it again with: ${again}\n`);
  });
  const allEnded = Promise.all(reports).then(() => {
    if (!signal.aborted) throw new MokvError('UNAVAILABLE', 'all nodes have ended');
  });
  await Promise.race([signalled, allEnded]);
}

function endpointsOf(nodes: readonly DevNode[]): readonly string[] {
  return nodes.map(({ rpcPort }) => `127.0.0.1:${rpcPort}`);
}

function credentialFiles(directory: string): {
  readonly cacert: string;
  readonly cert: string;
  readonly key: string;
} {
  const file = (name: string): string => join(directory, name);
  return {
    cacert: file('ca.pem'),
    cert: file('root-client.pem'),
    key: file('root-client-key.pem'),
  };
}

/** As a POSIX shell reads it back. */
function shellWord(text: string): string {
  return /^[\w./:,@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
