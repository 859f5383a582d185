import { describe, expect, it } from 'vitest';
import type { AclModel } from './acl-model.ts';
import { parsePolicy, rolesOf } from './policy-file.ts';

const plain: AclModel = { roles: false, denies: false, text: '' };
const full: AclModel = { roles: true, denies: true, text: '' };
const withRoles: AclModel = { roles: true, denies: false, text: '' };

describe('parsePolicy', () => {
  it('reads rules, comments, blank lines and both line ends', () => {
    const text =
      '# rights\r\n\r\np, root, *, produce\r\n  p,alice,app/*,consume\np, op, cluster, admin';
    expect(parsePolicy(text, 'p', plain)).toEqual({
      rules: [
        { subject: 'root', object: '*', action: 'produce', effect: 'allow' },
        { subject: 'alice', object: 'app/*', action: 'consume', effect: 'allow' },
        { subject: 'op', object: 'cluster', action: 'admin', effect: 'allow' },
      ],
      roles: new Map(),
      warnings: [],
    });
  });

  it('reads quoted fields: a key may hold commas, quotes and spaces at its ends', () => {
    const { rules } = parsePolicy('p, "alice", " a, ""b"" ", consume', 'p', plain);
    expect(rules).toEqual([
      { subject: 'alice', object: ' a, "b" ', action: 'consume', effect: 'allow' },
    ]);
  });

  it('takes a key with the name of the cluster object as a key', () => {
    const { rules } = parsePolicy('p, alice, cluster, consume', 'p', plain);
    expect(rules).toMatchObject([{ object: 'cluster', action: 'consume' }]);
  });

  it('reads denies and roles where the model has them', () => {
    const text = 'p, staff, *, consume, allow\np, alice, secret/*, consume, deny\ng, alice, staff';
    const { rules, roles } = parsePolicy(text, 'p', full);
    expect(rules.map(({ effect }) => effect)).toEqual(['allow', 'deny']);
    expect([...rolesOf(roles, 'alice')]).toEqual(['alice', 'staff']);
  });

  it('warns of a rule that stands there twice, and keeps one', () => {
    const { rules, warnings } = parsePolicy('p, a, k, consume\n\np,a,k,consume', 'p.csv', plain);
    expect(rules).toHaveLength(1);
    expect(warnings).toEqual(['p.csv:3: the rule of line 1 again']);
  });

  it.each([
    ['p, root', '1 fields behind "p", the model has 3'],
    ['p, root, *, produce, allow', '4 fields behind "p", the model has 3'],
    ['p', '0 fields behind "p", the model has 3'],
    ['p, root, , produce', 'field 3 is empty'],
    ['p, root, "", produce', 'field 3 is empty'],
    ['p, root, *, produce,', 'field 5 is empty'],
    ['p, root, *, write', 'unknown action "write"'],
    ['p, root, *, *', 'unknown action "*"'],
    ['p2, root, *, produce', 'unknown section "p2"'],
    ['g, alice, staff', 'the model has no [role_definition]'],
    ['p, root, a*b, produce', 'a "*" may only stand once, at the end of the object'],
    ['p, root, **, produce', 'a "*" may only stand once, at the end of the object'],
    ['p, *, a, produce', 'a user or role may not contain "*"'],
    ['p, root, *, admin', 'the object of admin is "cluster"'],
    ['p, root, "a, produce', 'a quote stands where none may'],
    ['p, ro"ot, a, produce', 'a quote stands where none may'],
    [`p, root, ${'k'.repeat(4097)}, produce`, 'a field is too long'],
  ])('refuses the whole file for the line %.40j', (line, reason) => {
    const text = `p, good, a, consume\n${line}\np, good, b, consume`;
    expect(() => parsePolicy(text, 'policy.csv', plain)).toThrow(`policy.csv:2: ${reason}: `);
  });

  it('refuses an effect that is neither allow nor deny', () => {
    expect(() => parsePolicy('p, a, k, consume, perhaps', 'p', full)).toThrow(
      'p:1: the effect is allow or deny, not "perhaps"',
    );
  });

  it('refuses a cycle of roles and shows it', () => {
    expect(() => parsePolicy('g, a, b\ng, b, c\ng, c, a', 'p', withRoles)).toThrow(
      'p: a cycle of roles: "a" -> "b" -> "c" -> "a"',
    );
    expect(() => parsePolicy('g, a, a', 'p', withRoles)).toThrow('a cycle of roles');
  });

  it('refuses chains of roles longer than Casbin follows, however they are sorted', () => {
    const chain = Array.from({ length: 10 }, (_, index) => `g, r${index}, r${index + 1}`);
    const deep = '10 roles deep';
    expect(() => parsePolicy(chain.join('\n'), 'p', withRoles)).toThrow(deep);
    expect(() => parsePolicy(chain.toReversed().join('\n'), 'p', withRoles)).toThrow(deep);
    expect(parsePolicy(chain.slice(1).join('\n'), 'p', withRoles).roles.size).toBe(9);
  });

  it('refuses hostile lines in no time', () => {
    const started = performance.now();
    for (const line of [`p,${' '.repeat(200_000)}"`, `p,"${'""'.repeat(100_000)}`]) {
      expect(() => parsePolicy(line, 'p', plain)).toThrow();
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});
