import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import type { NodeTarget } from './node-targets.ts';
import { type OutputOptions, write } from './output.ts';

/** What became of a call at one of several nodes. */
export type NodeOutcome<Answer> =
  | { readonly type: 'answer'; readonly id: string; readonly answer: Answer }
  | { readonly type: 'failure'; readonly id: string; readonly failure: MokvError };

/** Asks all at the same time, and waits for all. */
export function askEach<Answer>(
  targets: readonly NodeTarget[],
  ask: (target: NodeTarget) => Promise<Answer>,
): Promise<NodeOutcome<Answer>[]> {
  return Promise.all(targets.map((target) => outcomeOf(target, ask)));
}

/** What one node says to it; anything but a MokvError is a bug and goes on up. */
export async function outcomeOf<Answer>(
  target: NodeTarget,
  ask: (target: NodeTarget) => Promise<Answer>,
): Promise<NodeOutcome<Answer>> {
  const { id } = target;
  try {
    return { type: 'answer', id, answer: await ask(target) };
  } catch (error) {
    if (error instanceof MokvError) return { type: 'failure', id, failure: error };
    throw error;
  }
}

export function answersOf<Answer>(outcomes: readonly NodeOutcome<Answer>[]) {
  return outcomes.filter((outcome) => outcome.type === 'answer');
}

export function failuresOf<Answer>(outcomes: readonly NodeOutcome<Answer>[]) {
  return outcomes.filter((outcome) => outcome.type === 'failure');
}

/**
 * A line for each node that did it, or a record for every one. Then throws the first failure, if there is one,
 * with the name of its node.
 */
export async function printOutcomes<Answer>(
  { stdout }: CommandContext,
  { output, quiet }: OutputOptions,
  outcomes: readonly NodeOutcome<Answer>[],
  view: { text(answer: Answer): string; record(answer: Answer): object },
): Promise<void> {
  const records = outcomes.map((outcome) =>
    outcome.type === 'answer'
      ? { id: outcome.id, error: null, ...view.record(outcome.answer) }
      : { id: outcome.id, error: errorRecord(outcome.failure) },
  );
  if (output === 'json') await write(stdout, `${JSON.stringify({ nodes: records })}\n`);
  else if (output === 'ndjson') {
    await write(stdout, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  } else if (!quiet) {
    const lines = answersOf(outcomes).map(
      ({ id, answer }) => `${escapeLine(`${id}: ${view.text(answer)}`)}\n`,
    );
    await write(stdout, lines.join(''));
  }
  throwFailure(outcomes);
}

/** Throws the first failure, if there is one, with the name of its node. */
export function throwFailure<Answer>(outcomes: readonly NodeOutcome<Answer>[]): void {
  const [first, ...others] = failuresOf(outcomes);
  if (first === undefined) return;
  const { id, failure } = first;
  const rest =
    others.length === 0 ? '' : `; and ${others.map((other) => other.id).join(', ')} failed, too`;
  throw new MokvError(failure.code, `${id}: ${failure.message}${rest}`, {
    hint: failure.hint,
    metadata: failure.metadata,
    cause: failure,
  });
}

function errorRecord({ code, message }: MokvError): object {
  return { code, message };
}
