import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { MokvError } from '../shared/errors.ts';
import { colorLevel, paintFor } from './color.ts';
import type { CommandContext } from './command-context.ts';
import type { OutputOptions } from './output.ts';
import { type AddressOptions, resolveConnection } from './resolve-connection.ts';

export interface ConfirmOptions {
  readonly yes?: boolean;
  /** False under --no-input: nobody is asked. */
  readonly input: boolean;
}

/** Adds `-y/--yes` and `--no-input`. */
export function addConfirmOptions(command: Command): Command {
  command.option('-y, --yes', 'do not ask');
  return command.option('--no-input', 'fail where a question would be asked');
}

/** Refuses, before anything else happens, a question that nobody is there to answer. */
export function requireAnswer(
  { stdin }: CommandContext,
  { yes, input }: ConfirmOptions,
  what: string,
): void {
  if (yes || (stdin.isTTY && input)) return;
  const why = input ? 'stdin is no terminal' : '--no-input is given';
  throw new MokvError('USAGE', `${what} needs a yes, and ${why}`, {
    hint: 'give -y to answer beforehand; --dry-run, where there is one, shows what would happen',
  });
}

/**
 * Asks on stderr, unless `-y` is given. Resolves after y or yes, on a production cluster after the name of its
 * context; DECLINED after anything else, the end of the input included.
 */
export async function confirm(
  context: CommandContext,
  options: ConfirmOptions & OutputOptions & AddressOptions,
  question: string,
): Promise<void> {
  if (options.yes) return;
  const { production, context: named } = await resolveConnection(context.environment, options);
  const name = production ? named.value : undefined;
  const isYes =
    name === undefined
      ? /^y(es)?$/i.test(await ask(context, `${question} [y/N] `))
      : name === (await ask(context, await productionPrompt(context, options, [question, name])));
  if (!isYes) throw new MokvError('DECLINED', 'nothing was changed');
}

async function productionPrompt(
  { environment, stderr }: CommandContext,
  options: OutputOptions,
  [question, name]: readonly [question: string, name: string],
): Promise<string> {
  const paint = await paintFor(colorLevel(options, environment, stderr));
  return `${question}\n${paint.red(`This is production: type ${name} to go on: `)}`;
}

/** The answer without the blanks around it. */
async function ask({ stdin, stderr, signal }: CommandContext, prompt: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      const onAbort = (): void => reject(new MokvError('CANCELLED', 'interrupted'));
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      lines.once('close', () => resolve(''));
      lines.question(prompt, resolve);
    });
    return answer.trim();
  } finally {
    lines.close();
  }
}
