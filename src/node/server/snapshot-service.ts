import { clusterService } from '../../api/services.ts';
import { clientStream, type Rpc, serverStream } from './call.ts';
import type { Journal } from './journal.ts';
import type { NodePort } from './node-port.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { saveSnapshot } from './save-snapshot.ts';

export interface SnapshotServiceOptions {
  readonly node: NodePort;
  readonly journal: Journal;
  /** mokv's own version. */
  readonly version: string;
}

/** What of mokv.v1.Cluster hands out the whole store and takes one back. */
export function snapshotRpcs({ node, journal, version }: SnapshotServiceOptions): Rpc[] {
  const requires = { type: 'cluster', actions: ['admin'] } as const;
  return [
    serverStream({
      method: clusterService.saveSnapshot,
      requires,
      handle: (_, stream) => saveSnapshot(node, version, stream),
    }),
    clientStream({
      method: clusterService.restoreSnapshot,
      requires,
      handle: async (requests, user) => {
        const before = node.revision;
        const restored = await restoreSnapshot(node, requests);
        const { keys, revision } = restored;
        // A dry run leaves the revision as it was.
        if (revision !== before) {
          const text = `${keys} keys of a snapshot took the place of the store at revision ${revision}`;
          journal.record({ type: 'restore', text, cause: `${user} asked for it` });
        }
        return restored;
      },
    }),
  ];
}
