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
  const { code, exit, message, hint, request_id } = describe(error, report.kind);
  if (context.environment.debug !== undefined && error instanceof Error) {
    await write(context.stderr, `${error.stack}\n`);
  }
  if (report.json) {
    await write(
      context.stderr,
      `${JSON.stringify({ error: { code, exit, message, hint, request_id } })}\n`,
    );
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
  /** Of a write whose outcome is unknown. */
  readonly request_id?: string;
}

function describe(error: unknown, kind: CommandKind): Description {
  if (error instanceof MokvError) {
    const { code, message, hint } = error;
    return { code, exit: exitCodeOf(code, kind), message, hint, ...requestFields(error) };
  }
  return {
    code: 'INTERNAL',
    exit: exitCodeOfBug(kind),
    message: `internal error: ${messageOf(error)}`,
    hint: 'this is a bug of mokv; run it again with MOKV_DEBUG=1 to see where',
  };
}

/** The cluster remembers what came of a request for a while. */
function requestFields({
  metadata: { request_client: client, request_sequence: sequence },
}: MokvError): { readonly request_id: string; readonly hint: string } | undefined {
  if (client === undefined || sequence === undefined) return undefined;
  const id = `${client}/${sequence}`;
  return { request_id: id, hint: `'mokv outcome ${id}' tells what became of it` };
}
