import type { Logger } from '../shared/logger.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Metrics } from './metrics.ts';
import type { RaftEvent } from './raft/output.ts';
import { raftJournal } from './raft-journal.ts';
import type { ReplicaObserver } from './replica/ports.ts';
import type { Journal } from './server/journal.ts';

const limits = {
  /** A synced write that takes longer is worth telling; as many as follow within a second are not. */
  slowWriteMs: 250,
  slowWriteIntervalMs: 1000,
} as const;

export interface ReplicaObserverOptions {
  readonly nodeId: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly journal: Journal;
  readonly changes: ChangeFeed;
}

/** What the loop reports, as log lines, metrics, the journal of the node and the feed of changes. */
export function replicaObserver(options: ReplicaObserverOptions): ReplicaObserver {
  const { nodeId, log, metrics, journal, changes } = options;
  const tell = raftJournal(nodeId, journal);
  let slowToldMs = Number.NEGATIVE_INFINITY;
  return {
    raftEvent: (event) => {
      logRaftEvent(log, event);
      tell(event);
    },
    writeDurable: (durationMs) => {
      metrics.writeDurable(durationMs);
      const now = performance.now();
      if (durationMs < limits.slowWriteMs || now - slowToldMs < limits.slowWriteIntervalMs) return;
      slowToldMs = now;
      const text = `a synced write to the log took ${Math.round(durationMs)} ms`;
      journal.record({ type: 'slow', text });
    },
    snapshotSaved: ({ index, term }, durationMs) => {
      const ms = Math.round(durationMs);
      log.info({ index, term, ms }, 'snapshot saved');
      journal.record({ type: 'snapshot', text: `snapshot at ${index} saved in ${ms} ms` });
    },
    snapshotRestored: ({ index, term }) => {
      log.info({ index, term }, 'snapshot restored');
      journal.record({ type: 'restore', text: `snapshot at ${index} received and restored` });
    },
    changed: (applied) => changes.changed(applied),
    storeReplaced: () => changes.storeReplaced(),
  };
}

function logRaftEvent(log: Logger, event: RaftEvent): void {
  switch (event.type) {
    case 'roleChanged':
      log.info({ role: event.role, term: event.term, cause: event.cause }, 'role changed');
      break;
    case 'leaderChanged':
      log.info({ leader: event.leader?.id, term: event.term }, 'leader changed');
      break;
    case 'configurationChanged':
      log.info(
        { servers: event.configuration.servers, index: event.index },
        'configuration changed',
      );
      break;
    case 'peerStateChanged':
      log.debug({ peer: event.peer, state: event.state }, 'replication changed');
      break;
    case 'peerLostEntries':
      log.error(
        { peer: event.peer, acknowledged: event.acknowledgedIndex, last: event.lastIndex },
        'a peer lost entries that it had acknowledged',
      );
      break;
    case 'blanknessEnded':
      log.info({ cause: event.cause }, 'this node votes from now on');
      break;
    case 'messageRefused':
      log.warn({ peer: event.peer, reason: event.reason }, 'raft message refused');
      break;
  }
}
