import type { RaftMessage } from './messages.ts';

/** What may still leave of a message that an older term did not let out; undefined for a request. */
export function withdrawn(message: RaftMessage, term: number): RaftMessage | undefined {
  switch (message.type) {
    case 'appendEntriesResponse':
      return { ...message, term, success: false, noRetryBackoff: false };
    case 'requestVoteResponse':
    case 'preVoteResponse':
      return { ...message, term, granted: false };
    case 'installSnapshotResponse':
      return { ...message, term, success: false };
    case 'readIndexResponse':
      return { ...message, term, index: 0 };
    case 'timeoutNowResponse':
      return { ...message, term };
    case 'appendEntries':
    case 'requestVote':
    case 'preVote':
    case 'installSnapshot':
    case 'timeoutNow':
    case 'readIndex':
      return undefined;
  }
}
