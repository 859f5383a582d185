import { describe, expect, it } from 'vitest';
import { Journal, type JournalEvent } from './journal.ts';

describe('a journal', () => {
  it('gives every event a cursor and a time', () => {
    let now = 100;
    const journal = new Journal(() => now);
    journal.record({ type: 'start', text: 'n1 started' });
    now = 200;
    journal.record({ type: 'election', text: 'n1 stands', cause: 'no heartbeat' });
    expect(journal.after(0)).toEqual([
      { cursor: 1, timeMs: 100, type: 'start', text: 'n1 started' },
      { cursor: 2, timeMs: 200, type: 'election', text: 'n1 stands', cause: 'no heartbeat' },
    ]);
    expect(journal.after(1).map(({ cursor }) => cursor)).toEqual([2]);
    expect(journal.after(2)).toEqual([]);
  });

  it('tells followers until they have enough', () => {
    const journal = new Journal(() => 1);
    const seen: JournalEvent[] = [];
    const stop = journal.follow((event) => seen.push(event));
    journal.record({ type: 'reload', text: 'one' });
    stop();
    journal.record({ type: 'reload', text: 'two' });
    expect(seen.map(({ text }) => text)).toEqual(['one']);
  });

  it('forgets the oldest events and keeps 10,000', () => {
    const journal = new Journal(() => 1);
    for (let count = 0; count < 25_000; count += 1) journal.record({ type: 'slow', text: '' });
    const cursors = journal.after(0).map(({ cursor }) => cursor);
    expect([cursors.length, cursors[0], cursors.at(-1)]).toEqual([10_000, 15_001, 25_000]);
  });
});
