import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import type { mokv } from '../../api/gen/messages.js';
import { keysService, kvService, type Method } from '../../api/services.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, owner, app/*, produce
p, owner, app/*, consume
p, other, app/*, produce
p, admin, cluster, admin
p, observer, cluster, observe
`;

describe('a lease', () => {
  let front: GrpcFront;
  let leaseId = 0;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    const granted = await as('owner', keysService.grantLease, { ttlMs: 5000 });
    leaseId = granted.response?.leaseId ?? 0;
  });

  afterEach(() => front.stop());

  async function as<Shape, Request, ResponseShape, Response>(
    user: string,
    method: Method<Shape, Request, ResponseShape, Response>,
    request: Shape,
  ) {
    const { code, response } = await call(await front.connectAs(user), method, request);
    return { code, response: response && { ...response } };
  }

  const set = (user: string, request: object) =>
    as(user, kvService.set, { value: Buffer.from('1'), ...request });
  const ids = ({ leases }: mokv.v1.ILeasesResponse) => (leases ?? []).map(({ id }) => id);

  it('ends with all its keys when its owner says so', async () => {
    await set('owner', { key: 'app/a', leaseId });
    await set('owner', { key: 'app/b' });
    const { response } = await as('owner', keysService.revokeLease, { leaseId });
    expect(response).toMatchObject({ deleted: 1 });
    expect(front.node.status().keys).toBe(1);
    expect((await as('owner', keysService.revokeLease, { leaseId })).code).toBe('NOT_FOUND');
    expect((await as('owner', keysService.keepLease, { leaseId })).code).toBe('NOT_FOUND');
    expect((await set('owner', { key: 'app/a', leaseId })).code).toBe('NOT_FOUND');
  });

  it('is kept by its owner', async () => {
    front.node.timeMs += 4000;
    const kept = await as('owner', keysService.keepLease, { leaseId });
    expect(kept.response).toEqual({ ttlMs: 5000 });
    const { response } = await as('owner', keysService.leases, { leaseId });
    expect(response?.leases).toMatchObject([{ expiresAtMs: front.node.timeMs + 5000 }]);
  });

  it('is nobody else’s business but that of an admin', async () => {
    for (const user of ['other', 'observer']) {
      expect((await as(user, keysService.keepLease, { leaseId })).code).toBe('NOT_FOUND');
      expect((await as(user, keysService.revokeLease, { leaseId })).code).toBe('NOT_FOUND');
    }
    expect((await as('admin', keysService.keepLease, { leaseId })).code).toBe('OK');
    expect((await as('admin', keysService.revokeLease, { leaseId })).code).toBe('OK');
  });

  it('is shown to its owner and to who observes the cluster', async () => {
    const seen = async (user: string) => {
      const { response } = await as(user, keysService.leases, {});
      return ids(response ?? {});
    };
    const all = await Promise.all(['owner', 'observer', 'admin', 'other', 'root'].map(seen));
    expect(all).toEqual([[leaseId], [leaseId], [leaseId], [], []]);
    expect((await as('other', keysService.leases, { leaseId })).code).toBe('NOT_FOUND');
  });

  it('shows its keys to who may read them', async () => {
    await set('owner', { key: 'app/a', leaseId });
    await set('root', { key: 'secret', leaseId });
    const shown = async (user: string) =>
      (await as(user, keysService.leases, { leaseId })).response?.leases.map((lease) => ({
        ...lease,
      }));
    const expiresAtMs = front.node.timeMs + 5000;
    const lease = { id: leaseId, owner: 'owner', ttlMs: 5000, expiresAtMs, keysCount: 2 };
    expect(await shown('owner')).toEqual([{ ...lease, keys: ['app/a'] }]);
    expect(await shown('observer')).toEqual([{ ...lease, keys: [] }]);
  });

  it('is granted once for one request, and ended once', async () => {
    const grant = { ttlMs: 5000, requestId: { client: 'c', sequence: 1 } };
    const { response } = await as('owner', keysService.grantLease, grant);
    expect((await as('owner', keysService.grantLease, grant)).response).toEqual(response);
    const revoke = { leaseId, requestId: { client: 'c', sequence: 2 } };
    const revoked = await as('owner', keysService.revokeLease, revoke);
    expect(await as('owner', keysService.revokeLease, revoke)).toEqual(revoked);
  });

  it.each([0, 999, 365 * 24 * 3_600_000 + 1])('cannot last %i ms', async (ttlMs) => {
    expect((await as('owner', keysService.grantLease, { ttlMs })).code).toBe('INVALID_ARGUMENT');
  });
});
