import { Command, type Help, Option } from 'commander';
import { applyEnvironment } from './apply-environment.ts';
import type { CommandContext, CommandEntry } from './command-context.ts';

const limits = { wrapColumns: 20, descriptionColumns: 30 } as const;

/**
 * What all commands inherit, with the commands of these entries. Commander neither writes nor exits by itself:
 * errors come back as exceptions.
 */
export async function loadProgram(
  context: CommandContext,
  entries: readonly CommandEntry[],
): Promise<Command> {
  const program = createProgram(context);
  for (const { load } of entries) (await load())(program, context);
  refuseRepeatedFlags(program);
  return program;
}

function createProgram({ stdout, environment }: CommandContext): Command {
  return new Command('mokv')
    .exitOverride()
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup('Command:'))
    .helpCommand(false)
    .hook('preAction', (_program, command) => applyEnvironment(command, environment))
    .configureHelp({ minWidthToWrap: limits.wrapColumns, formatItem })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => (stdout.isTTY ? Math.max(stdout.columns ?? 80, 40) : 80),
      getOutHasColors: () => false,
    });
}

/** A flag and what it does, side by side or, where there is no room for that, one below the other. */
function formatItem(term: string, termWidth: number, description: string, helper: Help): string {
  const columns = helper.helpWidth ?? 80;
  const isNarrow = columns - termWidth - 4 < limits.descriptionColumns;
  const indent = isNarrow ? 6 : termWidth + 4;
  const wrapped = helper.boxWrap(description, columns - indent).split('\n');
  const text = wrapped.join(`\n${' '.repeat(indent)}`);
  if (description === '') return `  ${term}`;
  return isNarrow
    ? `  ${term}\n${' '.repeat(indent)}${text}`
    : `  ${term.padEnd(termWidth)}  ${text}`;
}

/** Which of two values was meant? Better to ask than to take the last. */
function refuseRepeatedFlags(command: Command): void {
  for (const option of command.options) {
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(`error: option '${option.flags}' is given twice`);
      isGiven = true;
    });
  }
  for (const subcommand of command.commands) refuseRepeatedFlags(subcommand);
}
