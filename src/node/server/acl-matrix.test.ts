import { fileURLToPath } from 'node:url';
import { type Client, type ServiceError, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, GrpcFront, readAll } from '../../../test/support/grpc-front.ts';
import { sendAll } from '../../../test/support/grpc-streams.ts';
import { until } from '../../../test/support/poll.ts';
import type { ClientIdentity } from '../../../test/support/tls-identities.ts';
import { api } from '../../api/gen/messages.js';
import {
  accessService,
  clusterService,
  gossipService,
  healthService,
  keysService,
  kvService,
  type Method,
} from '../../api/services.ts';
import { reflectionRpcs } from './reflection.ts';

const protoDirectory = fileURLToPath(new URL('../../../proto', import.meta.url));

const policy = `p, root, *, produce
p, root, *, consume
p, reader, app/*, consume
p, writer, app/*, produce
p, observer, cluster, observe
p, admin, cluster, admin
p, peer, cluster, peer
`;

const callers = [
  'no user',
  'nobody',
  'reader',
  'writer',
  'observer',
  'admin',
  'root',
  'peer',
] as const;
type Caller = (typeof callers)[number];

const get = (key: string) => [kvService.get, { key }] as const;
const set = (key: string) => [kvService.set, { key }] as const;
const remove = (key: string) => [kvService.delete, { key }] as const;
const list = [kvService.list, {}] as const;
const stale = { consistency: api.Consistency.CONSISTENCY_STALE };
const staleGet = (key: string) => [kvService.get, { key, ...stale }] as const;
const staleList = [kvService.list, stale] as const;
const getServers = [kvService.getServers, {}] as const;
const clusterStatus = [clusterService.status, {}] as const;
const member = { id: 'n9', addr: '127.0.0.1:9' };
const clusterChanges = [
  ['add member', [clusterService.addMember, member]],
  ['promote member', [clusterService.promoteMember, member]],
  ['demote member', [clusterService.demoteMember, member]],
  ['remove member', [clusterService.removeMember, member]],
  ['transfer leadership', [clusterService.transferLeadership, {}]],
  ['step down', [clusterService.stepDown, {}]],
  ['save snapshot', [clusterService.saveSnapshot, {}]],
  ['compact', [clusterService.compact, {}]],
  ['reload', [clusterService.reload, {}]],
  ['set log level', [clusterService.setLogLevel, {}]],
  ['drain', [clusterService.drain, {}]],
  ['explain', [accessService.explain, { user: 'root', action: 'produce', object: 'k' }]],
  ['who can', [accessService.whoCan, { action: 'produce', object: 'k' }]],
  ['get policy', [accessService.getPolicy, {}]],
  ['validate policy', [accessService.setPolicy, { policy, validateOnly: true }]],
] as const;
const restore = [clusterService.restoreSnapshot, { start: {} }] as const;
const clusterViews = [
  ['cluster events', [clusterService.events, {}]],
  ['stats', [clusterService.stats, {}]],
  ['hash', [clusterService.hash, {}]],
  ['raft log', [clusterService.raftLog, {}]],
  ['node info', [clusterService.nodeInfo, {}]],
  ['ok to stop', [clusterService.okToStop, { nodeIds: ['n1'] }]],
] as const;
const whoAmI = [accessService.whoAmI, {}] as const;
const gossipViews = [
  ['gossip members', [gossipService.members, {}]],
  ['gossip rtt', [gossipService.rtt, {}]],
] as const;
const gossipEvents = [gossipService.events, {}] as const;
const gossipChanges = [
  ['gossip join', [gossipService.join, { addrs: ['127.0.0.1:9'] }]],
  ['gossip force-leave', [gossipService.forceLeave, { name: 'n9' }]],
  ['gossip leave', [gossipService.leave, {}]],
  ['gossip keys', [gossipService.keys, { operation: 'list' }]],
  ['gossip event', [gossipService.sendEvent, { name: 'deploy' }]],
  ['gossip query', [gossipService.query, { name: 'load' }]],
] as const;
const range = (prefix: string) => [keysService.range, { range: { prefix } }] as const;
const watchKeys = (prefix: string) => [keysService.watch, { range: { prefix } }] as const;
const deleteRange = (prefix: string) => [keysService.deleteRange, { range: { prefix } }] as const;
const touch = (key: string) => [keysService.touch, { key }] as const;
const txn = (key: string) => [keysService.txn, { success: [{ set: { key } }] }] as const;
const readingTxn = (key: string) => [keysService.txn, { compares: [{ key, version: 1 }] }] as const;
const returningSet = (key: string) => [kvService.set, { key, returnPrevious: true }] as const;
const batch = [keysService.batch, { operations: [{ get: { key: 'app/a' } }] }] as const;
const pipeline = [keysService.pipeline, {}] as const;
const importKeys = (key: string) => [keysService.import, { items: [{ key }] }] as const;
const outcome = [keysService.outcome, { requestId: { client: 'c', sequence: 1 } }] as const;
const grantLease = [keysService.grantLease, { ttlMs: 1000 }] as const;
const anyLease = [
  ['keep lease', [keysService.keepLease, { leaseId: 9999 }]],
  ['revoke lease', [keysService.revokeLease, { leaseId: 9999 }]],
] as const;
const leases = [keysService.leases, {}] as const;
const check = [healthService.check, {}] as const;
const watch = [healthService.watch, {}] as const;
const reflect = [{ ...kvService.get, path: reflectionPath('v1') }, {}] as const;
const reflectAlpha = [{ ...kvService.get, path: reflectionPath('v1alpha') }, {}] as const;
const unknownMethod = [{ ...kvService.get, path: '/api.KV/Purge' }, {}] as const;

