import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BroadcastQueue } from './broadcast-queue.ts';

const fill = { budget: 1000, overhead: 2, transmitsMax: 3, countMax: 100 };

/** Each message is its length in bytes, each byte its number. */
function message(number: number, length: number): Uint8Array {
  return new Uint8Array(length).fill(number);
}

function numbers(messages: readonly Uint8Array[]): (number | undefined)[] {
  return messages.map(([first]) => first);
}

describe('a broadcast queue', () => {
  it('sends what was sent least first, then the longest, then the newest', () => {
    const queue = new BroadcastQueue();
    for (const number of [1, 2]) queue.push(message(number, 10));
    queue.take(fill);
    queue.push(message(3, 10));
    queue.push(message(4, 10));
    queue.push(message(5, 20));
    expect(numbers(queue.take(fill))).toEqual([5, 4, 3, 2, 1]);
  });

  it('sends each message as often as it may and then forgets it', () => {
    const queue = new BroadcastQueue();
    const id = queue.push(message(1, 10));
    const course = [1, 2, 3, 4].map(() => [queue.take(fill).length, queue.has(id)]);
    expect(course).toEqual([
      [1, true],
      [1, true],
      [1, false],
      [0, false],
    ]);
  });

  it('replaces what was said about the same node', () => {
    const queue = new BroadcastQueue();
    const old = queue.push(message(1, 10), 'a');
    queue.push(message(2, 10), 'b');
    queue.take(fill);
    queue.push(message(3, 10), 'a');
    expect([queue.has(old), numbers(queue.take(fill)), queue.length]).toEqual([false, [3, 2], 2]);
  });

  it('leaves out what does not fit and takes what does', () => {
    const queue = new BroadcastQueue();
    for (const [number, length] of [
      [1, 50],
      [2, 30],
      [3, 15],
      [4, 10],
    ] as const) {
      queue.push(message(number, length));
    }
    expect(numbers(queue.take({ ...fill, budget: 60 }))).toEqual([1]);
    expect(numbers(queue.take({ ...fill, budget: 60 }))).toEqual([2, 3]);
  });

  it('drops what was sent most often when it grows too long', () => {
    const queue = new BroadcastQueue();
    queue.push(message(1, 10));
    queue.take(fill);
    queue.push(message(2, 10));
    queue.push(message(3, 10));
    expect([queue.prune(2), numbers(queue.take(fill))]).toEqual([1, [3, 2]]);
  });

  it('never exceeds a budget and sends everything in the end', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });
    const budgets = fc.integer({ min: 62, max: 400 });
    fc.assert(
      fc.property(lengths, budgets, (all, budget) => {
        const queue = new BroadcastQueue();
        for (const length of all) queue.push(message(0, length));
        let sent = 0;
        while (queue.length > 0) {
          const taken = queue.take({ ...fill, budget });
          const bytes = taken.reduce((sum, { length }) => sum + length + 2, 0);
          expect(bytes).toBeLessThanOrEqual(budget);
          expect(taken.length).toBeGreaterThan(0);
          sent += taken.length;
        }
        expect(sent).toBe(all.length * 3);
      }),
    );
  });
});
