import { beforeEach, describe, expect, it } from 'vitest';
import { fourServersForEachTest } from '../../../test/support/four-servers.ts';

const cluster = fourServersForEachTest();
const { run: mokv } = cluster;

describe('member remove', () => {
  const arithmetic = '2 of them up and caught up, 2 needed';
  const consequence = `removing n3 leaves 2 voters, which can lose 0; ${arithmetic}`;

  beforeEach(() => {
    cluster.server.answers.okToStop = () => ({ ok: true, voters: 3, healthy: 2, quorum: 2 });
  });

  it.each([
    ['n3', consequence],
    ['n1', `removing n1, the leader, leaves 2 voters, which can lose 0; ${arithmetic}`],
    ['n4', `removing n4, a non-voter, leaves 3 voters, which can lose 1; ${arithmetic}`],
  ])('%s --dry-run only says what would be left', async (name, text) => {
    const line = `member remove ${name} --dry-run`;
    expect(await mokv(line)).toEqual({ exit: 0, stdout: `${text}\n`, stderr: '' });
    expect(cluster.server.calls).toEqual(['status', 'okToStop']);
  });

  it('--dry-run is JSON for programs', async () => {
    expect(JSON.parse((await mokv('member remove n3 --dry-run -j')).stdout)).toEqual({
      id: 'n3',
      ok: true,
      quorum: { voters: 2, needed: 2, can_lose: 0 },
      healthy: 2,
    });
  });

  it('--dry-run ends with exit code 8 when those who are left are no quorum', async () => {
    cluster.server.answers.okToStop = () => ({ ok: false, voters: 3, healthy: 1, quorum: 2 });
    expect(await mokv('member remove n3 --dry-run')).toEqual({
      exit: 8,
      stdout: `${consequence.replace('; 2 of', '; 1 of')}\n`,
      stderr: 'mokv: the cluster would stop\nhint: bring a voter back or add one first\n',
    });
  });

  it('says that nothing would be left', async () => {
    cluster.server.status = {
      ...cluster.server.status,
      servers: [{ id: 'n1', addr: 'h:1', voter: true }],
    };
    expect(await mokv('member remove n1 --dry-run')).toMatchObject({
      exit: 8,
      stdout: 'removing n1, the leader, leaves no voter, which is no cluster\n',
    });
  });

  it('refuses to go on unasked when nobody is there to answer, and sends nothing', async () => {
    expect(await mokv('member remove n3')).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'mokv: removing a member needs a yes, and stdin is no terminal\n' +
        'hint: give -y to answer beforehand; --dry-run, where there is one, shows what would happen\n',
    });
    expect(cluster.server.calls).toEqual([]);
  });

  it('asks on a terminal and goes on after yes', async () => {
    expect(await mokv('member remove n3', { typed: 'y\n' })).toEqual({
      exit: 0,
      stdout: 'OK\n',
      stderr: `${consequence}. Remove 1 member? [y/N] `,
    });
    expect(cluster.server.changes.at(-1)).toMatchObject(['removeMember', { id: 'n3' }]);
  });

  it.each(['n\n', '\n', 'yesterday\n'])('does nothing after %j', async (typed) => {
    const { exit, stderr } = await mokv('member remove n3', { typed });
    expect({ exit, stderr }).toEqual({
      exit: 9,
      stderr: `${consequence}. Remove 1 member? [y/N] mokv: nothing was changed\n`,
    });
    expect(cluster.server.calls).not.toContain('removeMember');
  });

  it('does nothing when it is interrupted at the question', async () => {
    const interruption = new AbortController();
    const running = mokv('member remove n3', { typed: '', signal: interruption.signal });
    await expect.poll(() => cluster.server.calls).toEqual(['status', 'okToStop']);
    interruption.abort('SIGINT');
    expect(await running).toMatchObject({ exit: 130, stdout: '' });
    expect(cluster.server.calls).not.toContain('removeMember');
  });

  it('does not ask with -y', async () => {
    expect(await mokv('member remove n3 -y')).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
    expect(cluster.server.calls).toEqual(['removeMember']);
  });

  it('knows the members before it asks', async () => {
    expect(await mokv('member remove n9', { typed: 'y\n' })).toEqual({
      exit: 3,
      stdout: '',
      stderr:
        'mokv: "n9" is no member; there are n1, n2, n3, n4\n' +
        "hint: 'mokv member list' shows them\n",
    });
  });
});
