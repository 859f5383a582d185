import { describe, expect, it } from 'vitest';
import { RecentIntents } from './recent-intents.ts';

describe('recent intents', () => {
  it('keep the newest one of each node', () => {
    const intents = new RecentIntents();
    const news = [
      intents.remember('a', { type: 'join', ltime: 3, heardAt: 0 }),
      intents.remember('a', { type: 'leave', ltime: 3, heardAt: 1 }),
      intents.remember('a', { type: 'leave', ltime: 4, heardAt: 2 }),
    ];
    expect(news).toEqual([true, false, true]);
    expect(intents.of('a')).toEqual({ type: 'leave', ltime: 4, heardAt: 2 });
  });

  it('are forgotten after a while', () => {
    const intents = new RecentIntents();
    intents.remember('a', { type: 'join', ltime: 3, heardAt: 0 });
    intents.remember('b', { type: 'join', ltime: 3, heardAt: 10 });
    intents.forgetHeardBefore(5);
    expect([intents.of('a')?.ltime, intents.of('b')?.ltime]).toEqual([undefined, 3]);
  });

  it('are bounded, whatever names somebody invents', () => {
    const intents = new RecentIntents();
    const news = Array.from({ length: 5000 }, (_, index) =>
      intents.remember(`n${index}`, { type: 'join', ltime: 1, heardAt: 0 }),
    );
    expect(news.filter((isNews) => isNews).length).toBe(4096);
  });
});
