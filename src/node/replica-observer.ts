import type { Logger } from '../shared/logger.ts';
import type { Metrics } from './metrics.ts';
import type { RaftEvent } from './raft/output.ts';
import type { ReplicaObserver } from './replica/ports.ts';

/** What the loop reports, as log lines and metrics. */
export function replicaObserver(log: Logger, metrics: Metrics): ReplicaObserver {
  return {
    raftEvent: (event) => logRaftEvent(log, event),
    writeDurable: (durationMs) => metrics.writeDurable(durationMs),
    snapshotSaved: ({ index, term }, durationMs) =>
      log.info({ index, term, ms: Math.round(durationMs) }, 'snapshot saved'),
    snapshotRestored: ({ index, term }) => log.info({ index, term }, 'snapshot restored'),
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
    case 'messageRefused':
      log.warn({ peer: event.peer, reason: event.reason }, 'raft message refused');
      break;
  }
}
