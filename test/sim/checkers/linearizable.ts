import type { Answer, Call, Operation } from '../history.ts';

const limits = {
  /** Steps of the search for one key; a search that needs more is given up. */
  stepsMax: 300_000,
} as const;

export type Verdict = 'linearizable' | 'not linearizable' | 'undecided';

/**
 * Whether sets, conditional sets, deletes and gets of one key are linearizable, by searching an order (Wing and Gong 1993,
 * with Lowe's memory of the states seen). An operation without an answer may take effect at any time
 * after its call, or never.
 */
export function linearizability(operations: readonly Operation[]): Verdict {
  const search = new Search(operations);
  return search.run();
}

interface Step {
  readonly operation: number;
  readonly stateBefore: string | undefined;
  /** The next candidate to try when this one leads nowhere. */
  readonly candidatesBefore: readonly number[];
  readonly nextCandidate: number;
}

class Search {
  readonly #operations: readonly Operation[];
  readonly #done: Uint8Array;
  readonly #seen = new Set<string>();
  readonly #path: Step[] = [];
  #requiredLeft = 0;
  #state: string | undefined;

  constructor(operations: readonly Operation[]) {
    this.#operations = operations
      .filter(
        ({ call, answer }) => answer.type !== 'notApplied' && !isOpenRead(call.type, answer.type),
      )
      .sort((a, b) => a.invoked - b.invoked);
    this.#done = new Uint8Array(this.#operations.length);
    this.#requiredLeft = this.#operations.filter(({ returned }) =>
      Number.isFinite(returned),
    ).length;
  }

  run(): Verdict {
    let candidates = this.#candidates();
    let next = 0;
    for (let steps = 0; this.#requiredLeft > 0; steps += 1) {
      if (steps > limits.stepsMax) return 'undecided';
      const taken = this.#take(candidates, next);
      if (taken) {
        candidates = this.#candidates();
        next = 0;
        continue;
      }
      const step = this.#path.pop();
      if (step === undefined) return 'not linearizable';
      this.#undo(step);
      candidates = step.candidatesBefore;
      next = step.nextCandidate;
    }
    return 'linearizable';
  }

  /** What may come next: called before any operation that is still open has returned. */
  #candidates(): readonly number[] {
    let earliestReturn = Number.POSITIVE_INFINITY;
    const open: number[] = [];
    for (let position = this.#firstOpen(); position < this.#operations.length; position += 1) {
      const operation = this.#operations[position];
      if (operation === undefined || this.#done[position] === 1) continue;
      if (operation.invoked > earliestReturn) break;
      earliestReturn = Math.min(earliestReturn, operation.returned);
      open.push(position);
    }
    return open.filter((position) => (this.#operations[position]?.invoked ?? 0) < earliestReturn);
  }

  #firstOpen(): number {
    const first = this.#done.indexOf(0);
    return first === -1 ? this.#done.length : first;
  }

  #take(candidates: readonly number[], from: number): boolean {
    for (let position = from; position < candidates.length; position += 1) {
      const index = candidates[position];
      const operation = index === undefined ? undefined : this.#operations[index];
      if (index === undefined || operation === undefined) continue;
      const after = stateAfter(operation, this.#state);
      if (after === impossible) continue;
      this.#done[index] = 1;
      if (this.#isNew(after)) {
        this.#path.push({
          operation: index,
          stateBefore: this.#state,
          candidatesBefore: candidates,
          nextCandidate: position + 1,
        });
        this.#state = after;
        if (Number.isFinite(operation.returned)) this.#requiredLeft -= 1;
        return true;
      }
      this.#done[index] = 0;
    }
    return false;
  }

  #undo({ operation, stateBefore }: Step): void {
    this.#done[operation] = 0;
    this.#state = stateBefore;
    if (Number.isFinite(this.#operations[operation]?.returned)) this.#requiredLeft += 1;
  }

  #isNew(state: string | undefined): boolean {
    const first = this.#firstOpen();
    const last = this.#done.lastIndexOf(1);
    const taken = last < first ? '' : this.#done.subarray(first, last + 1).join('');
    const key = `${first} ${taken} ${state ?? '-'}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}

const impossible = Symbol('impossible');

function stateAfter(
  { call, answer }: Operation,
  state: string | undefined,
): string | undefined | typeof impossible {
  switch (call.type) {
    case 'get':
      return answer.type === 'get' && answer.item?.value === state ? state : impossible;
    case 'set':
      if (answer.type === 'set' && answer.created !== (state === undefined)) return impossible;
      return call.value;
    case 'compareAndSet':
      return stateAfterCompareAndSet(call, answer, state);
    case 'delete':
      if (answer.type === 'delete' && answer.existed !== (state !== undefined)) return impossible;
      return undefined;
  }
}

function stateAfterCompareAndSet(
  { value, expected }: Call & { type: 'compareAndSet' },
  answer: Answer,
  state: string | undefined,
): string | undefined | typeof impossible {
  const holds = state === expected.value;
  if (answer.type === 'conditionFailed') {
    return !holds && answer.current?.value === state ? state : impossible;
  }
  if (!holds) return answer.type === 'unknown' ? state : impossible;
  if (answer.type === 'set' && answer.created !== (state === undefined)) return impossible;
  return value;
}

/** A read without an answer tells nothing. */
function isOpenRead(call: string, answer: string): boolean {
  return call === 'get' && answer === 'unknown';
}
