import { onAppendEntries } from './append.ts';
import { onPreVoteResponse, onVoteResponse } from './election.ts';
import { faultOfMessage } from './message-fault.ts';
import type { RaftMessage, RaftRequest, RaftResponse } from './messages.ts';
import type { Progress } from './progress.ts';
import { onReadIndex, onReadIndexResponse } from './read-index.ts';
import { refusalTo } from './refusal.ts';
import { onAppendResponse, onSnapshotResponse } from './replication.ts';
import { follow } from './role.ts';
import { onInstallSnapshot } from './snapshot.ts';
import type { RaftState } from './state.ts';
import { onTimeoutNow } from './transfer.ts';
import { onPreVote, onRequestVote } from './vote.ts';

/** Takes in a message; what no correct peer sends changes nothing and is refused. */
export function takeMessage(state: RaftState, message: RaftMessage): void {
  const reason = faultOfMessage(state, message);
  if (reason !== undefined) {
    state.outbox.report({ type: 'messageRefused', peer: message.from, reason });
    if (isRequest(message)) state.outbox.send(refusalTo(state, message));
  } else if (isRequest(message)) {
    takeRequest(state, message);
  } else if (deposes(message, state.persistence.term)) {
    follow(state, message.term, undefined, `${message.from} is in a higher term`);
  } else {
    takeResponse(state, message);
  }
}

function takeRequest(state: RaftState, request: RaftRequest): void {
  switch (request.type) {
    case 'appendEntries':
      onAppendEntries(state, request);
      break;
    case 'requestVote':
      onRequestVote(state, request);
      break;
    case 'preVote':
      onPreVote(state, request);
      break;
    case 'installSnapshot':
      onInstallSnapshot(state, request);
      break;
    case 'timeoutNow':
      onTimeoutNow(state, request);
      break;
    case 'readIndex':
      onReadIndex(state, request);
      break;
  }
}

function takeResponse(state: RaftState, response: RaftResponse): void {
  switch (response.type) {
    case 'appendEntriesResponse':
      withPeer(state, response, (peer) => onAppendResponse(state, peer, response));
      break;
    case 'requestVoteResponse':
      onVoteResponse(state, response);
      break;
    case 'preVoteResponse':
      onPreVoteResponse(state, response);
      break;
    case 'installSnapshotResponse':
      withPeer(state, response, (peer) => onSnapshotResponse(state, peer, response));
      break;
    case 'readIndexResponse':
      onReadIndexResponse(state, response);
      break;
    case 'timeoutNowResponse':
      // Only the campaign that follows says anything.
      break;
  }
}

/** Whether an answer shows a newer term (§5.1). That of a pre-vote may be one that nobody is in. */
function deposes(response: RaftResponse, term: number): boolean {
  return response.type !== 'preVoteResponse' && response.term > term;
}

/** Answers of an older term are not about this leadership. */
function withPeer(state: RaftState, response: RaftResponse, take: (peer: Progress) => void): void {
  if (state.role.type !== 'leader' || response.term !== state.persistence.term) return;
  const peer = state.role.peers.get(response.from);
  if (peer !== undefined) take(peer);
}

function isRequest(message: RaftMessage): message is RaftRequest {
  return !message.type.endsWith('Response');
}