const [ok, denied, unknown, absent] = [
  'OK',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'NOT_FOUND',
] as const;
/** A watch has no end of its own: that it runs into its deadline shows that it was let in. */
const open = 'DEADLINE_EXCEEDED';
const endless = new Set([
  healthService.watch.path,
  gossipService.events.path,
  keysService.watch.path,
]);

/** One row for each method, the callers in the order above. app/a exists, nothing else does. */
const matrix = [
  ['get app/a', get('app/a'), [unknown, denied, ok, denied, denied, denied, ok, denied]],
  ['get app/b', get('app/b'), [unknown, denied, absent, denied, denied, denied, absent, denied]],
  ['get apple', get('apple'), [unknown, denied, denied, denied, denied, denied, absent, denied]],
  ['stale get app/a', staleGet('app/a'), [unknown, denied, ok, denied, denied, denied, ok, denied]],
  [
    'stale get apple',
    staleGet('apple'),
    [unknown, denied, denied, denied, denied, denied, absent, denied],
  ],
  ['set app/a', set('app/a'), [unknown, denied, denied, ok, denied, denied, ok, denied]],
  ['set apple', set('apple'), [unknown, denied, denied, denied, denied, denied, ok, denied]],
  ['delete app/b', remove('app/b'), [unknown, denied, denied, ok, denied, denied, ok, denied]],
  ['delete apple', remove('apple'), [unknown, denied, denied, denied, denied, denied, ok, denied]],
  ['list', list, [unknown, denied, ok, denied, denied, denied, ok, denied]],
  ['stale list', staleList, [unknown, denied, ok, denied, denied, denied, ok, denied]],
  [
    'set app/b and read what it was',
    returningSet('app/b'),
    [unknown, denied, denied, denied, denied, denied, ok, denied],
  ],
  ['range app/', range('app/'), [unknown, denied, ok, denied, denied, denied, ok, denied]],
  ['range a', range('a'), [unknown, denied, ok, denied, denied, denied, ok, denied]],
  ['range b', range('b'), [unknown, denied, denied, denied, denied, denied, ok, denied]],
  ['watch app/', watchKeys('app/'), [unknown, denied, open, denied, denied, denied, open, denied]],
  ['watch b', watchKeys('b'), [unknown, denied, denied, denied, denied, denied, open, denied]],
  [
    'delete app/x*',
    deleteRange('app/x'),
    [unknown, denied, denied, ok, denied, denied, ok, denied],
  ],
  ['delete x*', deleteRange('x'), [unknown, denied, denied, denied, denied, denied, ok, denied]],
  [
    'touch app/x',
    touch('app/x'),
    [unknown, denied, denied, absent, denied, denied, absent, denied],
  ],
  ['touch x', touch('x'), [unknown, denied, denied, denied, denied, denied, absent, denied]],
  ['txn that sets app/b', txn('app/b'), [unknown, denied, denied, ok, denied, denied, ok, denied]],
  ['txn that sets b', txn('b'), [unknown, denied, denied, denied, denied, denied, ok, denied]],
  [
    'txn that compares app/a',
    readingTxn('app/a'),
    [unknown, denied, ok, denied, denied, denied, ok, denied],
  ],
  ['batch', batch, [unknown, denied, ok, ok, denied, denied, ok, denied]],
  ['pipeline', pipeline, [unknown, denied, ok, ok, denied, denied, ok, denied]],
  ['import app/b', importKeys('app/b'), [unknown, denied, denied, ok, denied, denied, ok, denied]],
  ['import b', importKeys('b'), [unknown, denied, denied, denied, denied, denied, ok, denied]],
  ['outcome', outcome, [unknown, denied, ok, ok, ok, ok, ok, ok]],
  ['grant lease', grantLease, [unknown, denied, denied, ok, denied, denied, ok, denied]],
  ...anyLease.map(
    ([name, request]) =>
      [name, request, [unknown, denied, absent, absent, absent, absent, absent, absent]] as const,
  ),
  ['leases', leases, [unknown, denied, ok, ok, ok, ok, ok, ok]],
  ['get servers', getServers, [unknown, denied, ok, ok, ok, ok, ok, ok]],
  ['who am i', whoAmI, [unknown, ok, ok, ok, ok, ok, ok, ok]],
  ...clusterViews.map(
    ([name, request]) =>
      [name, request, [unknown, denied, denied, denied, ok, ok, denied, denied]] as const,
  ),
  // Cut short: an admin is let in and told that it is incomplete.
  [
    'restore snapshot',
    restore,
    [unknown, denied, denied, denied, denied, 'INVALID_ARGUMENT', denied, denied],
  ],
  ['status', clusterStatus, [unknown, denied, denied, denied, ok, ok, denied, denied]],
  ...gossipViews.map(
    ([name, request]) =>
      [name, request, [unknown, denied, denied, denied, ok, ok, denied, denied]] as const,
  ),
  ['gossip events', gossipEvents, [unknown, denied, denied, denied, open, open, denied, denied]],
  ...[...clusterChanges, ...gossipChanges].map(
    ([name, request]) =>
      [name, request, [unknown, denied, denied, denied, denied, ok, denied, denied]] as const,
  ),
  ['health check', check, [unknown, ok, ok, ok, ok, ok, ok, ok]],
  ['health watch', watch, [unknown, open, open, open, open, open, open, open]],
  ['reflection', reflect, [unknown, denied, denied, denied, denied, ok, denied, denied]],
  ['old reflection', reflectAlpha, [unknown, denied, denied, denied, denied, ok, denied, denied]],
  ['unknown', unknownMethod, [unknown, ...callers.slice(1).map(() => 'UNIMPLEMENTED')]],
] as const;

