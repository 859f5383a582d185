import { type Command, InvalidArgumentError } from 'commander';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { parseDuration } from './duration.ts';
import { type Environment, variableNames } from './environment.ts';
import { isOutputFormat, outputFormats } from './output.ts';

/** Flags that say by themselves how the output is written. */
const formatFlags = ['output', 'writeOut', 'json', 'raw', 'base64', 'hex'] as const;

/** Lets the environment stand for the flags that were not given and that the command has. */
export function applyEnvironment(command: Command, environment: Environment): void {
  applyTimeout(command, environment);
  applyOutput(command, environment);
  applyConsistency(command, environment);
}

function applyTimeout(command: Command, { timeout }: Environment): void {
  if (timeout === undefined || command.getOptionValueSource('timeout') !== 'default') return;
  command.setOptionValueWithSource('timeout', durationOf(timeout), 'env');
}

function durationOf(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw noDuration(text, error);
  }
}

function noDuration(text: string, cause: unknown): MokvError {
  return new MokvError('USAGE', `${variableNames.timeout} is ${quoted(text)}`, {
    hint: 'it must be a duration such as 500ms, 5s or 1m, at most 24h',
    cause,
  });
}

function applyConsistency(command: Command, { consistency }: Environment): void {
  if (consistency === undefined) return;
  if (command.getOptionValueSource('consistency') !== 'default') return;
  const choices = command.options.find(({ long }) => long === '--consistency')?.argChoices ?? [];
  if (choices.includes(consistency)) {
    command.setOptionValueWithSource('consistency', consistency, 'env');
    return;
  }
  throw new MokvError('USAGE', `${variableNames.consistency} is ${JSON.stringify(consistency)}`, {
    hint: `it must be one of ${choices.join(', ')}`,
  });
}

/** A format that this command does not know is for other commands. */
function applyOutput(command: Command, { output }: Environment): void {
  if (output === undefined) return;
  const format = output === 'simple' ? 'plain' : output;
  if (!isOutputFormat(format)) {
    throw new MokvError('USAGE', `${variableNames.output} is ${quoted(output)}`, {
      hint: `it must be one of ${outputFormats.join(', ')}`,
    });
  }
  const choices = command.options.find(({ long }) => long === '--output')?.argChoices;
  const isGiven = formatFlags.some((flag) => command.getOptionValue(flag) !== undefined);
  if (choices?.includes(format) && !isGiven) {
    command.setOptionValueWithSource('output', format, 'env');
  }
}
