import { type ByteString, byteStringOfText } from '../../src/shared/byte-string.ts';
import { type ErrorCode, MokvError } from '../../src/shared/errors.ts';
import { Violation } from './checkers/violation.ts';
import type { Answer } from './history.ts';
import type { Marks } from './marks.ts';
import type { RunningProcess } from './world.ts';

/** What a client knows of an operation that ended with an error. */
export function answerOfError(error: Error, marks: Marks): Answer {
  if (!(error instanceof MokvError)) throw error;
  if (error.code === 'RESOURCE_EXHAUSTED') marks.hit('overloadedRefusal');
  if (error.message.startsWith('leadership was lost and')) marks.hit('replacedProposalAnswered');
  if (definiteFailures.has(error.code)) return { type: 'notApplied' };
  marks.hit('outcomeUnknown');
  return { type: 'unknown' };
}

/** Who leads, by an error that says so. */
export function leaderOf(error: Error): string | undefined {
  return error instanceof MokvError ? error.metadata.leader_id : undefined;
}

const definiteFailures: ReadonlySet<ErrorCode> = new Set([
  'NOT_LEADER',
  'NO_LEADER',
  'UNAVAILABLE',
  'RESOURCE_EXHAUSTED',
]);

export function keyOf(text: string): ByteString {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = byteStringOfText(text);
  keys.set(text, key);
  return key;
}

const keys = new Map<string, ByteString>();

/** To be called with each answer of a node to one call. */
export function onlyOnce({ machine }: RunningProcess): () => void {
  let isAnswered = false;
  return () => {
    if (isAnswered) throw new Violation('I5', `${machine.id} answers one request twice`);
    isAnswered = true;
  };
}
