import { fileURLToPath } from 'node:url';
import { type Client, type ServiceError, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GrpcFront } from '../../../test/support/grpc-front.ts';
import type { Rpc } from './call.ts';
import { reflectionRpcs } from './reflection.ts';

const protoDirectory = fileURLToPath(new URL('../../../proto', import.meta.url));
const policy = 'p, admin, cluster, admin\np, root, *, consume\np, observer, cluster, observe\n';

describe('reflection', () => {
  let rpcs: Rpc[];
  let front: GrpcFront;

  beforeAll(async () => {
    rpcs = await reflectionRpcs(protoDirectory);
    front = await GrpcFront.start({ policy, moreRpcs: rpcs });
  });

  afterAll(() => front.stop());

  it('serves both versions of the protocol', () => {
    expect(rpcs.map(({ path }) => path)).toEqual([
      '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
      '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
    ]);
  });

  it('names every service to an admin', async () => {
    for (const { path } of rpcs) {
      const client = await front.connectAs('admin');
      expect(await services(client, path)).toEqual([
        'api.KV',
        'grpc.health.v1.Health',
        'mokv.v1.Cluster',
        'mokv.v1.Gossip',
        'mokv.v1.KV',
      ]);
    }
  });

  it('answers what is no request with an error', async () => {
    for (const { path } of rpcs) {
      const client = await front.connectAs('admin');
      const answer = services(client, path, Buffer.from([0xff, 0xff]));
      await expect(answer).rejects.toMatchObject({ code: status.INTERNAL });
    }
  });

  it.each(['root', 'observer', 'nobody'])('is denied to %s', async (user) => {
    for (const { path } of rpcs) {
      const client = await front.connectAs(user);
      await expect(services(client, path)).rejects.toMatchObject({
        code: status.PERMISSION_DENIED,
        details: `user "${user}" may not admin the cluster`,
      });
    }
  });
});

/** Field 7 of the request asks for the services; field 6.1.1 of the response holds each name. */
async function services(
  client: Client,
  path: string,
  request = Buffer.from([0x3a, 0]),
): Promise<string[]> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const stream = client.makeBidiStreamRequest(
      path,
      (message: Buffer) => message,
      (response) => response,
    );
    stream.on('data', resolve);
    stream.on('error', (error: ServiceError) => reject(error));
    stream.write(request);
    stream.end();
  });
  return [...bytes.toString('latin1').matchAll(/\n[\s\S]([a-z0-9.]+\.[A-Z]\w+)/g)]
    .map(([, name = '']) => name)
    .sort();
}
