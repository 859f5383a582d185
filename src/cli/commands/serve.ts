import { openSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { checkTlsFiles } from '../../node/config/check-tls-files.ts';
import {
  configFileKey,
  configKeyNames,
  configKeys,
  isSwitch,
} from '../../node/config/config-keys.ts';
import {
  configurationTexts,
  effectiveConfig,
  renderEffective,
} from '../../node/config/effective-config.ts';
import { type LoadedConfig, loadConfig } from '../../node/config/load-config.ts';
import type { NodeConfig } from '../../node/config/node-config.ts';
import { provision } from '../../node/config/provision.ts';
import type { ConfigInput } from '../../node/config/written-values.ts';
import { createLogger, type LogPlace } from '../../node/logger.ts';
import { startNode } from '../../node/start-node.ts';
import { makePrivateDirectory } from '../../pki/private-file.ts';
import { fileErrorOf } from '../../shared/file-error.ts';
import { formatHostPort, type HostPort } from '../../shared/host-port.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { configVariables } from '../environment.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { runShell, type ShellRun } from '../repl/run-shell.ts';
import { environmentFor } from '../repl/shell-environment.ts';
import { ReportedExit } from '../reported-exit.ts';
import { run } from '../run.ts';
import { version } from '../version.ts';

/** LevelDB creates its files with what the umask leaves. */
const privateFiles = 0o077;

const stderr = 2;

interface ServeOptions extends OutputOptions {
  readonly repl?: boolean;
  readonly checkConfig?: boolean;
}

/** `mokv serve`: a node, until a signal or a failure ends it. */
export function registerServe(program: Command, context: CommandContext): void {
  const command = program.command('serve').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Run a node: by default a single one that keeps everything under ~/.mokv.',
    examples: [
      'mokv serve',
      'mokv serve --config-file example/config.yaml',
      'mokv serve --config-file example/config.yaml --check-config',
    ],
    exitCodes: [0, 2, 69, 70, 74, 77, 78],
  });
  command.option('--check-config', 'print the effective configuration and where it comes from');
  command.option('--repl', 'run a shell in this terminal, inside the node, which ends with it');
  command.optionsGroup('Configuration (also MOKV_* in the environment and keys in the file):');
  command.option(`--${configFileKey} <path>`, 'YAML file with these keys');
  for (const key of configKeyNames) command.addOption(configOption(key));
  addOutputOptions(command, ['plain', 'json']);
  command.action((options: ServeOptions) => serve(context, command, options));
}

function configOption(key: (typeof configKeyNames)[number]): Option {
  const { help, default: value, defaultHelp } = { defaultHelp: undefined, ...configKeys[key] };
  const shown = defaultHelp ?? (typeof value === 'string' && value !== '' ? value : undefined);
  const description = shown === undefined ? help : `${help} (default: ${shown})`;
  return new Option(`--${key} ${isSwitch(key) ? '[true|false]' : '<value>'}`, description);
}

async function serve(
  context: CommandContext,
  command: Command,
  options: ServeOptions,
): Promise<void> {
  const loaded = await load(context, flagsOf(command));
  if (options.checkConfig) return printConfig(context, loaded, options);
  if (options.repl) {
    return runNodeWithShell(context, loaded, (inside, home) =>
      runShell(inside, { commands: undefined, continues: false, home }),
    );
  }
  await runNode(context, loaded);
}

/** A node as `mokv serve` with these flags runs it, and inside, when it has caught up, a shell that is connected to it. */
export async function serveWithShell(
  context: CommandContext,
  flags: ConfigInput['flags'],
  shell: ShellRun,
): Promise<void> {
  await runNodeWithShell(context, await load(context, flags), async (inside, home) => {
    const exit = await run({ ...inside, argv: ['wait', '--ready', '--quiet'] });
    return exit === 0 ? runShell(inside, { ...shell, home }) : exit;
  });
}

