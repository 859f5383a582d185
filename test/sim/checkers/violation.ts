/** One of the invariants that the simulator watches does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** I1 to I22 as in docs/simulator.md. */
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

export function check(condition: boolean, invariant: string, message: () => string): void {
  if (!condition) throw new Violation(invariant, message());
}
