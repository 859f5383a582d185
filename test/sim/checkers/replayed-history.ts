import type { Item } from '../../../src/node/kv/item.ts';
import { type Call, describeOperation, type Operation } from '../history.ts';
import { check } from './violation.ts';

/** One change of a key in the committed log. */
export interface Mutation {
  readonly key: string;
  /** What the key holds afterwards. */
  readonly value: string | undefined;
  readonly revision: number;
  /** For a set: it was created. For a delete, or an end: it existed. */
  readonly flag: boolean;
}

/**
 * Compares every answer with the committed log, and the log's order with real time, over all keys at
 * once (I13, I14, I15). A write stands where its entry stands; a read is given the earliest place at
 * which it is right and which lies behind everything that was answered before the read began. If even that
 * place is too late for a write that began afterwards, no order explains the history. O(n log n).
 */
export function checkHistory(
  operations: readonly Operation[],
  mutations: readonly Mutation[],
): void {
  const log = new ReplayedLog(mutations);
  const byInvocation = operations
    .filter(({ call, answer }) => call.type !== 'get' || answer.type === 'get')
    .sort((a, b) => a.invoked - b.invoked);
  const byReturn = [...byInvocation].sort((a, b) => a.returned - b.returned);
  const places = new Map<number, number>();
  let floor = 0;
  let returned = 0;
  for (const operation of byInvocation) {
    for (;;) {
      const earlier = byReturn[returned];
      if (earlier === undefined || earlier.returned >= operation.invoked) break;
      floor = Math.max(floor, places.get(earlier.id) ?? 0);
      returned += 1;
    }
    const place = log.placeOf(operation, floor);
    if (place !== undefined) places.set(operation.id, place);
  }
}

/** Place 0 lies before the first mutation, place n behind the nth. */
class ReplayedLog {
  readonly #placeOfValue = new Map<string, number>();
  readonly #deletes = new Map<number, number>();
  readonly #mutations: readonly Mutation[];
  readonly #placesOfKey = new Map<string, number[]>();

  constructor(mutations: readonly Mutation[]) {
    this.#mutations = mutations;
    mutations.forEach(({ key, value, revision, flag }, position) => {
      const place = position + 1;
      if (value === undefined) {
        if (flag) this.#deletes.set(revision, place);
      } else {
        check(!this.#placeOfValue.has(value), 'I22', () => `${value} was applied twice`);
        this.#placeOfValue.set(value, place);
      }
      const places = this.#placesOfKey.get(key);
      if (places === undefined) this.#placesOfKey.set(key, [place]);
      else places.push(place);
    });
  }

  placeOf(operation: Operation, floor: number): number | undefined {
    const { call } = operation;
    switch (call.type) {
      case 'set':
        return this.#placeOfSet(operation, call.value, floor);
      case 'compareAndSet':
        return this.#placeOfCompareAndSet(operation, call, floor);
      case 'delete':
        return this.#placeOfDelete(operation, floor);
      case 'get':
        return this.#placeOfGet(operation, call.key, floor);
    }
  }

  #placeOfSet(operation: Operation, value: string, floor: number): number | undefined {
    const { answer } = operation;
    const place = this.#placeOfValue.get(value);
    if (answer.type === 'notApplied') {
      check(
        place === undefined,
        'I15',
        () => `refused but applied: ${describeOperation(operation)}`,
      );
      return undefined;
    }
    if (answer.type === 'set') {
      check(
        place !== undefined,
        'I13',
        () => `acknowledged but lost: ${describeOperation(operation)}`,
      );
      const mutation = this.#mutations[(place ?? 0) - 1];
      const isSame = mutation?.revision === answer.revision && mutation.flag === answer.created;
      check(isSame, 'I5', () => `answered otherwise than applied: ${describeOperation(operation)}`);
    }
    if (place !== undefined) requireBehind(operation, place, floor);
    return place;
  }

