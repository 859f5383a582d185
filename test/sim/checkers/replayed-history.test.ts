import { describe, expect, it } from 'vitest';
import { byteStringOfText } from '../../../src/shared/byte-string.ts';
import { type Answer, type Call, History } from '../history.ts';
import { checkHistory, type Mutation } from './replayed-history.ts';

const log: readonly Mutation[] = [
  { key: 'k', value: 'a', revision: 1, flag: true },
  { key: 'j', value: 'x', revision: 2, flag: true },
  { key: 'k', value: 'b', revision: 3, flag: false },
  { key: 'k', value: undefined, revision: 4, flag: true },
  { key: 'k', value: 'c', revision: 5, flag: true },
];

const setOf = (key: string, value: string): Call => ({ type: 'set', key, value });
const ok = (revision: number, created: boolean): Answer => ({ type: 'set', revision, created });
const get: Call = { type: 'get', key: 'k' };
const absent: Answer = { type: 'get', item: undefined };

/** Neither expiry nor lease. */
const unending = { expiresAtMs: 0, leaseId: 0 };

function found(value: string, modRevision: number): Answer & { type: 'get' } {
  const item = {
    value: byteStringOfText(value),
    createRevision: 1,
    modRevision,
    version: 1,
    ...unending,
  };
  return { type: 'get', item };
}

/** One operation after the other; `undefined` leaves one open. */
function sequential(...steps: readonly (readonly [Call, Answer | undefined])[]): History {
  const history = new History();
  for (const [call, answer] of steps) {
    const operation = history.invoke(0, 'n1', call);
    if (answer !== undefined) history.settle(operation, answer);
  }
  return history;
}

function problemOf(history: History): string {
  try {
    checkHistory(history.operations, log);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 30) : String(error);
  }
}

describe('checkHistory', () => {
  it('accepts what the log explains', () => {
    const history = sequential(
      [get, absent],
      [setOf('k', 'a'), ok(1, true)],
      [get, found('a', 1)],
      [setOf('j', 'x'), undefined],
      [setOf('k', 'b'), { type: 'unknown' }],
      [get, found('b', 3)],
      [
        { type: 'delete', key: 'k' },
        { type: 'delete', revision: 4, existed: true },
      ],
      [get, absent],
      [
        { type: 'delete', key: 'k' },
        { type: 'delete', revision: 4, existed: false },
      ],
      [setOf('k', 'c'), ok(5, true)],
      [setOf('k', 'never'), { type: 'notApplied' }],
    );
    expect(problemOf(history)).toBe('none');
  });

  it.each([
    ['I13: acknowledged but lost', [[setOf('k', 'lost'), ok(9, false)]]],
    [
      'I13: acknowledged but lost',
      [
        [
          { type: 'delete', key: 'k' },
          { type: 'delete', revision: 3, existed: true },
        ],
      ],
    ],
    ['I15: phantom', [[get, found('z', 3)]]],
    ['I15: refused but applied', [[setOf('k', 'b'), { type: 'notApplied' }]]],
    ['I5: answered otherwise than', [[setOf('k', 'a'), ok(2, true)]]],
    ['I5: read otherwise than', [[get, found('a', 2)]]],
    [
      'I14: stale read',
      [
        [setOf('k', 'b'), ok(3, false)],
        [get, found('a', 1)],
      ],
    ],
    [
      'I14: stale read',
      [
        [get, found('b', 3)],
        [get, found('a', 1)],
      ],
    ],
    [
      'I14: the key was never absent',
      [
        [setOf('k', 'c'), ok(5, true)],
        [get, absent],
      ],
    ],
    [
      'I14: took effect at place 1',
      [
        [setOf('k', 'b'), ok(3, false)],
        [setOf('k', 'a'), ok(1, true)],
      ],
    ],
    [
      'I14: took effect at place 2',
      [
        [get, found('b', 3)],
        [setOf('j', 'x'), ok(2, true)],
      ],
    ],
  ] as const)('refuses: %s', (problem, steps) => {
    expect(problemOf(sequential(...steps))).toContain(problem.slice(0, 30));
  });

  const ifIt = (value: string, revision: number): Call => ({
    type: 'compareAndSet',
    key: 'k',
    value,
    expected: { revision, value: undefined },
  });

  it('accepts conditional sets that the log explains', () => {
    const { item } = found('a', 1);
    const history = sequential(
      [ifIt('a', 0), ok(1, true)],
      [ifIt('never', 0), { type: 'conditionFailed', revision: 2, current: item }],
      [ifIt('b', 1), { type: 'unknown' }],
      [ifIt('nor', 3), { type: 'conditionFailed', revision: 4, current: undefined }],
      [ifIt('c', 0), ok(5, true)],
    );
    expect(problemOf(history)).toBe('none');
  });

  it.each([
    ['I5: applied at revision 1', [ifIt('b', 7), ok(3, false)]],
    ['I5: applied at revision 1', [ifIt('b', 0), { type: 'unknown' }]],
    ['I5: applied at revision 0', [ifIt('c', 4), ok(5, true)]],
    ['I15: refused but applied', [ifIt('b', 1), { type: 'notApplied' }]],
    [
      'I5: refused without a reason',
      [ifIt('b', 1), { type: 'conditionFailed', revision: 4, current: undefined }],
    ],
    [
      'I5: refused without a reason',
      [ifIt('x', 1), { type: 'conditionFailed', revision: 1, current: found('a', 1).item }],
    ],
    [
      'I5: read otherwise than',
      [ifIt('y', 3), { type: 'conditionFailed', revision: 1, current: found('a', 2).item }],
    ],
  ] as const)('refuses conditional sets: %s', (problem, step) => {
    expect(problemOf(sequential(step))).toContain(problem.slice(0, 30));
  });

  it('refuses a log that holds a write twice (I22)', () => {
    const twice = [...log, { key: 'k', value: 'a', revision: 6, flag: false }];
    expect(() => checkHistory([], twice)).toThrow('I22: a was applied twice');
  });
});
