import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNode } from '../../../test/support/fake-node.ts';
import { until } from '../../../test/support/poll.ts';
import { modelText } from '../../pki/acl-files.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { boundsOf } from './key-bounds.ts';
import { compilePolicy } from './policy.ts';
import type { ChangeBatch, GroupMember } from './watch-group.ts';
import { WatchHub } from './watch-hub.ts';

const view = { keysOnly: true, previous: false };

describe('WatchHub', () => {
  let node: FakeNode;
  let hub: WatchHub;

  beforeEach(async () => {
    node = new FakeNode();
    const text = { modelFile: 'm', model: modelText, policyFile: 'p', policy: '' };
    hub = new WatchHub(node, { policy: await compilePolicy(text) });
  });

  it('encodes a change once for all who want to know the same of it', async () => {
    const members = [new Member(), new Member(), new Member()];
    for (const member of members) hub.join(boundsOf({ prefix: 'a' }), view, member);
    const other = new Member();
    hub.join(boundsOf({ prefix: 'a' }), { ...view, previous: true }, other);
    node.put('a', '1');
    await until('all to hear of it', () => other.batches[0]);
    const messages = members.map(({ batches }) => batches[0]?.messages());
    expect(new Set(messages).size).toBe(1);
    expect(other.batches[0]?.messages()).not.toBe(messages[0]);
  });

  it('brings what happens before it comes to a member in one batch', async () => {
    const member = new Member();
    const membership = hub.join(boundsOf({}), view, member);
    expect(membership.isBehind()).toBe(false);
    for (const key of ['a', 'b', 'c']) node.put(key, '');
    expect(membership.isBehind()).toBe(true);
    const batch = await until('the batch', () => member.batches[0]);
    expect([batch.firstRevision, batch.lastRevision]).toEqual([1, 3]);
    await until('the end of it', () => !membership.isBehind() || undefined);
    expect(member.batches).toHaveLength(1);
  });

  it('gives up on watchers whose keys change faster than it can tell of', () => {
    const [busy, calm] = [new Member(), new Member()];
    hub.join(boundsOf({}), { keysOnly: false, previous: false }, busy);
    hub.join(boundsOf({ prefix: 'other' }), view, calm);
    for (let index = 0; index < 6; index += 1) node.put('a', 'x'.repeat(1024 * 1024));
    expect([busy.overruns > 0, calm.overruns]).toEqual([true, 0]);
  });

  it('says so once of a revision, however many events it has', () => {
    const member = new Member();
    node.putAll(Array.from({ length: 70_000 }, (_, at) => [`k${at}`, '']));
    hub.join(boundsOf({}), view, member);
    node.apply({ type: 'deleteRange', start: byteStringOfText(''), end: undefined });
    expect(member.overruns).toBe(1);
  });

  it('brings nothing to who has left', async () => {
    const [gone, staying] = [new Member(), new Member()];
    const membership = hub.join(boundsOf({}), view, gone);
    hub.join(boundsOf({}), view, staying);
    node.put('a', '');
    membership[Symbol.dispose]();
    await until('the batch', () => staying.batches[0]);
    expect(gone.batches).toEqual([]);
  });

  it('tells everybody that the store was replaced', () => {
    const members = ['a', 'b'].map((prefix) => {
      const member = new Member();
      hub.join({ lo: byteStringOfText(prefix), hi: undefined }, view, member);
      return member;
    });
    for (const listener of node.listeners) listener.restored();
    expect(members.map(({ restores }) => restores)).toEqual([1, 1]);
  });
});

class Member implements GroupMember {
  readonly batches: ChangeBatch[] = [];
  overruns = 0;
  restores = 0;

  deliver(batch: ChangeBatch): void {
    this.batches.push(batch);
  }

  overrun(): void {
    this.overruns += 1;
  }

  restored(): void {
    this.restores += 1;
  }

  recheck(): void {
    // Nothing is filtered here.
  }
}
