import { describe, expect, it } from 'vitest';
import { fourServersForEachTest } from '../../../test/support/four-servers.ts';
import { MokvError } from '../../shared/errors.ts';

const cluster = fourServersForEachTest();
const { run: mokv } = cluster;

describe('member add, promote and demote', () => {
  it.each<[string, readonly [string, object], string]>([
    [
      'member add n5 h:5',
      ['addMember', { id: 'n5', addr: 'h:5' }],
      '{"id":"n5","addr":"h:5","voter":true}\n',
    ],
    [
      'member add n5 h:5 --non-voter',
      ['addMember', { id: 'n5', addr: 'h:5', nonVoter: true }],
      '{"id":"n5","addr":"h:5","voter":false}\n',
    ],
    ['member promote n4', ['promoteMember', { id: 'n4' }], '{"id":"n4","voter":true}\n'],
    ['member demote n3', ['demoteMember', { id: 'n3' }], '{"id":"n3","voter":false}\n'],
  ])('%s asks for it', async (line, [method, request], record) => {
    expect(await mokv(line)).toEqual({ exit: 0, stdout: 'OK\n', stderr: '' });
    expect(await mokv(`${line} -j`)).toEqual({ exit: 0, stdout: record, stderr: '' });
    expect(cluster.server.changes).toMatchObject([
      [method, request],
      [method, request],
    ]);
  });

  it('end with what the server says', async () => {
    cluster.server.behaviour = () =>
      new MokvError('CONDITION_FAILED', 'without n2 the cluster would stop', { hint: 'add one' });
    expect(await mokv('member demote n2')).toEqual({
      exit: 4,
      stdout: '',
      stderr: 'mokv: without n2 the cluster would stop\nhint: add one\n',
    });
    cluster.server.behaviour = () => new MokvError('NOT_FOUND', '"n9" is no member');
    expect((await mokv('member promote n9')).exit).toBe(3);
  });
});

describe('member add, promote and demote --dry-run', () => {
  it.each([
    ['add n5 h:5', 'with n5 as voter: 4 voters, needs 3, can lose 1; 3 could lose as many'],
    ['add n5 h:5 --non-voter', 'with n5 as non-voter: 3 voters, needs 2, can lose 1'],
    ['promote n4', 'with n4 as voter: 4 voters, needs 3, can lose 1; 3 could lose as many'],
    ['promote n2', 'with n2 as voter: 3 voters, needs 2, can lose 1'],
  ])('%s says what would come of it', async (words, text) => {
    const result = await mokv(`member ${words} --dry-run`);
    expect(result).toEqual({ exit: 0, stdout: `${text}\n`, stderr: '' });
    expect(cluster.server.calls).toEqual(['status']);
  });

  it('demote asks the leader who is well', async () => {
    cluster.server.answers.okToStop = () => ({ ok: true, voters: 3, healthy: 1, quorum: 2 });
    expect(await mokv('member demote n3 --dry-run')).toMatchObject({
      exit: 8,
      stdout:
        'demoting n3 leaves 2 voters, which can lose 0; 1 of them up and caught up, 2 needed\n',
    });
  });

  it('knows the members', async () => {
    expect(await mokv('member promote n9 --dry-run')).toMatchObject({ exit: 3 });
  });
});

it.each([
  [
    'member',
    'member needs one of list, add, remove, promote, demote, replace',
    "run 'mokv member --help'",
  ],
  ['member lits', 'unknown command "member lits"', "did you mean 'mokv member list'?"],
  ['member frobnicate', 'unknown command "member frobnicate"', "run 'mokv member --help'"],
])('%s is refused', async (line, message, hint) => {
  expect(await mokv(line)).toEqual({
    exit: 2,
    stdout: '',
    stderr: `mokv: ${message}\nhint: ${hint}\n`,
  });
});
