import { isInGrace } from './clock.ts';
import { isVoter } from './configuration.ts';
import { hasContact, sendHeartbeats, tickHeartbeats } from './heartbeat.ts';
import { advanceCommit, dismissPeers } from './leadership.ts';
import { beginReadRound, finishReadRound } from './read-index.ts';
import { expireRequests, replicate } from './replication.ts';
import { follow } from './role.ts';
import type { Leadership, RaftState } from './state.ts';
import { continueTransfer, tickTransfer } from './transfer.ts';

/** Draws the conclusions from all that arrived since the last turn. */
export function takeLeaderTurn(state: RaftState, leadership: Leadership): void {
  advanceCommit(state, leadership);
  finishReadRound(state, leadership);
  if (beginReadRound(state, leadership)) {
    sendHeartbeats(state, leadership);
    finishReadRound(state, leadership);
  }
  continueTransfer(state, leadership);
  replicate(state, leadership);
  dismissPeers(state, leadership);
  if (isRetired(state)) follow(state, state.persistence.term, undefined, 'it is no voter any more');
}

export function tickLeader(state: RaftState, leadership: Leadership): void {
  if (!isInGrace(state)) {
    for (const peer of leadership.peers.values()) expireRequests(state, peer);
  }
  tickTransfer(state, leadership);
  if (hasContact(state, leadership)) tickHeartbeats(state, leadership);
  else follow(state, state.persistence.term, undefined, 'no quorum answered within the lease');
}

/**
 * A leader that was removed or demoted leads, without counting itself, until that is committed
 * (Raft thesis §4.2.2); its last requests told the others so.
 */
function isRetired({ id, membership, commitIndex }: RaftState): boolean {
  const { configuration, configurationIndex } = membership.latest;
  return configurationIndex <= commitIndex && !isVoter(configuration, id);
}
