import type { Command } from 'commander';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseDuration } from '../duration.ts';
import { checkKey } from '../key-argument.ts';
import { type LockOptions, runUnderLock } from '../lock-actions.ts';

export function registerLock(program: Command, context: CommandContext): void {
  const command = program
    .command('lock')
    .argument('<lock>', 'name of the lock: the keys under LOCK/ are its queue')
    .argument('[words...]', 'the program to run, behind --')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Run a program while holding a lock, and end with its exit code.',
    examples: [
      'mokv lock jobs/report -- ./report.sh',
      'mokv lock jobs/cron --wait 0 -- ./nightly.sh',
      "mokv lock db/migrate --wait 1m -- sh -c 'echo token $MOKV_FENCING_TOKEN'",
    ],
    exitCodes: [0, 1, 2, 4, 5, 6, 7],
  });
  const ttl = 'how long others wait when this machine dies (1s or more)';
  command.option('--ttl <duration>', ttl, parseDuration, 10_000);
  command.option('--wait <duration>', 'give up after this time; 0: unless it is free', parseWait);
  command.addHelpText('after', `\n${programHelp}`);
  addConnectionOptions(command);
  command.action((name: string, words: string[], options: LockOptions) =>
    lock(context, { name, words }, options),
  );
}

const programHelp = `The program gets MOKV_LOCK (the name), MOKV_LOCK_KEY and MOKV_FENCING_TOKEN, a number that grows
from one holder to the next: what it writes to should refuse a smaller one than it has seen.
When the lock is lost the program gets SIGTERM, 5 seconds later SIGKILL, and the exit code is 1.
A program that a signal ended counts as 128 + the number of the signal.`;

function parseWait(text: string): number {
  return text === '0' ? 0 : parseDuration(text);
}

async function lock(
  context: CommandContext,
  { name, words }: { readonly name: string; readonly words: readonly string[] },
  options: LockOptions,
): Promise<void> {
  checkKey(name);
  if (words.length === 0) {
    throw new MokvError('USAGE', 'there is no program to run', {
      hint: 'give it behind --, as in: mokv lock NAME -- ./program',
    });
  }
  await runUnderLock(context, { name, words }, options);
}
