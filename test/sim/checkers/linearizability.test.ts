import { describe, expect, it } from 'vitest';
import { byteStringOfText } from '../../../src/shared/byte-string.ts';
import { type Dice, diceOf } from '../dice.ts';
import type { Answer, Call, Expected, Operation } from '../history.ts';
import { checkKeys } from './keys.ts';
import { linearizability } from './linearizable.ts';
import { zoneProblem } from './zones.ts';

/** [call, answer, invoked, returned]; a set is 's:v', a get 'g', a delete 'd'. */
type Row = readonly [string, string, number, number?];

/** Neither expiry nor lease. */
const unending = { expiresAtMs: 0, leaseId: 0 };

function historyOf(rows: readonly Row[]): readonly Operation[] {
  return rows.map(([call, answer, invoked, returned = Number.POSITIVE_INFINITY], id) => ({
    id,
    client: id,
    node: 'n1',
    call: callOf(call),
    answer: answerOf(call, answer),
    invoked,
    returned,
  }));
}

function callOf(text: string): Call {
  if (text === 'g') return { type: 'get', key: 'k' };
  if (text === 'd') return { type: 'delete', key: 'k' };
  return { type: 'set', key: 'k', value: text.slice(2) };
}

/** 'ok' for a set, 'existed' or 'absent' for a delete, the value or 'absent' for a get, else '?'. */
function answerOf(call: string, text: string): Answer {
  if (text === '?') return { type: 'unknown' };
  if (text === 'refused') return { type: 'notApplied' };
  if (call === 'd') return { type: 'delete', revision: 0, existed: text === 'existed' };
  if (call !== 'g') return { type: 'set', revision: 0, created: text === 'created' };
  if (text === 'absent') return { type: 'get', item: undefined };
  const item = {
    value: byteStringOfText(text),
    createRevision: 1,
    modRevision: 1,
    version: 1,
    ...unending,
  };
  return { type: 'get', item };
}

const good: readonly (readonly [string, readonly Row[]])[] = [
  ['an empty history', []],
  [
    'one after the other',
    [
      ['g', 'absent', 1, 2],
      ['s:a', 'created', 3, 4],
      ['g', 'a', 5, 6],
    ],
  ],
  [
    'a read beside a write may see either',
    [
      ['s:a', 'created', 1, 10],
      ['g', 'absent', 2, 3],
      ['g', 'a', 4, 5],
    ],
  ],
  [
    'a write without an answer may take effect late',
    [
      ['s:a', 'created', 1, 2],
      ['s:b', '?', 3],
      ['g', 'a', 10, 11],
      ['g', 'b', 20, 21],
    ],
  ],
];

const bad: readonly (readonly [string, readonly Row[]])[] = [
  [
    'a stale read',
    [
      ['s:a', 'created', 1, 2],
      ['s:b', 'ok', 3, 4],
      ['g', 'a', 5, 6],
    ],
  ],
  [
    'a lost write',
    [
      ['s:a', 'created', 1, 2],
      ['g', 'absent', 3, 4],
    ],
  ],
  [
    'two reads that go back',
    [
      ['s:a', 'created', 1, 2],
      ['s:b', 'ok', 3, 20],
      ['g', 'b', 4, 5],
      ['g', 'a', 6, 7],
    ],
  ],
  ['a value that nobody wrote', [['g', 'x', 1, 2]]],
  [
    'a read from the future',
    [
      ['g', 'a', 1, 2],
      ['s:a', 'created', 3, 4],
    ],
  ],
  [
    'a refused write that is read',
    [
      ['s:a', 'refused', 1, 2],
      ['g', 'a', 3, 4],
    ],
  ],
];

describe('the zone check and the search', () => {
  it.each(good)('accept %s', (_, rows) => {
    expect(zoneProblem(historyOf(rows))).toBeUndefined();
    expect(linearizability(historyOf(rows))).toBe('linearizable');
  });

  it.each(bad)('refuse %s', (_, rows) => {
    expect(zoneProblem(historyOf(rows))).toBeTypeOf('string');
    expect(linearizability(historyOf(rows))).toBe('not linearizable');
  });
});

describe('the zone check', () => {
  it('agrees with trying all orders on random histories of sets and gets', () => {
    const verdicts = randomHistories('sets and gets', ['set', 'get']).map((history) => {
      const expected = someOrderFits(history, () => true);
      expect(zoneProblem(history) === undefined, JSON.stringify(history)).toBe(expected);
      return expected;
    });
    expect(new Set(verdicts)).toEqual(new Set([true, false]));
  });
});

describe('the search', () => {
  it('agrees with trying all orders on random histories with deletes', () => {
    for (const history of randomHistories('with deletes', ['set', 'get', 'delete'])) {
      const isCreatedRight = (created: boolean, state: string | undefined) =>
        created === (state === undefined);
      const expected = someOrderFits(history, isCreatedRight) ? 'linearizable' : 'not linearizable';
      expect(linearizability(history), JSON.stringify(history)).toBe(expected);
    }
  });

  it('knows that a delete finds what was set', () => {
    const rows: Row[] = [
      ['s:a', 'created', 1, 2],
      ['d', 'absent', 3, 4],
    ];
    expect(linearizability(historyOf(rows))).toBe('not linearizable');
    rows.push(['d', '?', 1]);
    expect(linearizability(historyOf(rows))).toBe('linearizable');
  });
});

