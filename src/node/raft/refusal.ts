import type { RaftRequest, RaftResponse } from './messages.ts';
import type { RaftState } from './state.ts';

/** The answer to a request that grants nothing and changes nothing. */
export function refusalTo(state: RaftState, request: RaftRequest): RaftResponse {
  const envelope = answerTo(state, request);
  switch (request.type) {
    case 'appendEntries':
      return {
        ...envelope,
        type: 'appendEntriesResponse',
        lastLogIndex: state.log.lastIndex,
        success: false,
        noRetryBackoff: false,
      };
    case 'requestVote':
      return { ...envelope, type: 'requestVoteResponse', granted: false };
    case 'preVote':
      return { ...envelope, type: 'preVoteResponse', granted: false };
    case 'installSnapshot':
      return { ...envelope, type: 'installSnapshotResponse', success: false };
    case 'timeoutNow':
      return { ...envelope, type: 'timeoutNowResponse' };
    case 'readIndex':
      return { ...envelope, type: 'readIndexResponse', index: 0 };
  }
}

/** The address of an answer, in the current term. */
export function answerTo(state: RaftState, request: RaftRequest) {
  return {
    rpcId: request.rpcId,
    from: state.id,
    fromAddress: state.address,
    to: request.from,
    toAddress: request.fromAddress,
    term: state.persistence.term,
  };
}
