import { rm } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions } from '../connection-options.ts';
import { runShell, type ShellRun } from '../repl/run-shell.ts';
import { environmentFor } from '../repl/shell-environment.ts';
import { ReportedExit } from '../reported-exit.ts';
import { resolveConnection } from '../resolve-connection.ts';

interface ReplOptions extends ConnectionOptions {
  readonly commands?: string;
  readonly continue?: boolean;
  readonly join?: string;
}

/** `mokv repl`: commands from the keyboard, from stdin or from the command line, over one connection. */
export function registerRepl(program: Command, context: CommandContext): void {
  const command = program.command('repl').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Run commands in a shell that stays connected: from the keyboard, stdin or -c.',
    examples: [
      'mokv repl',
      "mokv repl -c 'get a; list b/'",
      'mokv repl < commands.txt',
      'mokv repl --continue < commands.txt',
      'mokv repl --join 127.0.0.1:8401',
    ],
    exitCodes: [0, 2],
  });
  command.addHelpText(
    'after',
    '\nThe exit code is that of the first command that fails; what follows it does not\nrun, and so each command waits for the one before it. With --continue those of a\nscript that are about different keys run at the same time, which is many times\nquicker.',
  );
  command.option('-c, --commands <text>', 'run these commands, with ; between them, and end');
  command.addOption(
    new Option('--continue', 'go on behind commands that fail; the exit code is still theirs'),
  );
  command.option(
    '--join <addr>',
    'be a node of the cluster, without a vote, and leave it with the shell; the bind-addr of a member',
  );
  addConnectionOptions(command, '5s', '--context <context>');
  command.action((options: ReplOptions) => repl(context, command, options));
}

async function repl(
  context: CommandContext,
  command: Command,
  options: ReplOptions,
): Promise<void> {
  const isTimeoutGiven = command.getOptionValueSource('timeout') === 'cli';
  const environment = {
    ...environmentFor(context.environment, options),
    ...(isTimeoutGiven ? { timeout: `${options.timeout}ms` } : {}),
  };
  const { commands, continue: continues = false, join: address } = options;
  const inside = { ...context, environment };
  if (address !== undefined) return joinWithShell(inside, address, { commands, continues });
  const exit = await runShell(inside, { commands, continues });
  if (exit !== 0) throw new ReportedExit(exit);
}

async function joinWithShell(
  context: CommandContext,
  address: string,
  shell: ShellRun,
): Promise<void> {
  const [{ prepareJoiningNode }, { serveWithShell }] = await Promise.all([
    import('../repl/joining-node.ts'),
    import('./serve.ts'),
  ]);
  const connection = await resolveConnection(context.environment, {});
  const { directory, flags } = await prepareJoiningNode(address, connection);
  try {
    await serveWithShell(context, flags, shell);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
