import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeNode } from '../../../test/support/fake-node.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import type { Command } from '../kv/command.ts';
import { BoundedProposals } from './bounded-proposals.ts';

const limits = {
  storeBytesMax: 0,
  writesPerUserMax: 2,
  listsPerUserMax: 1,
  watchesPerUserMax: 1,
  watchesMax: 1,
};

const set = (key: string): Command => ({
  type: 'set',
  key: byteStringOfText(key),
  value: Buffer.from('value'),
});

describe('BoundedProposals', () => {
  let node: FakeNode;

  beforeEach(() => {
    node = new FakeNode();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets one user take no more than its part of the writes under way', async () => {
    const decisions: (() => void)[] = [];
    node.proposal = (command) =>
      new Promise((resolve) => {
        decisions.push(() => resolve(node.apply(command)));
      });
    const writes = new BoundedProposals(node, limits);
    const pending = [writes.propose('a', set('1')), writes.propose('a', set('2'))];
    await expect(writes.propose('a', set('3'))).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      message: '2 writes of user "a" are waiting for their commit',
    });
    pending.push(writes.propose('b', set('4')));
    for (const decide of decisions) decide();
    await Promise.all(pending);
    expect(node.commands).toHaveLength(3);
    void writes.propose('a', set('5'));
    expect(node.commands).toHaveLength(4);
  });

  it('frees the place of a write that failed', async () => {
    node.proposal = () => Promise.reject(new Error('refused'));
    const writes = new BoundedProposals(node, { ...limits, writesPerUserMax: 1 });
    for (const key of ['1', '2', '3']) {
      await expect(writes.propose('a', set(key))).rejects.toThrow('refused');
    }
  });

  it('says of a write that is not decided in time that it may still be, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const decisions: (() => void)[] = [];
    node.proposal = (command) =>
      new Promise((resolve) => {
        decisions.push(() => resolve(node.apply(command)));
      });
    const writes = new BoundedProposals(node, limits);
    const told: string[] = [];
    const begin = (name: string): void =>
      writes.begin('a', set(name), {
        applied: () => told.push(`${name} applied`),
        failed: (error) => told.push(`${name} ${error instanceof MokvError ? error.code : error}`),
      });
    begin('first');
    vi.advanceTimersByTime(20_000);
    begin('second');
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual(['first OUTCOME_UNKNOWN']);
    begin('third');
    expect(told).toEqual(['first OUTCOME_UNKNOWN', 'third RESOURCE_EXHAUSTED']);
    for (const decide of decisions) decide();
    await vi.waitUntil(() => told.length === 3);
    vi.advanceTimersByTime(60_000);
    expect(told.slice(2)).toEqual(['second applied']);
    begin('fourth');
    vi.advanceTimersByTime(30_000);
    expect(told.slice(3)).toEqual(['fourth OUTCOME_UNKNOWN']);
  });

  it('takes nothing that adds to a store that is full, and everything that does not', async () => {
    const writes = new BoundedProposals(node, { ...limits, storeBytesMax: 12 });
    await writes.propose('a', set('key 1'));
    await writes.propose('a', set('key 2'));
    const full = {
      code: 'RESOURCE_EXHAUSTED',
      message: 'the store holds 20 bytes, at most 12 are allowed',
    };
    const key = byteStringOfText('key 1');
    const txn: Command = { type: 'txn', compares: [], success: [], failure: [] };
    await expect(writes.propose('a', set('key 1'))).rejects.toMatchObject(full);
    const value = Buffer.from('');
    const writing = { ...txn, failure: [{ type: 'set', key, value } as const] };
    await expect(writes.propose('a', writing)).rejects.toMatchObject(full);
    const others: Command[] = [
      txn,
      { type: 'touch', key, ttlMs: 1 },
      { type: 'grantLease', ttlMs: 1000, owner: key },
      { type: 'delete', key },
    ];
    for (const command of others) await writes.propose('a', command);
    await writes.propose('a', set('key 3'));
  });
});