describe('conditional sets', () => {
  const moments = (invoked: number, returned: number) => ({
    id: 0,
    client: 0,
    node: 'n1',
    invoked,
    returned,
  });
  const set: Operation = {
    ...moments(1, 2),
    call: { type: 'set', key: 'k', value: 'a' },
    answer: { type: 'set', revision: 1, created: true },
  };
  const ifIt = (expected: Expected, answer: Answer): readonly Operation[] => {
    const call: Call = { type: 'compareAndSet', key: 'k', value: 'b', expected };
    return [set, { ...moments(3, answer.type === 'unknown' ? Infinity : 4), call, answer }];
  };
  const a = { revision: 1, value: 'a' };
  const nothing = { revision: 0, value: undefined };
  const current = {
    value: byteStringOfText('a'),
    createRevision: 1,
    modRevision: 1,
    version: 1,
    ...unending,
  };
  const failed: Answer = { type: 'conditionFailed', revision: 1, current };
  const written: Answer = { type: 'set', revision: 2, created: false };

  it('take effect only where their condition holds', () => {
    expect(linearizability(ifIt(a, written))).toBe('linearizable');
    expect(linearizability(ifIt(nothing, written))).toBe('not linearizable');
    expect(linearizability(ifIt(nothing, failed))).toBe('linearizable');
    expect(linearizability(ifIt(a, failed))).toBe('not linearizable');
    expect(linearizability(ifIt(nothing, { ...failed, current: undefined }))).toBe(
      'not linearizable',
    );
  });

  it('may have had no effect when they were not answered', () => {
    const read = (value: string, moment: number): Operation => ({
      ...moments(moment, moment + 1),
      call: { type: 'get', key: 'k' },
      answer: { type: 'get', item: { ...current, value: byteStringOfText(value) } },
    });
    const unknown: Answer = { type: 'unknown' };
    expect(linearizability([...ifIt(nothing, unknown), read('a', 5)])).toBe('linearizable');
    expect(linearizability([...ifIt(nothing, unknown), read('b', 5)])).toBe('not linearizable');
    expect(linearizability([...ifIt(a, unknown), read('a', 5), read('b', 7)])).toBe('linearizable');
  });
});

describe('checkKeys', () => {
  it('names the key whose history has no order', () => {
    const stale = historyOf(bad[0]?.[1] ?? []);
    expect(() => checkKeys(stale)).toThrow(/I14: key k: the value b was set within/);
    const withDelete = [...stale, ...historyOf([['d', '?', 50]])];
    expect(() => checkKeys(withDelete)).toThrow(/I14: key k: its history has no sequential order/);
  });
});

type PlainType = Exclude<Call['type'], 'compareAndSet'>;

function randomHistories(seedName: string, types: readonly PlainType[]): readonly Operation[][] {
  const dice = diceOf(4, seedName);
  return Array.from({ length: 1500 }, () => randomHistory(dice, types));
}

function randomHistory(dice: Dice, types: readonly PlainType[]): Operation[] {
  const moments = Array.from({ length: 12 }, (_, moment) => moment).sort(() => dice.random() - 0.5);
  return Array.from({ length: dice.integer(2, 6) }, (_, id): Operation => {
    const [one = 0, other = 0] = [moments.pop(), moments.pop()];
    const type = dice.pick(types);
    const isOpen = dice.chance(0.15);
    const item = dice.chance(0.3)
      ? undefined
      : {
          value: byteStringOfText(`v${dice.integer(0, 3)}`),
          createRevision: 1,
          modRevision: 1,
          version: 1,
          ...unending,
        };
    const answers: Record<PlainType, Answer> = {
      set: { type: 'set', revision: 0, created: dice.chance(0.5) },
      get: { type: 'get', item },
      delete: { type: 'delete', revision: 0, existed: dice.chance(0.5) },
    };
    const call: Call = type === 'set' ? { type, key: 'k', value: `v${id}` } : { type, key: 'k' };
    return {
      id,
      client: id,
      node: 'n1',
      call,
      answer: isOpen ? { type: 'unknown' } : answers[type],
      invoked: Math.min(one, other),
      returned: isOpen ? Number.POSITIVE_INFINITY : Math.max(one, other),
    };
  });
}

/** Tries everything: which open operations take effect, and every order that keeps to real time. */
function someOrderFits(
  operations: readonly Operation[],
  isCreatedRight: (created: boolean, state: string | undefined) => boolean,
  state?: string,
): boolean {
  const goesOn = (others: readonly Operation[], after?: string) =>
    someOrderFits(others, isCreatedRight, after);
  if (operations.every(({ returned }) => !Number.isFinite(returned))) return true;
  return operations.some((next) => {
    const others = operations.filter((one) => one !== next);
    if (others.some(({ returned }) => returned < next.invoked)) return false;
    const { call, answer } = next;
    if (call.type === 'set') {
      const fits = answer.type !== 'set' || isCreatedRight(answer.created, state);
      return fits && goesOn(others, call.value);
    }
    if (call.type === 'delete') {
      const fits = answer.type !== 'delete' || answer.existed === (state !== undefined);
      return fits && goesOn(others);
    }
    const fits = answer.type !== 'get' || answer.item?.value === state;
    return fits && goesOn(others, state);
  });
}
