import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { completeWords } from '../completion.ts';
import { write } from '../output.ts';

/** `mokv __complete -- WORDS...`: what the completion scripts ask. The first line says what the shell does then. */
export function registerComplete(program: Command, context: CommandContext): void {
  const command = program.command('__complete').argument('[words...]');
  command.action(async (words: string[]) => {
    const { candidates, next } = await completeWords(context, words);
    const lines = candidates.map(({ word, description }) =>
      description === '' ? word : `${word}\t${description}`,
    );
    await write(context.stdout, [`:${next}`, ...lines].map((line) => `${line}\n`).join(''));
  });
}
