import { MokvError, messageOf } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { type CommandKind, exitCodeOf, exitCodeOfBug } from './exit-codes.ts';
import { write } from './output.ts';

export interface Report {
  readonly kind: CommandKind;
  readonly json: boolean;
}

/** Prints why a command failed, on stderr, and gives the exit code. */
export async function reportError(
  error: unknown,
  context: CommandContext,
  report: Report,
): Promise<number> {
  const { code, exit, message, hint } = describe(error, report.kind);
  if (context.environment.debug && error instanceof Error) {
    await write(context.stderr, `${error.stack}\n`);
  }
  if (report.json) {
    await write(context.stderr, `${JSON.stringify({ error: { code, exit, message, hint } })}\n`);
  } else {
    const hintLine = hint === undefined ? '' : `hint: ${escapeLine(hint)}\n`;
    await write(context.stderr, `mokv: ${escapeLine(message)}\n${hintLine}`);
  }
  return exit;
}

interface Description {
  readonly code: string;
  readonly exit: number;
  readonly message: string;
  readonly hint: string | undefined;
}

function describe(error: unknown, kind: CommandKind): Description {
  if (error instanceof MokvError) {
    const { code, message, hint } = error;
    return { code, exit: exitCodeOf(code, kind), message, hint };
  }
  return {
    code: 'INTERNAL',
    exit: exitCodeOfBug(kind),
    message: `internal error: ${messageOf(error)}`,
    hint: 'this is a bug of mokv; run it again with MOKV_DEBUG=1 to see where',
  };
}
