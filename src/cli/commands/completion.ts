import { Argument, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { completionScripts, type Shell } from '../completion-scripts.ts';
import { write } from '../output.ts';

export function registerCompletion(program: Command, context: CommandContext): void {
  const command = program.command('completion').optionsGroup('Command:');
  command.addArgument(
    new Argument('<shell>', 'which shell').choices(Object.keys(completionScripts)),
  );
  addHelp(command, {
    sentence:
      'Print the script that completes commands, flags, nodes, contexts and keys in a shell.',
    examples: [
      'source <(mokv completion bash)         # in ~/.bashrc',
      'source <(mokv completion zsh)          # in ~/.zshrc, behind compinit',
      'mokv completion fish > ~/.config/fish/completions/mokv.fish',
    ],
    exitCodes: [0, 2],
  });
  command.action((shell: Shell) => write(context.stdout, completionScripts[shell]));
}
