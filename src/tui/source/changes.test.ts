import { describe, expect, it } from 'vitest';
import { examplePicture } from '../../../test/support/example-dashboard.ts';
import { FakeSourceClient } from '../../../test/support/fake-source-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { Change } from '../facts.ts';
import { consequenceOf } from './consequence.ts';
import { performChange } from './perform-change.ts';

const client = new FakeSourceClient();
client.put('a', 'old', 5);
const value = new TextEncoder().encode('newer');
const addr = '10.0.0.2:8400';

describe('consequenceOf', () => {
  it.each([
    [
      { type: 'set', key: 'a', value, condition: undefined },
      'careful',
      ['"a" is replaced: 3 bytes of revision 5 by 5 bytes'],
    ],
    [
      { type: 'set', key: 'b\x1b', value, condition: undefined },
      'careful',
      ['"b\\x1b" is made, 5 bytes'],
    ],
    [
      { type: 'delete', key: 'a', revision: 4 },
      'dangerous',
      [
        '"a" is deleted: 3 bytes of revision 5',
        'it has changed since: the deletion of revision 4 will be refused',
      ],
    ],
    [{ type: 'delete', key: 'b', revision: 4 }, 'dangerous', ['"b" does not exist any more']],
    [
      { type: 'transferLeadership', target: 'n2' },
      'careful',
      ['leadership goes from n1 to n2', 'writes wait for a moment'],
    ],
    [
      { type: 'removeMember', id: 'n3' },
      'dangerous',
      ['n3 is removed from the cluster', '2 voters then, 2 are needed, can lose 0', '2 of 3 stay'],
    ],
    [
      { type: 'demoteMember', id: 'n1' },
      'careful',
      [
        'n1 becomes a non-voter',
        'the quorum is lost: 2 are needed, 1 would be well',
        'it leads: another node is elected first',
        '2 of 3 stay',
      ],
    ],
    [
      { type: 'promoteMember', id: 'n4' },
      'careful',
      ['n4 becomes a voter', '4 voters then, 3 are needed, can lose 0'],
    ],
    [
      { type: 'drain', id: 'n2', addr },
      'careful',
      ['n2 gives up leadership and says that it is not ready', '2 of 3 stay'],
    ],
  ] satisfies [Change, string, string[]][])('of %j is %s: %j', async (change, severity, lines) => {
    expect(await consequenceOf(client, change, examplePicture)).toEqual({ severity, lines });
  });

  it('is dangerous when the leader says so, and when it cannot be asked', async () => {
    const own = new FakeSourceClient();
    const change: Change = { type: 'drain', id: 'n2', addr };
    own.okToStopAnswer = { ok: false, reason: '1 of 3 would stay' };
    expect(await consequenceOf(own, change, examplePicture)).toMatchObject({
      severity: 'dangerous',
      lines: [expect.anything(), '! 1 of 3 would stay'],
    });
    own.failures.set('okToStop', new MokvError('NO_LEADER', 'there is no leader'));
    expect(await consequenceOf(own, change, examplePicture)).toMatchObject({
      severity: 'dangerous',
      lines: [expect.anything(), '! the leader could not be asked: there is no leader'],
    });
  });
});

describe('performChange', () => {
  it.each([
    [
      { type: 'set', key: 'k', value, condition: undefined },
      'set k',
      '"k" is set, 5 bytes, revision 7',
    ],
    [{ type: 'delete', key: 'k', revision: 7 }, 'delete k', '"k" is deleted'],
    [{ type: 'delete', key: 'k', revision: 7 }, 'delete k', '"k" did not exist any more'],
    [{ type: 'transferLeadership', target: undefined }, 'transferLeadership', 'n2 leads'],
    [{ type: 'promoteMember', id: 'n4' }, 'promoteMember n4', 'n4 is a voter'],
    [{ type: 'demoteMember', id: 'n3' }, 'demoteMember n3', 'n3 is a non-voter'],
    [{ type: 'removeMember', id: 'n3' }, 'removeMember n3', 'n3 is removed'],
    [{ type: 'addMember', id: 'n4', addr }, `addMember n4 ${addr}`, 'n4 is a voter'],
    [{ type: 'drain', id: 'n2', addr }, 'drain n2 true', 'n2 is drained'],
    [{ type: 'undrain', id: 'n2', addr }, 'drain n2 false', 'n2 is in service again'],
  ] satisfies [Change, string, string][])(
    '%j asks for %j and says %j',
    async (change, call, said) => {
      expect(await performChange(client, change)).toBe(said);
      expect(client.asked.at(-1)).toBe(call);
    },
  );
});
