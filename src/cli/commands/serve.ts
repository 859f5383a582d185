import { hostname } from 'node:os';
import { type Command, Option } from 'commander';
import { checkTlsFiles } from '../../node/config/check-tls-files.ts';
import {
  configFileKey,
  configKeyNames,
  configKeys,
  isSwitch,
} from '../../node/config/config-keys.ts';
import { effectiveConfig, renderEffective } from '../../node/config/effective-config.ts';
import { type LoadedConfig, loadConfig } from '../../node/config/load-config.ts';
import { provision } from '../../node/config/provision.ts';
import { createLogger } from '../../node/logger.ts';
import { startNode } from '../../node/start-node.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { configVariables } from '../environment.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { version } from '../version.ts';

/** LevelDB creates its files with what the umask leaves. */
const privateFiles = 0o077;

interface ServeOptions extends OutputOptions {
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
  const loaded = await loadConfig({
    flags: flagsOf(command),
    env: configVariables(),
    home: context.environment.home,
    cwd: workingDirectory(),
    hostname: hostname(),
  });
  if (options.checkConfig) return printConfig(context, loaded, options);
  await runNode(context, loaded);
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

/**
 * Resolves after a clean stop, on a signal or because the node has left. Rejects with what kept the node from starting or ended it; then
 * nothing is drained, because a node that failed must not answer anybody any more.
 */
async function runNode({ signal, stderr }: CommandContext, loaded: LoadedConfig): Promise<void> {
  const { config, sources } = loaded;
  const mustFound = config.bootstrap && sources.bootstrap.type === 'flag';
  const { log, close } = createLogger(config, stderr.isTTY === true);
  const failure = Promise.withResolvers<never>();
  const departure = Promise.withResolvers<string>();
  const onLeft = () => departure.resolve('left the cluster');
  process.once('uncaughtException', failure.reject);
  process.umask(privateFiles);
  try {
    const made = await provision(loaded, new Date());
    if (made.length > 0)
      log.info({ made }, 'first start: certificates, ACL files and gossip key made');
    for (const warning of await checkTlsFiles(config, new Date())) log.warn({ warning }, 'TLS');
    log.info({ version, nodejs: process.version, config: effectiveConfig(loaded) }, 'starting');
    const start = startNode({ config, log, version, mustFound, onLeft, onFailure: failure.reject });
    const node = await Promise.race([start, failure.promise]);
    const reason = await Promise.race([signalled(signal), departure.promise, failure.promise]);
    log.info({ reason }, 'stopping');
    await node.stop();
    log.info({}, 'stopped');
  } finally {
    close();
  }
}

/** Resolves with the name of the signal that asks the process to end. */
function signalled(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve(signal.reason);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}
