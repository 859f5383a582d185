import { isUtf8 } from 'node:buffer';
import type { Command } from 'commander';
import { quoted } from '../../shared/quoted.ts';
import { countsOf, type PlanOptions, plan, planLine, summary } from '../apply-actions.ts';
import type { PlannedChange } from '../apply-plan.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions } from '../connection-options.ts';
import { formatBytes } from '../format-quantity.ts';
import { type OutputOptions, printResult, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { ReportedExit } from '../reported-exit.ts';
import { valueFields } from '../value-output.ts';
import { desiredHelp } from './apply.ts';

type DiffOptions = ConnectionOptions & OutputOptions & PlanOptions;

export function registerDiff(program: Command, context: CommandContext): void {
  const command = program.command('diff').argument('<path>', 'directory or file; -: YAML on stdin');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Show what apply would change; the exit code is 4 when there is something.',
    examples: ['mokv diff config.yaml', 'mokv diff config/ --prefix cfg/ --prune'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  command.option('--prefix <prefix>', 'put this before every key');
  command.option('--prune', 'show the keys under --prefix that the file does not have, too');
  command.addHelpText('after', `\n${desiredHelp}`);
  addOutputOptions(command);
  addConnectionOptions(command, '1m');
  command.action((path: string, options: DiffOptions) => diff(context, path, options));
}

async function diff(context: CommandContext, path: string, options: DiffOptions): Promise<void> {
  const { changes, same } = await plan(context, path, options);
  const isPlain = options.output === undefined || options.output === 'plain';
  for (const change of isPlain && !options.quiet ? changes : []) {
    await write(context.stdout, `${planLine(change)}${valuesText(change)}\n`);
  }
  await printResult(context, options, {
    text: summary(changes, same, { isDone: false, revision: 0 }),
    record: { changes: changes.map(recordOf), ...countsOf(changes), unchanged: same },
  });
  if (changes.length > 0) throw new ReportedExit(4);
}

function valuesText(change: PlannedChange): string {
  switch (change.action) {
    case 'create':
      return `\t${shown(change.after)}`;
    case 'update':
      return `\t${shown(change.before.value)} -> ${shown(change.after)}`;
    case 'delete':
      return `\t${shown(change.before.value)}`;
  }
}

/** Its beginning, in quotes. */
function shown(value: Uint8Array): string {
  return isUtf8(value) ? quoted(Buffer.from(value).toString()) : `(${formatBytes(value.length)})`;
}

function recordOf(change: PlannedChange): object {
  const { action, key } = change;
  const before = action === 'create' ? {} : { before: valueFields(change.before.value) };
  const after = action === 'delete' ? {} : { after: valueFields(change.after) };
  return { action, key, ...before, ...after };
}
