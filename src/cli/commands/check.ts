import { type Command, Option } from 'commander';
import { gatherView } from '../../client/cluster-view.ts';
import { MokvError } from '../../shared/errors.ts';
import { type CheckFormat, checkFormats, nagiosFailure, renderChecks } from '../check-view.ts';
import {
  type Check,
  checkStates,
  clusterChecks,
  type Thresholds,
  worstOf,
} from '../cluster-checks.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { parseTtl } from '../duration.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { ReportedExit } from '../reported-exit.ts';
import { parseWholeNumber } from '../whole-number.ts';

/** Of a Nagios plugin that could not look. */
const nagiosCodes = { critical: 2, unknown: 3 } as const;

interface CheckOptions extends ConnectionOptions, OutputOptions, Thresholds {
  readonly format?: CheckFormat;
}

export function registerCheck(program: Command, context: CommandContext): void {
  const command = program.command('check').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Check the cluster for a monitor; exit code 8 when something is not as it should be.',
    examples: [
      'mokv check',
      'mokv check --voters 3 --max-lag 100 --cert-warn 30d',
      'mokv check --format nagios',
      'mokv check --format prometheus > /var/lib/node_exporter/mokv.prom',
    ],
    exitCodes: [0, 2, 5, 6, 8],
  });
  command.option('--max-lag <n>', 'entries that a member may lack', parseWholeNumber, 1000);
  addDurationOption(command, '--max-contact <duration>', ['silence of a member', '2s']);
  addDurationOption(command, '--cert-warn <duration>', [
    'time that a certificate must last',
    '14d',
  ]);
  command.option('--voters <n>', 'how many voters there must be', parseWholeNumber);
  command.addOption(
    new Option(
      '--format <format>',
      'nagios is a plugin with its exit codes 0 to 3; prometheus is for a text file',
    ).choices(checkFormats),
  );
  addOutputOptions(command, ['plain', 'json']);
  addConnectionOptions(command);
  command.action((options: CheckOptions) => checkCluster(context, options));
}

function addDurationOption(
  command: Command,
  flags: string,
  [text, byDefault]: readonly [text: string, byDefault: string],
): void {
  command.addOption(
    new Option(flags, text).argParser(parseTtl).default(parseTtl(byDefault), byDefault),
  );
}

async function checkCluster(context: CommandContext, options: CheckOptions): Promise<void> {
  const format = options.format ?? (isJson(options.output) ? 'json' : 'text');
  const checks = await checksOf(context, options).catch(async (error: unknown) => {
    if (format === 'nagios' && error instanceof MokvError) throw await failedPlugin(context, error);
    throw error;
  });
  if (!options.quiet || format !== 'text') {
    await write(context.stdout, renderChecks(checks, format));
  }
  const state = worstOf(checks);
  if (format === 'nagios') throw new ReportedExit(checkStates.indexOf(state));
  if (state === 'ok') return;
  const wrong = checks.filter((check) => check.state !== 'ok').map(({ text }) => text);
  throw new MokvError('UNHEALTHY', wrong.join('; '), {
    hint: "'mokv doctor' tells what mends it",
  });
}

async function checksOf(context: CommandContext, options: CheckOptions): Promise<Check[]> {
  const view = await withClient(context, options, gatherView);
  return clusterChecks(view, options);
}

/** A cluster that cannot be reached is down; a caller who may not look knows nothing of it. */
async function failedPlugin({ stdout }: CommandContext, error: MokvError): Promise<ReportedExit> {
  const isDown = ['UNAVAILABLE', 'NO_LEADER', 'DEADLINE_EXCEEDED'].includes(error.code);
  await write(stdout, nagiosFailure(isDown ? 'CRITICAL' : 'UNKNOWN', error.message));
  return new ReportedExit(isDown ? nagiosCodes.critical : nagiosCodes.unknown);
}
