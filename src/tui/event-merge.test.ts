import { describe, expect, it } from 'vitest';
import { mergeEvents } from './event-merge.ts';
import type { EventRow } from './facts.ts';

function told(teller: string, timeMs: number, text: string, cause?: string): EventRow {
  return { id: `${teller} ${timeMs}`, timeMs, tellers: [teller], type: 'leader', text, cause };
}

function shortOf(events: readonly EventRow[]): readonly string[] {
  return events.map(({ timeMs, text, tellers }) => `${timeMs} ${text} ${tellers.join('+')}`);
}

describe('mergeEvents', () => {
  it('joins what several nodes tell at about the same time, with the cause that one knows', () => {
    const merged = mergeEvents(
      [told('n2', 1000, 'n1 leads')],
      [told('n3', 5000, 'n1 leads'), told('n1', 900, 'n1 leads', 'a majority')],
    );
    expect(shortOf(merged)).toEqual(['1000 n1 leads n2+n1+n3']);
    expect(merged[0]?.cause).toBe('a majority');
  });

  it('keeps apart what happens later, what one node tells twice, and other texts', () => {
    const merged = mergeEvents(
      [told('n1', 1000, 'n1 leads')],
      [told('n1', 1001, 'n1 leads'), told('n2', 20_000, 'n1 leads'), told('n2', 1002, 'n2 leads')],
    );
    expect(shortOf(merged)).toEqual([
      '1000 n1 leads n1',
      '1001 n1 leads n1',
      '1002 n2 leads n2',
      '20000 n1 leads n2',
    ]);
  });

  it('takes one that comes again for the same', () => {
    const event = told('n1', 1000, 'n1 leads');
    expect(mergeEvents([event], [event])).toEqual([event]);
  });

  it('remembers the newest 1,000', () => {
    const events = Array.from({ length: 1500 }, (_, at) => told('n1', at, `event ${at}`));
    const merged = mergeEvents(events.slice(0, 800), events.slice(800));
    expect([merged.length, merged[0]?.text, merged.at(-1)?.text]).toEqual([
      1000,
      'event 500',
      'event 1499',
    ]);
  });
});
