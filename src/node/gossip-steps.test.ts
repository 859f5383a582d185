import { describe, expect, it } from 'vitest';
import type { Member, MemberStatus } from './gossip/member.ts';
import { gossipTags, nextStep, type Step } from './gossip-steps.ts';
import type { Server } from './raft/configuration.ts';

const voter: Server = { id: 'n2', address: '10.0.0.2:8400', suffrage: 'voter' };
const others: readonly Server[] = [
  { id: 'n1', address: '10.0.0.1:8400', suffrage: 'voter' },
  { id: 'n3', address: '10.0.0.3:8400', suffrage: 'voter' },
];
const address = voter.address;

describe('the next step of a leader, about one other node', () => {
  it.each<[what: string, member: Member, server: Server | undefined, step: Step | undefined]>([
    ['adds one that asks to join', node({ join: 't' }), undefined, add()],
    [
      'adds one that asks to stay a non-voter as that',
      node({ join_nonvoter: 't' }),
      undefined,
      { ...add(), nonVoter: true },
    ],
    ['adds one of mökv, which has no way to ask', node({ mokv: undefined }), undefined, add()],
    ['leaves one out that does not ask', node({}), undefined, undefined],
    [
      'leaves one out without an address',
      node({ rpc_addr: undefined, join: 't' }),
      undefined,
      undefined,
    ],
    ['goes on with a non-voter that still asks', node({ join: 't' }), nonVoter(), add()],
    ['leaves a non-voter that does not ask', node({}), nonVoter(), undefined],
    ['leaves a voter as it is', node({}), voter, undefined],
    ['begins anew with a voter that asks', node({ join: 't' }), voter, { ...add(), type: 'readd' }],
    ['follows a voter that moved', node({ rpc_addr: 'a:1' }), voter, { ...add(), address: 'a:1' }],
    [
      'follows a non-voter that moved, which stays one',
      node({ rpc_addr: 'a:1' }),
      nonVoter(),
      { ...add(), address: 'a:1', nonVoter: true },
    ],
    ['keeps a voter that failed', node({ join: 't' }, 'failed'), voter, undefined],
    ['keeps a voter that is about to leave', node({}, 'leaving'), voter, undefined],
    ['removes one that has left', node({}, 'left'), voter, { type: 'remove', id: 'n2' }],
    [
      'removes a non-voter that has left',
      node({}, 'left'),
      nonVoter(),
      { type: 'remove', id: 'n2' },
    ],
    ['forgets one that has left before', node({ join: 't' }, 'left'), undefined, undefined],
    [
      'does not add one that failed before it joined',
      node({ join: 't' }, 'failed'),
      undefined,
      undefined,
    ],
  ])('%s', (_, member, server, step) => {
    const servers = server === undefined ? others : [...others, server];
    expect(nextStep([member], 'n1', { servers }, () => true)).toEqual(step);
  });

  it('believes any member that the wish is fulfilled', () => {
    const members = [
      node({ join: 't2' }),
      node({ rpc_addr: '10.0.0.3:8400', joined: 't1,t2' }, 'alive', 'n3'),
    ];
    expect(nextStep(members, 'n1', { servers: [...others, voter] }, () => true)).toBeUndefined();
    const another = [
      node({ join: 't3' }),
      node({ rpc_addr: '10.0.0.3:8400', joined: 't1,t2' }, 'alive', 'n3'),
    ];
    expect(nextStep(another, 'n1', { servers: [...others, voter] }, () => true)).toEqual({
      ...add(),
      type: 'readd',
    });
  });

  it('is never about the leader itself', () => {
    expect(
      nextStep([node({ rpc_addr: 'a:1', join: 't' })], 'n2', { servers: [voter] }, () => true),
    ).toBe(undefined);
  });

  it('passes over what is not due', () => {
    const members = [node({ join: 't2' }), node({ join: 't4' }, 'alive', 'n4')];
    const step = nextStep(members, 'n1', { servers: others }, ({ id }) => id !== 'n2');
    expect(step).toEqual({ ...add(), id: 'n4' });
  });
});

/** A node of mokv at the voter's address; undefined takes a tag away. */
function node(
  changes: Readonly<Record<string, string | undefined>>,
  status: MemberStatus = 'alive',
  name = 'n2',
): Member {
  const all = { [gossipTags.rpcAddress]: address, [gossipTags.version]: '1.0.0', ...changes };
  const tags = Object.entries(all).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const place = { address: Uint8Array.of(10, 0, 0, 2), port: 8401 };
  const versions = { statusLTime: 1, incarnation: 1, vsn: new Uint8Array(6) };
  return { name, status, tags: new Map(tags), ...place, ...versions };
}

function add(): Extract<Step, { readonly type: 'add' }> {
  return { type: 'add', id: 'n2', address, nonVoter: false };
}

function nonVoter(): Server {
  return { ...voter, suffrage: 'nonvoter' };
}
