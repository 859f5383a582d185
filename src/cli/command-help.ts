import type { Command } from 'commander';
import { exitCodeMeanings } from './exit-codes.ts';

export interface HelpTopic {
  /** One sentence. */
  readonly sentence: string;
  readonly examples: readonly string[];
  readonly exitCodes: readonly (keyof typeof exitCodeMeanings)[];
}

/** Gives a command its help: what it does and examples first, flags next, exit codes last. */
export function addHelp(command: Command, { sentence, examples, exitCodes }: HelpTopic): Command {
  const shown = examples.map((example) => `  ${example}`).join('\n');
  command.description(`${sentence}\n\nExamples:\n${shown}`);
  const width = `${Math.max(...exitCodes)}`.length;
  const codes = exitCodes
    .map((code) => `  ${`${code}`.padStart(width)}  ${exitCodeMeanings[code]}`)
    .join('\n');
  return command.addHelpText('after', `\nExit codes:\n${codes}`);
}
