import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelText } from '../../pki/acl-files.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { boundsOf, contains } from './key-bounds.ts';
import { compilePolicy, type Policy } from './policy.ts';

const denyModel = `[request_definition]
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

const policyText = `p, all, *, produce, allow
p, app, app/*, produce, allow
p, app, lib/a, produce, allow
p, app, lib/b, produce, allow
p, careful, app/*, produce, allow
p, careful, app/secret/*, produce, deny
p, careful, app/x, produce, deny
p, parts, app/a*, produce, allow
p, parts, app/b*, produce, allow
p, never, app/*, produce, allow
p, never, *, produce, deny
g, member, app
`;

describe('a right on a whole range', () => {
  it.each([
    ['all', {}, true, true],
    ['all', { prefix: 'x' }, true, true],
    ['all', { start: 'b', end: 'd' }, true, true],
    ['app', {}, false, true],
    ['app', { prefix: 'app/' }, true, true],
    ['app', { prefix: 'app/x' }, true, true],
    ['app', { prefix: 'app' }, false, true],
    ['app', { start: 'app/a', end: 'app/b' }, true, true],
    ['app', { start: 'app/a' }, false, true],
    ['app', { start: 'app/a', end: 'app0' }, true, true],
    ['app', { start: 'app/a', end: 'app1' }, false, true],
    ['app', { start: 'lib/a', end: 'lib/a\0' }, true, true],
    ['app', { start: 'lib/a', end: 'lib/c' }, false, true],
    ['app', { prefix: 'b' }, false, false],
    ['member', { prefix: 'app/' }, true, true],
    ['careful', { prefix: 'app/' }, false, true],
    ['careful', { prefix: 'app/a' }, true, true],
    ['careful', { prefix: 'app/secret/' }, false, false],
    ['careful', { prefix: 'app/s' }, false, true],
    ['careful', { prefix: 'app/x' }, false, true],
    ['careful', { start: 'app/x', end: 'app/x\0' }, false, false],
    ['careful', { prefix: 'app/x/' }, true, true],
    ['parts', { prefix: 'app/' }, false, true],
    ['parts', { start: 'app/a', end: 'app/c' }, false, true],
    ['never', { prefix: 'app/' }, false, false],
    ['nobody', {}, false, false],
  ])('of %s on %j: all of it %s, some of it %s', async (user, range, all, some) => {
    const policy = await compile(policyText, denyModel);
    expect(policy.mayRange(user, 'produce', boundsOf(range))).toBe(all);
    expect(policy.maySomeOf(user, 'produce', boundsOf(range))).toBe(some);
    expect(policy.mayRange(user, 'consume', boundsOf(range))).toBe(false);
  });

  it('agrees with the right on each of its keys', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é'), maxLength: 3 });
    const object = fc.oneof(
      text.filter((one) => one !== ''),
      text.map((one) => `${one}*`),
    );
    const rule = fc.tuple(object, fc.constantFrom('allow', 'deny'));
    const range = fc.record({ prefix: text, start: text, end: text });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(rule, { maxLength: 6, selector: String }),
        range,
        fc.array(
          text.filter((one) => one !== ''),
          { minLength: 10 },
        ),
        async (rules, asked, keys) => {
          const lines = rules.map(([of, effect]) => `p, u, ${of}, consume, ${effect}`);
          const policy = await compile(lines.join('\n'), denyModel);
          const bounds = boundsOf(asked);
          const inside = keys.filter((one) => contains(bounds, byteStringOfText(one)));
          const allowed = inside.filter((one) => policy.mayKey('u', 'consume', one));
          if (policy.mayRange('u', 'consume', bounds)) expect(allowed).toEqual(inside);
          if (!policy.maySomeOf('u', 'consume', bounds)) expect(allowed).toEqual([]);
        },
      ),
    );
  });

  it('needs no model that knows deny', async () => {
    const policy = await compile('p, root, *, produce', modelText);
    expect(policy.mayRange('root', 'produce', boundsOf({}))).toBe(true);
  });
});

function compile(policy: string, model: string): Promise<Policy> {
  return compilePolicy({ modelFile: 'model.conf', model, policyFile: 'policy.csv', policy });
}
