import { clusterService } from '../../api/services.ts';
import type { AdministrationPort } from './administration-port.ts';
import { type Rpc, unary } from './call.ts';

/** What of mokv.v1.Cluster changes one node. */
export function administrationRpcs(administration: AdministrationPort): Rpc[] {
  const requires = { type: 'cluster', actions: ['admin'] } as const;
  return [
    unary({
      method: clusterService.compact,
      requires,
      handle: async () => ({ snapshotIndex: await administration.compact() }),
    }),
    unary({
      method: clusterService.reload,
      requires,
      handle: async () => {
        await administration.reload();
        return {};
      },
    }),
    unary({
      method: clusterService.setLogLevel,
      requires,
      handle: ({ level }) => {
        if (level !== '') administration.setLogLevel(level);
        return { level: administration.logLevel };
      },
    }),
    unary({
      method: clusterService.drain,
      requires,
      handle: async ({ drained }) => {
        await administration.drain(drained);
        return {};
      },
    }),
  ];
}
