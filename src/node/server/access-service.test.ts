import { promises } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { accessService, kvService } from '../../api/services.ts';
import { modelText } from '../../pki/acl-files.ts';

const policy = `p, root, cluster, admin
p, ops, app/*, produce
p, writer, app/db/*, produce
g, alice, ops
`;

const modelWithRoles = modelText
  .replace('\n[policy_effect]', '\n[role_definition]\ng = _, _\n\n[policy_effect]')
  .replace('m = r.sub == p.sub', 'm = g(r.sub, p.sub)');

describe('mokv.v1.Access', () => {
  let front: GrpcFront;
  beforeAll(async () => {
    front = await GrpcFront.start({ policy, model: modelWithRoles });
  });
  afterAll(() => front.stop());

  const asRoot = async () => front.connectAs('root');

  it('tells a user who it is, which roles it has and what they are allowed', async () => {
    const { response } = await call(await front.connectAs('alice'), accessService.whoAmI, {});
    expect(response).toMatchObject({
      user: 'alice',
      roles: ['ops'],
      rules: ['p, ops, app/*, produce'],
      nodeId: 'n1',
    });
  });

  it('explains a grant by the rules that match', async () => {
    const question = { user: 'alice', action: 'produce', object: 'app/x' };
    const { response } = await call(await asRoot(), accessService.explain, question);
    expect(response).toMatchObject({
      allowed: true,
      roles: ['ops'],
      rules: ['p, ops, app/*, produce'],
      nearest: '',
    });
  });

  it('explains a denial by the nearest rule and the line that would grant it', async () => {
    const question = { user: 'writer', action: 'produce', object: 'app/cfg' };
    const { response } = await call(await asRoot(), accessService.explain, question);
    expect(response).toMatchObject({
      allowed: false,
      rules: [],
      nearest: 'p, writer, app/db/*, produce',
      grant: 'p, writer, app/cfg, produce',
    });
  });

  it('lists everybody who may do something, by their own rules or a role', async () => {
    const question = { action: 'produce', object: 'app/db/1' };
    const { response } = await call(await asRoot(), accessService.whoCan, question);
    expect(response?.users).toEqual(['alice', 'writer']);
  });

  it.each([
    [{ user: 'a', action: 'fly', object: 'k' }, 'unknown action "fly"'],
    [{ user: 'a', action: 'produce', object: '' }, 'the key to produce must be named'],
    [{ user: 'a', action: 'admin', object: 'k' }, 'the object of admin is "cluster"'],
    [{ user: '', action: 'produce', object: 'k' }, 'a user must be named'],
  ])('refuses a question that makes no sense: %j', async (question, message) => {
    const answer = await call(await asRoot(), accessService.explain, question);
    expect([answer.code, answer.details]).toEqual([
      'INVALID_ARGUMENT',
      expect.stringContaining(message),
    ]);
  });

  it('replaces the policy, in the file and in force at once', async () => {
    const client = await asRoot();
    const next = `${policy}p, alice, b/*, produce\n`;
    const { response: before } = await call(client, accessService.getPolicy, {});
    const request = { policy: next, expectedDigest: before?.digest ?? '' };
    expect((await call(client, accessService.setPolicy, request)).code).toBe('OK');
    expect(await promises.readFile(front.policyFile, 'utf8')).toBe(next);
    const alice = await front.connectAs('alice');
    expect((await call(alice, kvService.set, { key: 'b/1' })).code).toBe('OK');

    const late = await call(client, accessService.setPolicy, request);
    expect([late.code, late.details]).toEqual([
      'FAILED_PRECONDITION',
      'the policy has changed in the meantime',
    ]);
    expect((await call(client, accessService.setPolicy, { policy })).code).toBe('OK');
  });

  it.each([
    ['a line that nobody understands', 'p, root', 'INVALID_ARGUMENT'],
    ['one that locks its author out', 'p, other, cluster, admin', 'FAILED_PRECONDITION'],
  ])('changes nothing for %s', async (_, text, code) => {
    const client = await asRoot();
    expect((await call(client, accessService.setPolicy, { policy: text })).code).toBe(code);
    expect(await promises.readFile(front.policyFile, 'utf8')).toBe(policy);
  });

  it('only checks when that is all that is asked for', async () => {
    const request = { policy: 'p, root, cluster, admin\n', validateOnly: true };
    expect((await call(await asRoot(), accessService.setPolicy, request)).code).toBe('OK');
    expect(await promises.readFile(front.policyFile, 'utf8')).toBe(policy);
  });
});
