import type {
  handleBidiStreamingCall,
  MethodDefinition,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { foreignStream, type Rpc } from './call.ts';

const services = [
  'kv.proto',
  'mokv/v1/kv.proto',
  'mokv/v1/cluster.proto',
  'mokv/v1/gossip.proto',
  'grpc/health/v1/health.proto',
] as const;

/**
 * grpc.reflection.v1 and v1alpha, for tools that explore an API they have no .proto files of. Off unless
 * configured; what is loaded for it is loaded only then. Needs the right to `admin` the cluster.
 * @param protoDirectory where mokv's own .proto files lie.
 */
export async function reflectionRpcs(protoDirectory: string): Promise<Rpc[]> {
  const [{ ReflectionService }, { load }] = await Promise.all([
    import('@grpc/reflection'),
    import('@grpc/proto-loader'),
  ]);
  const definitions = await load([...services], { includeDirs: [protoDirectory] });
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
      // What a library registers is typed as any kind of handler; its protocol has only this one.
      handle: implementation[name] as handleBidiStreamingCall<object, object>,
    }),
  );
}
