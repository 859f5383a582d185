import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { clusterService } from '../../api/services.ts';

describe('changes of the cluster', () => {
  let front: GrpcFront;

  beforeAll(async () => {
    front = await GrpcFront.start({ policy: 'p, op, cluster, admin\n' });
  });

  afterAll(() => front.stop());

  it('reach the node as they were asked for', async () => {
    const client = await front.connectAs('op');
    const n2 = { id: 'n2', addr: '10.0.0.2:8400' };
    await call(client, clusterService.addMember, n2);
    await call(client, clusterService.addMember, { ...n2, nonVoter: true });
    await call(client, clusterService.promoteMember, { id: 'n2' });
    await call(client, clusterService.demoteMember, { id: 'n2' });
    await call(client, clusterService.removeMember, { id: 'n2' });
    const { response } = await call(client, clusterService.transferLeadership, { targetId: 'n3' });
    await call(client, clusterService.transferLeadership, {});
    await call(client, clusterService.stepDown, {});
    expect(response).toMatchObject({ leaderId: 'n3' });
    expect(front.membership.changes).toEqual([
      'add n2 10.0.0.2:8400 voter',
      'add n2 10.0.0.2:8400 nonvoter',
      'promote n2',
      'demote n2',
      'remove n2',
      'transfer n3',
      'transfer to the best',
      'step down',
    ]);
  });
});
