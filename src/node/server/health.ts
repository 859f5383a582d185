import { grpc } from '../../api/gen/messages.js';
import { healthService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { type Rpc, serverStream, unary } from './call.ts';
import type { Readiness } from './readiness.ts';
import type { ResponseStream } from './response-stream.ts';

const limits = { watchesMax: 256 } as const;

type Response = grpc.health.v1.IHealthCheckResponse;

const { ServingStatus } = grpc.health.v1.HealthCheckResponse;
const statusBytes = 2;

/** The empty name stands for the whole server (gRPC health checking protocol). */
const services: ReadonlySet<string> = new Set(['', 'api.KV', 'mokv.v1.Cluster', 'mokv.v1.Gossip']);

/** grpc.health.v1.Health, telling the truth: without a leader nothing is served. */
export function healthRpcs(readiness: Readiness): Rpc[] {
  let watches = 0;
  return [
    unary({
      method: healthService.check,
      requires: { type: 'authenticated' },
      handle: ({ service }) => {
        if (services.has(service)) return servingStatus(readiness);
        throw new MokvError('NOT_FOUND', `no service ${quoted(service)}`);
      },
    }),
    serverStream({
      method: healthService.watch,
      requires: { type: 'authenticated' },
      handle: async ({ service }, stream) => {
        if (watches >= limits.watchesMax) {
          throw new MokvError('RESOURCE_EXHAUSTED', `${watches} health watches are open`);
        }
        watches += 1;
        try {
          await watch(service, readiness, stream);
        } finally {
          watches -= 1;
        }
      },
    }),
  ];
}

async function watch(
  service: string,
  readiness: Readiness,
  stream: ResponseStream<Response>,
): Promise<void> {
  if (!services.has(service)) {
    stream.write({ status: ServingStatus.SERVICE_UNKNOWN }, statusBytes);
    return stream.whenCancelled();
  }
  const send = () => stream.write(servingStatus(readiness), statusBytes);
  send();
  const stop = readiness.onChange(send);
  await stream.whenCancelled();
  stop();
}

function servingStatus(readiness: Readiness): Response {
  const ready = readiness.state().type === 'ready';
  return { status: ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING };
}
