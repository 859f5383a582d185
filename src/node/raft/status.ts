import { isBlank } from './blank.ts';
import { quorumContactAt } from './heartbeat.ts';
import type { RaftStatus } from './output.ts';
import { knownLeader, type RaftState } from './state.ts';

/** What an operator sees of a node. */
export function statusOf(state: RaftState, now: number): RaftStatus {
  const { role, persistence, log, membership } = state;
  const peers = role.type === 'leader' ? [...role.peers.values()] : [];
  return {
    role: role.type,
    term: persistence.term,
    leader: knownLeader(state),
    leaderContactMs: leaderContactMs(state, now),
    isBlank: isBlank(state),
    commitIndex: state.commitIndex,
    lastIndex: log.lastIndex,
    durableIndex: persistence.durableIndex,
    snapshotIndex: state.snapshot?.index ?? 0,
    logBytes: log.bytes,
    configuration: membership.latest.configuration,
    configurationIndex: membership.latest.configurationIndex,
    peers: peers.map((peer) => ({
      id: peer.id,
      state: peer.state,
      matchIndex: peer.matchIndex,
      nextIndex: peer.nextIndex,
      inflight: peer.inflight.length,
      lastContactMs: peer.contactAt === undefined ? undefined : now - peer.contactAt,
      acceptsHeartbeats: peer.acceptsHeartbeats,
    })),
  };
}

function leaderContactMs(state: RaftState, now: number): number | undefined {
  const { role, settings, leaderContactAt } = state;
  if (role.type === 'leader') {
    const silenceMs = now - quorumContactAt(state, role);
    return silenceMs < settings.leaderLeaseTimeoutMs ? 0 : silenceMs;
  }
  return leaderContactAt === undefined ? undefined : now - leaderContactAt;
}
