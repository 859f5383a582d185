import type { Duplex } from 'node:stream';
import type {
  MethodDefinition,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { foreignStream, type Rpc } from './call.ts';

/**
 * grpc.reflection.v1 and v1alpha, for tools that explore an API they have no .proto files of. Off unless
 * configured; what is loaded for it is loaded only then. Needs the right to `admin` the cluster.
 * @param protoDirectory where mokv's own .proto files lie.
 */
export async function reflectionRpcs(protoDirectory: string): Promise<Rpc[]> {
  const [{ ReflectionService }, { loadServiceDefinitions }] = await Promise.all([
    import('@grpc/reflection'),
    import('./service-definitions.ts'),
  ]);
  const definitions = await loadServiceDefinitions(protoDirectory);
  const rpcs: Rpc[] = [];
  new ReflectionService(definitions).addToServer({
    addService: (service, implementation) => rpcs.push(...guarded(service, implementation)),
  });
  return rpcs;
}

/** The library's methods, which all stream both ways, behind the same gate as ours. */
function guarded(service: ServiceDefinition, implementation: UntypedServiceImplementation): Rpc[] {
  return Object.entries(service).map(([name, method]: [string, MethodDefinition<object, object>]) =>
    foreignStream({
      path: method.path,
      requires: { type: 'cluster', actions: ['admin'] },
      serialize: method.responseSerialize,
      deserialize: method.requestDeserialize,
      handle: streaming(implementation[name]),
    }),
  );
}

/** What a library registers is typed as any kind of handler; its protocol has only this one. */
function streaming(handler: unknown): (call: Duplex) => void {
  return handler as (call: Duplex) => void;
}
