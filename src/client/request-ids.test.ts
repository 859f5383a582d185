import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestIds } from './request-ids.ts';

describe('RequestIds', () => {
  it('numbers its requests, and says which of them have no answer yet', () => {
    const ids = new RequestIds('me');
    const [first, second, third] = [ids.open(), ids.open(), ids.open()];
    expect(ids.messageOf(third)).toEqual({ client: 'me', sequence: 3, firstOpen: 1 });
    ids.close(first);
    expect(ids.messageOf(third)).toEqual({ client: 'me', sequence: 3, firstOpen: 2 });
    ids.close(second);
    ids.close(third);
    expect(ids.messageOf(ids.open())).toEqual({ client: 'me', sequence: 4, firstOpen: 4 });
  });

  it('takes another name before one that stays open would be forgotten', () => {
    const ids = new RequestIds('me');
    const stuck = ids.open();
    for (let count = 0; count < 511; count += 1) ids.close(ids.open());
    const next = ids.open();
    expect(next).toEqual({ client: 'me.2', sequence: 1 });
    expect(ids.messageOf(stuck)).toEqual({ client: 'me', sequence: 1, firstOpen: 1 });
    ids.close(stuck);
    expect(ids.open()).toEqual({ client: 'me.2', sequence: 2 });
  });

  it('tells the lowest open one whatever the order in which they are closed', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(600), { nil: 'open' as const })), (steps) => {
        const ids = new RequestIds('me');
        const open = new Set<number>();
        for (const step of steps) {
          if (step === 'open') open.add(ids.open().sequence);
          else {
            ids.close({ client: 'me', sequence: step });
            open.delete(step);
          }
          const [firstOpen = 1000] = open;
          const last = steps.length + 1;
          const { firstOpen: told } = ids.messageOf({ client: 'me', sequence: last });
          if (open.size > 0) expect(told).toBe(firstOpen);
        }
      }),
    );
  });

  it('keeps only the last ones whose outcome nobody knows', () => {
    const ids = new RequestIds('me');
    for (let count = 0; count < 64; count += 1) ids.leaveUnresolved(ids.open());
    expect(ids.messageOf(ids.open()).firstOpen).toBe(1);
    ids.leaveUnresolved(ids.open());
    expect(ids.messageOf(ids.open()).firstOpen).toBe(2);
  });

  it('lets the cluster forget nothing for an id that a caller chose', () => {
    const ids = new RequestIds('me');
    expect(ids.messageOf({ client: 'you', sequence: 9 })).toEqual({ client: 'you', sequence: 9 });
  });

  it('is a random UUID by default', () => {
    expect(new RequestIds().open().client).toMatch(/^[0-9a-f-]{36}$/);
    expect(new RequestIds().open().client).not.toBe(new RequestIds().open().client);
  });
});
