import { newEnforcer, newModelFromString } from 'casbin';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelText, policyText } from '../../pki/acl-files.ts';
import { parseAclModel } from './acl-model.ts';
import { compilePolicy, type Policy } from './policy.ts';

const fullModel = `[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act, eft
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = g(r.sub, p.sub) && keyMatch(r.obj, p.obj) && r.act == p.act
`;

describe('Policy', () => {
  it("reads mökv's own policy per key", async () => {
    const policy = await compile('p, root, *, produce\np, root, *, consume\n');
    expect(policy.mayKey('root', 'produce', 'any/key')).toBe(true);
    expect(policy.mayKey('root', 'consume', '*')).toBe(true);
    expect(policy.mayKey('nobody', 'consume', 'any/key')).toBe(false);
    expect(policy.mayCluster('root', 'admin')).toBe(false);
  });

  it('gives root of the shipped policy the keys and the cluster, but not Raft', async () => {
    const policy = await compile(policyText);
    const actions = ['admin', 'observe', 'peer'] as const;
    expect(actions.map((action) => policy.mayCluster('root', action))).toEqual([true, true, false]);
  });

  it('denies everything to everybody when it is empty', async () => {
    const policy = await compile('');
    expect(policy.mayKey('root', 'consume', 'a')).toBe(false);
    expect(policy.hasGrant('root')).toBe(false);
  });

  it('takes keys as they are: case, prefix, path and regular expressions mean nothing', async () => {
    const policy = await compile('p, a, x/y, consume\np, a, (a+)+$, consume\np, a, pre/*, consume');
    const allowed = (key: string) => policy.mayKey('a', 'consume', key);
    expect(['x/y', '(a+)+$', 'pre/', 'pre/../x', 'pre/*'].filter(allowed)).toHaveLength(5);
    expect(['x/y/', 'X/y', 'x/./y', 'aaa', 'pre', 'x/', ''].filter(allowed)).toEqual([]);
    expect(policy.mayKey('A', 'consume', 'x/y')).toBe(false);
    expect(policy.mayKey('__proto__', 'consume', 'x/y')).toBe(false);
  });

  it('never takes a key named cluster for the cluster', async () => {
    const policy = await compile('p, a, cluster, consume\np, b, cluster, observe');
    expect(policy.mayCluster('a', 'observe')).toBe(false);
    expect(policy.mayKey('b', 'consume', 'cluster')).toBe(false);
  });

  it('knows whether a user has any grant, through roles too', async () => {
    const text = 'p, staff, app/*, consume, allow\np, eve, *, consume, deny\ng, alice, staff';
    const policy = await compile(text, fullModel);
    expect(['alice', 'staff', 'eve', 'nobody'].map((user) => policy.hasGrant(user))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(policy.maySomeKey('alice', 'consume')).toBe(true);
    expect(policy.maySomeKey('alice', 'produce')).toBe(false);
  });

  it('decides exactly as Casbin does over its whole policy', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'role1', 'role2');
    const key = fc.string({ unit: fc.constantFrom('x', 'y', '/'), minLength: 1, maxLength: 4 });
    const object = fc.oneof(
      key,
      key.map((prefix) => `${prefix}*`),
      fc.constant('*'),
    );
    const rule = fc.tuple(
      name,
      object,
      fc.constantFrom('produce', 'consume'),
      fc.constantFrom('allow', 'deny'),
    );
    const grouping = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('role1', 'role2'));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(rule, { maxLength: 12, selector: String }),
        fc.uniqueArray(grouping, { maxLength: 4, selector: String }),
        fc.array(fc.tuple(name, fc.constantFrom('produce', 'consume'), key), { minLength: 30 }),
        async (rules, groupings, questions) => {
          const model = newModelFromString(parseAclModel(fullModel, 'm').text);
          model.addPolicies('p', 'p', rules);
          model.addPolicies('g', 'g', groupings);
          const enforcer = await newEnforcer(model);
          await enforcer.buildRoleLinks();
          const lines = [
            ...rules.map((fields) => ['p', ...fields].join()),
            ...groupings.map((fields) => ['g', ...fields].join()),
          ];
          const policy = await compile(lines.join('\n'), fullModel);
          for (const [user, action, asked] of questions) {
            const expected = await enforcer.enforce(user, asked, action);
            expect(policy.mayKey(user, action as 'produce' | 'consume', asked)).toBe(expected);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('decides within a millisecond over 10,000 rules', async () => {
    const rules = Array.from({ length: 5000 }, (_, index) => [
      `p, u${index % 50}, key/${index}, consume`,
      `p, one, ${'k'.repeat(index % 100)}${index}/*, consume`,
    ]);
    const policy = await compile(rules.flat().join('\n'));
    policy.mayKey('one', 'consume', 'warm up');
    const started = performance.now();
    const questions = 2000;
    for (let index = 0; index < questions; index += 1) {
      policy.mayKey('one', 'consume', `${'k'.repeat(index % 100)}${index}/x`);
      policy.mayKey(`u${index % 50}`, 'consume', `key/${index}`);
    }
    expect((performance.now() - started) / (2 * questions)).toBeLessThan(1);
  });

  it('decides within a millisecond for a user of whom it knows nothing yet', async () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => `p, one, key/${index}/*, consume`);
    const policy = await compile(rules.join('\n'));
    const started = performance.now();
    for (let index = 0; index < 2000; index += 1)
      policy.mayKey(`user${index}`, 'consume', 'key/1/');
    expect((performance.now() - started) / 2000).toBeLessThan(1);
  });
});

function compile(policy: string, model = modelText): Promise<Policy> {
  return compilePolicy({ modelFile: 'model.conf', model, policyFile: 'policy.csv', policy });
}