async function runNodeWithShell(
  context: CommandContext,
  loaded: LoadedConfig,
  shell: (inside: CommandContext, home: HostPort) => Promise<number>,
): Promise<void> {
  const { host, port } = loaded.config.rpcAddress;
  const isEvery = host === '0.0.0.0' || host === '::';
  const home = { host: isEvery ? '127.0.0.1' : host, port };
  const environment = environmentFor(context.environment, {
    endpoints: formatHostPort(home),
    insecure: loaded.config.security === undefined,
  });
  const exit = await runNode(context, loaded, (signal) =>
    shell({ ...context, environment, signal }, home),
  );
  if (exit !== 0) throw new ReportedExit(exit);
}

function load({ environment }: CommandContext, flags: ConfigInput['flags']): Promise<LoadedConfig> {
  return loadConfig({
    flags,
    env: configVariables(),
    home: environment.home,
    cwd: workingDirectory(),
    hostname: hostname(),
  });
}

function flagsOf(command: Command): Record<string, string | boolean | undefined> {
  const given = command.options.map((option): [string, string | boolean | undefined] => [
    option.name(),
    command.getOptionValue(option.attributeName()),
  ]);
  return Object.fromEntries(given);
}

/** Undefined when it has been removed; only relative paths need it. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

async function printConfig(
  { stdout }: CommandContext,
  loaded: LoadedConfig,
  options: ServeOptions,
): Promise<void> {
  const text = isJson(options.output)
    ? JSON.stringify(effectiveConfig(loaded))
    : renderEffective(loaded);
  await write(stdout, `${text}\n`);
}

/** Runs beside a node, ends with it, and ends it. Gives the exit code. */
type Foreground = (signal: AbortSignal) => Promise<number>;

/**
 * Resolves after a clean stop: on a signal, because the node has left or because what ran beside it ended. Rejects with what kept the node from
 * starting or ended it; then nothing is drained, because a node that failed must not answer anybody any more.
 */
async function runNode(
  { signal, stderr: { isTTY } }: CommandContext,
  loaded: LoadedConfig,
  foreground?: Foreground,
): Promise<number> {
  const { config, sources } = loaded;
  const mustFound = config.bootstrap && sources.bootstrap.type === 'flag';
  const logger = createLogger(
    config,
    foreground === undefined
      ? { fileDescriptor: stderr, isTerminal: isTTY === true }
      : await logFileOf(config),
  );
  const { log } = logger;
  const failure = Promise.withResolvers<never>();
  const departure = Promise.withResolvers<string>();
  const onLeft = () => departure.resolve('left the cluster');
  process.once('uncaughtException', failure.reject);
  process.umask(privateFiles);
  const ending = new AbortController();
  let beside: Promise<number> | undefined;
  try {
    const made = await provision(loaded, new Date());
    if (made.length > 0)
      log.info({ made }, 'first start: certificates, ACL files and gossip key made');
    for (const warning of await checkTlsFiles(config, new Date())) log.warn({ warning }, 'TLS');
    log.info({ version, nodejs: process.version, config: effectiveConfig(loaded) }, 'starting');
    const start = startNode({
      ...{ config, logger, version, mustFound, onLeft, onFailure: failure.reject },
      configuration: configurationTexts(loaded),
    });
    const node = await Promise.race([start, failure.promise]);
    beside = foreground?.(AbortSignal.any([signal, ending.signal]));
    const ends = [signalled(signal), departure.promise, failure.promise];
    const over = beside?.then(() => 'the shell has ended');
    const reason = await Promise.race(over === undefined ? ends : [...ends, over]);
    log.info({ reason }, 'stopping');
    await node.stop();
    log.info({}, 'stopped');
  } finally {
    ending.abort('SIGTERM');
    await beside?.catch(() => undefined);
    logger.close();
  }
  return (await beside) ?? 0;
}

/** The terminal belongs to the shell. */
async function logFileOf({ dataDir }: NodeConfig): Promise<LogPlace> {
  const path = join(dataDir, 'mokv.log');
  await makePrivateDirectory(dataDir);
  try {
    return { fileDescriptor: openSync(path, 'a', 0o600), isTerminal: false };
  } catch (error) {
    throw fileErrorOf(error, 'write', path);
  }
}

/** Resolves with the name of the signal that asks the process to end. */
function signalled(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve(signal.reason);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}
