import { expect, it } from 'vitest';
import { anonymousAuthentication, openToAll } from './open-to-all.ts';
import { boundsOf } from './server/key-bounds.ts';

const noCertificate = { getAuthContext: () => ({}) };

it('everybody is one user, who may do everything', async () => {
  const { policy } = await openToAll();
  const user = anonymousAuthentication.userOf(noCertificate);
  expect([
    ...(['produce', 'consume'] as const).map((action) => policy.mayKey(user, action, 'any/key')),
    ...(['produce', 'consume'] as const).map((action) =>
      policy.mayRange(user, action, boundsOf({})),
    ),
    ...(['admin', 'observe'] as const).map((action) => policy.mayCluster(user, action)),
  ]).toEqual([true, true, true, true, true, true]);
});

it('its rules can be read and reloaded, and not replaced', async () => {
  const authorization = await openToAll();
  await authorization.reload();
  const { policy } = await authorization.files();
  expect(policy.split('\n')).toContain('p, anonymous, cluster, admin');
  const refused = {
    code: 'CONDITION_FAILED',
    message: 'this node runs with --insecure: it has no users to give rights to',
  };
  await expect(authorization.compile(policy)).rejects.toMatchObject(refused);
  await expect(authorization.replace(policy)).rejects.toMatchObject(refused);
});
