/**
 * Thrown when something that must hold does not. It is a bug or a broken machine, never bad input:
 * nobody catches it, and the process stops with exit code 70.
 */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}
