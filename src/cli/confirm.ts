import { createInterface } from 'node:readline';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';

/** Refuses, before anything else happens, a question that nobody is there to answer. */
export function requireTerminal({ stdin }: CommandContext, what: string): void {
  if (stdin.isTTY) return;
  throw new MokvError('USAGE', `${what} needs a yes, and stdin is no terminal`, {
    hint: 'give -y to answer beforehand, or --dry-run to see what would happen',
  });
}

/** Asks on stderr. Resolves after y or yes; DECLINED after anything else, the end of the input included. */
export async function confirm(context: CommandContext, question: string): Promise<void> {
  const answer = await ask(context, `${question} [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new MokvError('DECLINED', 'nothing was changed');
}

async function ask({ stdin, stderr, signal }: CommandContext, prompt: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    return await new Promise((resolve, reject) => {
      const onAbort = (): void => reject(new MokvError('CANCELLED', 'interrupted'));
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      lines.once('close', () => resolve(''));
      lines.question(prompt, resolve);
    });
  } finally {
    lines.close();
  }
}
