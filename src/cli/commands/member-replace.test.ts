import { beforeEach, describe, expect, it } from 'vitest';
import { fourServersForEachTest } from '../../../test/support/four-servers.ts';

const cluster = fourServersForEachTest();
const { run: mokv } = cluster;

describe('member replace', () => {
  beforeEach(() => {
    cluster.server.answers.okToStop = () => ({ ok: true, voters: 3, healthy: 2, quorum: 2 });
    const tags = { rpc_addr: 'h:5' };
    cluster.server.pool = { nodeId: 'n1', members: [{ name: 'n5', status: 'alive', tags }] };
  });

  it('adds the new one before it removes the old one', async () => {
    expect(await mokv('member replace n3 n5 h:6 -y')).toEqual({
      exit: 0,
      stdout: 'OK\n',
      stderr: '',
    });
    expect(cluster.server.changes).toMatchObject([
      ['addMember', { id: 'n5', addr: 'h:6', nonVoter: false }],
      ['removeMember', { id: 'n3' }],
    ]);
  });

  it('takes the address that the new one announces, and asks', async () => {
    const { exit, stderr } = await mokv('member replace n3 n5', { typed: 'n\n' });
    expect({ exit, stderr }).toEqual({
      exit: 9,
      stderr: 'Add n5 at h:5, then remove n3? [y/N] mokv: nothing was changed\n',
    });
    expect(await mokv('member replace n3 n6 -y')).toMatchObject({ exit: 3 });
    expect(await mokv('member replace n3 n3 -y')).toMatchObject({ exit: 2 });
    expect(await mokv('member replace n3 n5')).toMatchObject({ exit: 2 });
    expect(cluster.server.calls).not.toContain('addMember');
  });

  it('--dry-run changes nothing', async () => {
    const { exit, stdout } = await mokv('member replace n3 n5 --dry-run -j');
    expect({ exit, ...JSON.parse(stdout) }).toMatchObject({
      ...{ exit: 0, old: 'n3', new: 'n5', addr: 'h:5', ok: true },
    });
    expect(cluster.server.calls).not.toContain('addMember');
  });
});
