import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { MokvError } from '../shared/errors.ts';

const context = clusterForEachTest(2);

describe('a write', () => {
  it('is applied once when its leader ends before it can answer', async () => {
    const client = context.client([0, 1]);
    await client.set('warm', bytes('1'));
    context.server(0).fate = () => 'die';
    const written = client.set('k', bytes('v'));
    await expect.poll(() => context.cluster.store.applied).toContain('set k v');
    context.cluster.leader = context.server(1);
    expect(await written).toEqual({ revision: 2, created: true, previous: undefined });
    expect(context.cluster.store.applied).toEqual(['set warm 1', 'set k v']);
  });

  it('has an unknown outcome that names its id when nobody answers in time, and can be asked about', async () => {
    const client = context.client([0]);
    context.server(0).fate = () => 'silence';
    const failure: unknown = await client
      .set('k', bytes('v'), { deadline: Date.now() + 200 })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      metadata: { request_client: expect.any(String), request_sequence: '1' },
    });
    if (!(failure instanceof MokvError)) throw failure;
    context.server(0).fate = () => 'answer';
    const requestId = { client: failure.metadata.request_client ?? '', sequence: 1 };
    expect(await client.outcome(requestId)).toEqual({ known: false });
    const set = { type: 'set', revision: 1, created: true, previous: undefined };
    await client.set('k', bytes('v'), { requestId });
    expect(await client.outcome(requestId)).toEqual({ known: true, result: set });
  });

  it('waits for a leader as long as it may', async () => {
    context.cluster.leader = undefined;
    const written = context.client([0, 1]).set('k', bytes('v'));
    await expect.poll(() => context.server(1).calls).toContain('set');
    context.cluster.leader = context.server(1);
    expect(await written).toMatchObject({ created: true });
  });

  it('says that there was no leader when its time is over, and nothing was applied', async () => {
    context.cluster.leader = undefined;
    const written = context.client().set('k', bytes('v'), { deadline: Date.now() + 300 });
    await expect(written).rejects.toMatchObject({ code: 'NO_LEADER' });
    expect(context.cluster.store.applied).toEqual([]);
  });

  it('fails as its condition says, and a lost answer does not change that', async () => {
    const client = context.client([0, 1]);
    await client.set('k', bytes('1'));
    const set = client.set('k', bytes('2'), { condition: { type: 'absent' } });
    await expect(set).rejects.toMatchObject({ code: 'CONDITION_FAILED' });
    context.cluster.successor = context.server(1);
    context.server(0).fate = () => 'die';
    const deleted = client.delete('k', { condition: { type: 'revision', revision: 1 } });
    expect(await deleted).toMatchObject({ deleted: true });
    expect(context.cluster.store.applied).toEqual(['set k 1', 'delete k']);
  });

  it('goes without an id where members of mökv are, and is then not sent twice', async () => {
    context.server(0).fate = (method) =>
      method === 'set' && context.server(0).calls.length === 1
        ? new MokvError('UNIMPLEMENTED', 'n3 is a member without request ids')
        : 'answer';
    const client = context.client([0, 1]);
    await client.set('k', bytes('1'));
    expect(context.server(0).calls).toEqual(['set', 'set']);
    context.cluster.successor = context.server(1);
    context.server(0).fate = () => 'die';
    const lost = client.set('k', bytes('2'));
    await expect(lost).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', metadata: {} });
    expect(context.cluster.store.applied).toEqual(['set k 1', 'set k 2']);
  });

  it('keeps an id that its caller chose, even where it is refused', async () => {
    context.server(0).fate = () => new MokvError('UNIMPLEMENTED', 'no request ids');
    const requestId = { client: 'me', sequence: 7 };
    const written = context.client().set('k', bytes('1'), { requestId });
    await expect(written).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
    expect(context.server(0).calls).toEqual(['set']);
  });

  it('is not sent again to a server of mökv, which would apply it twice', async () => {
    for (const server of context.cluster.servers) {
      server.stop();
      server.isMoekv = true;
      await server.start();
    }
    context.cluster.leader = context.server(0);
    const client = context.client([0, 1]);
    expect(await client.set('k', bytes('1'))).toMatchObject({ revision: 0 });
    context.cluster.successor = context.server(1);
    context.server(0).fate = () => 'die';
    await expect(client.set('k', bytes('2'))).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(context.cluster.store.applied).toEqual(['set k 1', 'set k 2']);
  });

  it('lets the cluster forget what was answered', async () => {
    const client = context.client([0], { clientId: 'me' });
    for (let count = 1; count <= 5; count += 1) await client.set('k', bytes(`${count}`));
    expect(context.cluster.store.remembered('me')).toEqual([5]);
  });
});

describe('a batch', () => {
  it('gives each operation its own result', async () => {
    const results = await context.client().batch([
      { type: 'set', key: 'a', value: bytes('1') },
      { type: 'get', key: 'a' },
      { type: 'get', key: 'b' },
      { type: 'delete', key: 'a' },
    ]);
    expect(results).toMatchObject([
      { type: 'set', revision: 1 },
      { type: 'get', key: 'a' },
      { type: 'failure', error: { code: 'NOT_FOUND' } },
      { type: 'delete', deleted: true },
    ]);
  });

  it('is applied once when its leader ends before it can answer', async () => {
    const client = context.client([0, 1]);
    context.cluster.successor = context.server(1);
    context.server(0).fate = () => 'die';
    const results = await client.batch([
      { type: 'set', key: 'a', value: bytes('1') },
      { type: 'set', key: 'b', value: bytes('2') },
    ]);
    expect(results).toMatchObject([{ revision: 1 }, { revision: 2 }]);
    expect(context.cluster.store.applied).toEqual(['set a 1', 'set b 2']);
  });

  it('has an unknown outcome for each write that nobody answers, and knows the rest', async () => {
    context.server(0).fate = () => 'silence';
    const results = await context.client().batch(
      [
        { type: 'set', key: 'a', value: bytes('1') },
        { type: 'delete', key: 'b' },
      ],
      { deadline: Date.now() + 150 },
    );
    expect(results).toMatchObject([
      { error: { code: 'OUTCOME_UNKNOWN', metadata: { request_sequence: '1' } } },
      { error: { code: 'OUTCOME_UNKNOWN', metadata: { request_sequence: '2' } } },
    ]);
  });
});

function bytes(text: string): Buffer {
  return Buffer.from(text);
}
