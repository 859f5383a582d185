import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { type HealthOptions, printHealth } from '../health-actions.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats } from '../print-listing.ts';

export function registerHealth(program: Command, context: CommandContext): void {
  const command = program.command('health').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Tell whether each endpoint, or with --all each node, is ready; exit code 8 if not.',
    examples: [
      'mokv health',
      'mokv health --all',
      'mokv -e 127.0.0.1:8400 health --live -q',
      'mokv health --all -o json',
    ],
    exitCodes: [0, 2, 5, 6, 8],
  });
  command.option('--all', 'every node of the cluster, not only the endpoints');
  command.addOption(new Option('--live', 'it answers, ready or not').conflicts('ready'));
  command.addOption(
    new Option('--ready', 'it has caught up, knows a leader, is not drained (default)'),
  );
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((options: HealthOptions) => printHealth(context, options));
}