  #placeOfCompareAndSet(
    operation: Operation,
    { key, value, expected }: Call & { type: 'compareAndSet' },
    floor: number,
  ): number | undefined {
    const { answer } = operation;
    if (answer.type !== 'conditionFailed') {
      const place = this.#placeOfSet(operation, value, floor);
      if (place === undefined) return undefined;
      const before = this.#revisionBefore(key, place);
      check(
        before === expected.revision,
        'I5',
        () =>
          `applied at revision ${before}, wanted was ${expected.revision}: ${describeOperation(operation)}`,
      );
      return place;
    }
    const isRefused =
      !this.#placeOfValue.has(value) && (answer.current?.modRevision ?? 0) !== expected.revision;
    check(isRefused, 'I5', () => `refused without a reason: ${describeOperation(operation)}`);
    return this.#placeOfRead(operation, { key, item: answer.current }, floor);
  }

  /** Of the key right before this place; 0: absent. */
  #revisionBefore(key: string, place: number): number {
    const places = this.#placesOfKey.get(key) ?? [];
    const before = this.#mutations[(places[lastAtOrBefore(places, place - 1)] ?? 0) - 1];
    return before?.value === undefined ? 0 : before.revision;
  }

  #placeOfDelete(operation: Operation, floor: number): number | undefined {
    const { answer, call } = operation;
    if (answer.type !== 'delete') return undefined;
    if (!answer.existed) return this.#earliestAbsence(operation, call.key, floor);
    const place = this.#deletes.get(answer.revision);
    const isDelete = place !== undefined && this.#mutations[place - 1]?.key === call.key;
    check(isDelete, 'I13', () => `acknowledged but lost: ${describeOperation(operation)}`);
    if (place !== undefined) requireBehind(operation, place, floor);
    return place;
  }

  #placeOfGet(operation: Operation, key: string, floor: number): number {
    const { answer } = operation;
    const item = answer.type === 'get' ? answer.item : undefined;
    return this.#placeOfRead(operation, { key, item }, floor);
  }

  /** The operation saw the key with this item. */
  #placeOfRead(
    operation: Operation,
    { key, item }: { readonly key: string; readonly item: Item | undefined },
    floor: number,
  ): number {
    if (item === undefined) return this.#earliestAbsence(operation, key, floor);
    const written = this.#placeOfValue.get(item.value);
    check(written !== undefined, 'I15', () => `phantom: ${describeOperation(operation)}`);
    const mutation = this.#mutations[(written ?? 0) - 1];
    const isSame = mutation?.key === key && mutation.revision === item.modRevision;
    check(isSame, 'I5', () => `read otherwise than applied: ${describeOperation(operation)}`);
    const end = this.#endOf(key, written ?? 0);
    check(floor < end, 'I14', () => `stale read: ${describeOperation(operation)}`);
    return Math.max(written ?? 0, floor);
  }

  #earliestAbsence(operation: Operation, key: string, floor: number): number {
    const places = this.#placesOfKey.get(key) ?? [];
    let position = lastAtOrBefore(places, floor);
    if (this.#isAbsentBehind(places[position])) return floor;
    for (position += 1; position < places.length; position += 1) {
      const place = places[position];
      if (place !== undefined && this.#isAbsentBehind(place)) return place;
    }
    check(
      false,
      'I14',
      () => `the key was never absent from place ${floor} on: ${describeOperation(operation)}`,
    );
    return floor;
  }

  /** Without a place the key has no mutation yet. */
  #isAbsentBehind(place: number | undefined): boolean {
    return place === undefined || this.#mutations[place - 1]?.value === undefined;
  }

  /** The place of the next mutation of the key: the value is gone from there on. */
  #endOf(key: string, place: number): number {
    const places = this.#placesOfKey.get(key) ?? [];
    return places[lastAtOrBefore(places, place) + 1] ?? Number.POSITIVE_INFINITY;
  }
}

function requireBehind(operation: Operation, place: number, floor: number): void {
  check(
    place > floor,
    'I14',
    () =>
      `took effect at place ${place}, before what was answered earlier (${floor}): ${describeOperation(operation)}`,
  );
}

/** The position of the last place that is at most `limit`, -1 if there is none. */
function lastAtOrBefore(places: readonly number[], limit: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
