import { describe, expect, it } from 'vitest';
import { modelText } from '../../pki/acl-files.ts';
import { parseAclModel } from './acl-model.ts';

const mokvInGo = `
[request_definition]
r = sub, obj, act

[policy_definition]
p = sub, obj, act

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.sub == p.sub && r.obj == p.obj && r.act == p.act
`;

const withRoles = `${mokvInGo}\n[role_definition]\ng = _, _\n`.replace(
  'r.sub == p.sub',
  'g(r.sub, p.sub)',
);

describe('parseAclModel', () => {
  it("reads mökv's own model as one whose objects are keys or prefixes", () => {
    const { roles, denies, text } = parseAclModel(mokvInGo, 'model.conf');
    expect({ roles, denies }).toEqual({ roles: false, denies: false });
    expect(text).toContain('m = r.sub == p.sub && keyMatch(r.obj, p.obj) && r.act == p.act');
  });

  it('reads the model that mokv ships', () => {
    expect(parseAclModel(modelText, 'model.conf')).toEqual(parseAclModel(mokvInGo, 'model.conf'));
  });

  it('reads roles and denies', () => {
    const denying = withRoles
      .replace('p = sub, obj, act', 'p = sub, obj, act, eft')
      .replace(
        'some(where (p.eft == allow))',
        'some(where (p.eft == allow)) && !some(where (p.eft == deny))',
      );
    expect(parseAclModel(withRoles, 'm')).toMatchObject({ roles: true, denies: false });
    expect(parseAclModel(denying, 'm')).toMatchObject({ roles: true, denies: true });
  });

  it.each([
    'r.act == p.act && (r.obj == p.obj && r.sub == p.sub)',
    '((r.sub==p.sub)&&((r.act==p.act)))&&keyMatch(r.obj,p.obj) # a comment',
  ])('does not mind the order, parentheses and spaces of a matcher: %s', (matcher) => {
    expect(parseAclModel(withMatcher(matcher), 'm')).toEqual(parseAclModel(mokvInGo, 'm'));
  });

  it.each([
    ['regexMatch(r.obj, p.obj) && r.sub == p.sub && r.act == p.act', 'regexMatch(r.obj,p.obj)'],
    ['keyMatch2(r.obj, p.obj) && r.sub == p.sub && r.act == p.act', 'keyMatch2(r.obj,p.obj)'],
    ['eval(p.sub) && r.obj == p.obj && r.act == p.act', 'eval(p.sub)'],
    ['r.sub == p.sub || r.sub == "root"', 'r.sub==p.sub||r.sub=="root"'],
    ['r.sub == p.sub && r.obj == p.act && r.act == p.act', 'r.obj==p.act'],
    ['r.sub == p.sub && r.obj == p.obj && r.act == p.act && true', 'true'],
    ['r.sub == p.sub && (r.obj == p.obj && r.act == p.act', '(r.obj==p.obj&&r.act==p.act'],
    ['r.sub.constructor == p.sub && r.obj == p.obj', 'r.sub.constructor==p.sub'],
  ])('refuses the matcher %s', (matcher, part) => {
    expect(() => parseAclModel(withMatcher(matcher), 'model.conf')).toThrow(
      `model.conf:12: the matcher may not contain "${part}"`,
    );
  });

  it.each([
    ['r.sub == p.sub && r.act == p.act', 'the matcher never compares r.obj'],
    ['r.sub == p.sub && r.sub == p.sub && r.act == p.act', 'the matcher compares sub twice'],
    ['g(r.sub, p.sub) && r.obj == p.obj && r.act == p.act', 'roles need both'],
    [`${'('.repeat(1001)}`, 'the matcher is longer than 1000 characters'],
  ])('refuses the matcher %.60s: %s', (matcher, reason) => {
    expect(() => parseAclModel(withMatcher(matcher), 'm')).toThrow(reason);
  });

  it.each([
    ['', 'm: "r = ..." is missing'],
    ['[request_definition]\nr = sub, act', 'm:2: "r" must be "sub, obj, act"'],
    ['[requests]\n', 'm:1: unknown section [requests]'],
    ['[constructor]\n', 'm:1: unknown section [constructor]'],
    ['r = sub, obj, act', 'm:1: expected a [section]'],
    ['[matchers]\nr = sub, obj, act', 'm:2: expected "m = ..."'],
    [`${mokvInGo}[matchers]\nm = r.sub == p.sub`, 'm:14: "m" is defined twice'],
    [
      mokvInGo.replace('sub, obj, act\n\n[policy_e', 'sub, obj, act, eft\n\n[policy_e'),
      'deny needs',
    ],
    [`${mokvInGo}[role_definition]\ng = _, _\n`, 'm:12: roles need both'],
    [
      mokvInGo.replace('some(where (p.eft == allow))', 'priority(p.eft) || deny'),
      'm:9: "e" must be',
    ],
  ])('refuses %j', (text, reason) => {
    expect(() => parseAclModel(text, 'm')).toThrow(reason);
  });
});

function withMatcher(matcher: string): string {
  return mokvInGo.replace('r.sub == p.sub && r.obj == p.obj && r.act == p.act', matcher);
}
