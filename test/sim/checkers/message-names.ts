import type { RaftMessage } from '../../../src/node/raft/messages.ts';

/** Looked up, because building the text for each message costs more than all the rest of tracing. */
export const arrivals = namesWith('<');
export const departures = namesWith('>');

function namesWith(sign: string): Readonly<Record<RaftMessage['type'], string>> {
  return {
    appendEntries: `${sign} appendEntries`,
    appendEntriesResponse: `${sign} appendEntriesResponse`,
    requestVote: `${sign} requestVote`,
    requestVoteResponse: `${sign} requestVoteResponse`,
    preVote: `${sign} preVote`,
    preVoteResponse: `${sign} preVoteResponse`,
    installSnapshot: `${sign} installSnapshot`,
    installSnapshotResponse: `${sign} installSnapshotResponse`,
    timeoutNow: `${sign} timeoutNow`,
    timeoutNowResponse: `${sign} timeoutNowResponse`,
    readIndex: `${sign} readIndex`,
    readIndexResponse: `${sign} readIndexResponse`,
  };
}
