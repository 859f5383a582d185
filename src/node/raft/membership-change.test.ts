import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Configuration, faultOf, type Server, votersOf } from './configuration.ts';
import { configurationAfter } from './membership-change.ts';
import type { ConfigurationChange } from './output.ts';

const server = (id: string, suffrage: Server['suffrage'] = 'voter'): Server => ({
  id,
  address: `${id}:1`,
  suffrage,
});

const current: Configuration = { servers: [server('a'), server('b'), server('n', 'nonvoter')] };

describe('configurationAfter', () => {
  it.each<[string, ConfigurationChange, Server[]]>([
    [
      'adds a non-voter',
      { type: 'addNonvoter', id: 'x', address: 'x:1' },
      [...current.servers, server('x', 'nonvoter')],
    ],
    [
      'adds a voter',
      { type: 'addVoter', id: 'x', address: 'x:1' },
      [...current.servers, server('x')],
    ],
    [
      'promotes a non-voter',
      { type: 'addVoter', id: 'n', address: 'n:1' },
      [server('a'), server('b'), server('n')],
    ],
    [
      'changes the address of a voter, who stays one',
      { type: 'addNonvoter', id: 'b', address: 'moved:1' },
      [server('a'), { ...server('b'), address: 'moved:1' }, server('n', 'nonvoter')],
    ],
    [
      'demotes a voter',
      { type: 'demoteVoter', id: 'b' },
      [server('a'), server('b', 'nonvoter'), server('n', 'nonvoter')],
    ],
    ['removes a server', { type: 'removeServer', id: 'a' }, [server('b'), server('n', 'nonvoter')]],
  ])('%s', (_, change, servers) => {
    expect(configurationAfter(current, change)).toEqual({
      type: 'changed',
      configuration: { servers },
    });
  });

  it.each<[string, ConfigurationChange]>([
    ['x is not in the configuration', { type: 'removeServer', id: 'x' }],
    ['x is not in the configuration', { type: 'demoteVoter', id: 'x' }],
    ['n is already a nonvoter at n:1', { type: 'demoteVoter', id: 'n' }],
    ['b is already a voter at b:1', { type: 'addVoter', id: 'b', address: 'b:1' }],
    ['two servers have one address', { type: 'addVoter', id: 'x', address: 'a:1' }],
    ['server x has no address', { type: 'addVoter', id: 'x', address: '' }],
    ['a server has no id', { type: 'addNonvoter', id: '', address: 'x:1' }],
  ])('refuses because %s', (reason, change) => {
    expect(configurationAfter(current, change)).toEqual({ type: 'invalidChange', reason });
  });

  it('never leaves a cluster without a voter', () => {
    const alone = { servers: [server('a'), server('n', 'nonvoter')] };
    const refusal = { type: 'invalidChange', reason: 'no voter would remain' };
    expect(configurationAfter(alone, { type: 'removeServer', id: 'a' })).toEqual(refusal);
    expect(configurationAfter(alone, { type: 'demoteVoter', id: 'a' })).toEqual(refusal);
  });

  it('changes at most one voter, so that old and new quorums overlap', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const change = fc.record({
      type: fc.constantFrom('addVoter', 'addNonvoter', 'demoteVoter', 'removeServer'),
      id: name,
      address: fc.constantFrom('a', 'b', 'c', 'd').map((host) => `${host}:1`),
    });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let configuration: Configuration = { servers: [server('a')] };
        for (const next of changes) {
          const after = configurationAfter(configuration, next as ConfigurationChange);
          if (after.type !== 'changed') continue;
          const before = new Set(votersOf(configuration).map((voter) => voter.id));
          const voters = new Set(votersOf(after.configuration).map((voter) => voter.id));
          const changed = [...before, ...voters].filter(
            (id) => !(before.has(id) && voters.has(id)),
          );
          expect(changed.length).toBeLessThanOrEqual(1);
          expect(faultOf(after.configuration)).toBeUndefined();
          configuration = after.configuration;
        }
      }),
    );
  });
});