const services = [
  kvService,
  keysService,
  accessService,
  clusterService,
  gossipService,
  healthService,
];

describe('access control', () => {
  let front: GrpcFront;
  const identities = new Map<Caller, ClientIdentity>();

  beforeAll(async () => {
    front = await GrpcFront.start({ policy, moreRpcs: await reflectionRpcs(protoDirectory) });
    for (const caller of callers) {
      const user = caller === 'no user' ? 'not a user name!' : caller;
      identities.set(caller, await front.authority.client(user));
    }
    front.node.put('app/a', '1');
    await until('the node to have caught up', () => front.readiness.hasCaughtUp || undefined);
  });

  afterAll(() => front.stop());

  it.each(matrix)('%s', async (_, [method, request], expected) => {
    const codes = await Promise.all(callers.map((caller) => codeOf(caller, method, request)));
    expect(Object.fromEntries(callers.map((caller, index) => [caller, codes[index]]))).toEqual(
      Object.fromEntries(callers.map((caller, index) => [caller, expected[index]])),
    );
  });

  it('has a row for every method that is served', () => {
    const rows = new Set(matrix.map(([, [{ path }]]) => path));
    expect(front.rpcs.map(({ path }) => path).filter((path) => !rows.has(path))).toEqual([]);
  });

  it('has a row for every method of the contract', () => {
    const rows = new Set(matrix.map(([, [{ path }]]) => path));
    const methods = services.flatMap((service) => Object.values<{ path: string }>(service));
    const without = methods.map(({ path }) => path).filter((path) => !rows.has(path));
    expect(without).toEqual([]);
  });

  it('names user, action and object of a denial, and the line that would grant it', async () => {
    const client = front.connect(identityOf('nobody'));
    const { details } = await call(client, kvService.set, { key: 'a"\n' });
    expect(details).toBe('user "nobody" may not produce key "a\\"\\n"');
    const denial = await call(client, clusterService.status, {});
    expect(denial.details).toBe('user "nobody" may not observe the cluster');
  });

  it('takes no user from what the caller writes into the call', async () => {
    const client = front.connect(identityOf('nobody'), {
      'grpc.default_authority': 'root',
      'grpc.primary_user_agent': 'root',
    });
    expect((await call(client, kvService.get, { key: 'app/a' })).code).toBe(denied);
  });

  async function codeOf(
    caller: Caller,
    method: Method<object, unknown, unknown, unknown>,
    request: object,
  ): Promise<string> {
    const client = front.connect(identityOf(caller));
    if (method.path.includes('reflection')) return openBidi(client, method.path);
    if (method.path === keysService.pipeline.path) return openBidi(client, method.path);
    if (method.requestStream) return (await sendAll(client, method, [request])).code;
    const answer = method.responseStream
      ? await readAll(client, method, request, endless.has(method.path) ? 2500 : 5000)
      : await call(client, method, request);
    client.close();
    return answer.code;
  }

  function identityOf(caller: Caller): ClientIdentity {
    const identity = identities.get(caller);
    if (identity === undefined) throw new Error(`no identity for ${caller}`);
    return identity;
  }
});

function reflectionPath(version: string): string {
  return `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`;
}

/** Opens a stream both ways and ends it without a message. */
async function openBidi(client: Client, path: string): Promise<string> {
  const error = await new Promise<ServiceError | undefined>((resolve) => {
    const stream = client.makeBidiStreamRequest(
      path,
      (request: Buffer) => request,
      (response) => response,
    );
    stream.on('error', resolve);
    stream.on('end', () => resolve(undefined));
    stream.resume();
    stream.end();
  });
  return status[error?.code ?? status.OK] ?? '';
}
