import { hostname } from 'node:os';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseDuration } from '../duration.ts';
import { type ElectOptions, lead, observeLeaders } from '../elect-actions.ts';
import { checkKey, checkText } from '../key-argument.ts';
import { addOutputOptions } from '../output-options.ts';
import { parseWholeNumber } from '../whole-number.ts';

export function registerElect(program: Command, context: CommandContext): void {
  const command = program
    .command('elect')
    .argument('<election>', 'name of the election: the keys under ELECTION/ are its candidates')
    .argument('[value]', 'what observers see of this candidate (default: the name of this host)')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence:
      'Stand for an election, say so when it is won, and lead until Ctrl-C; or observe one.',
    examples: [
      'mokv elect jobs/leader web-1',
      'mokv elect jobs/leader --observe',
      'mokv elect jobs/leader --observe --count 1 -j',
    ],
    exitCodes: [0, 1, 2, 5, 6, 7],
  });
  command.option('--observe', 'print who leads, now and at each change');
  const count = new Option('--count <n>', 'with --observe: end after so many lines');
  command.addOption(count.argParser(parseWholeNumber));
  const ttl = 'how long others wait when this machine dies (1s or more)';
  command.option('--ttl <duration>', ttl, parseDuration, 10_000);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((name: string, value: string | undefined, options: ElectOptions) => {
    checkKey(name);
    if (options.observe) return observeLeaders(context, name, options);
    const shown = Buffer.from(checkText('the value', value ?? hostname()));
    return lead(context, { name, value: shown }, options);
  });
}
