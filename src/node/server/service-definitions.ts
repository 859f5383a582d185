// Loaded lazily as a whole: of a CommonJS package that is itself imported lazily, the bundle knows no names.
import { load, type PackageDefinition } from '@grpc/proto-loader';

const services = [
  'kv.proto',
  'mokv/v1/kv.proto',
  'mokv/v1/cluster.proto',
  'mokv/v1/gossip.proto',
  'grpc/health/v1/health.proto',
] as const;

/** The services of mokv as their .proto files in this directory define them. */
export function loadServiceDefinitions(protoDirectory: string): Promise<PackageDefinition> {
  return load([...services], { includeDirs: [protoDirectory] });
}
