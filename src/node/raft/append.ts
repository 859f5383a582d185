import { invariant } from '../../shared/invariant.ts';
import { endBlankness, withholdsAnswer } from './blank.ts';
import type { Entry } from './entry.ts';
import { appendToLog, truncateLog } from './log-changes.ts';
import type { AppendEntries } from './messages.ts';
import { answerTo, refusalTo } from './refusal.ts';
import { followLeader, heardLeader } from './role.ts';
import type { RaftState } from './state.ts';

/**
 * AppendEntries as a receiver (Raft paper figure 2, raft-wire §5). Success says that everything
 * through the last entry of the request is in this log, durably: also of a request that comes again.
 * A blank node takes entries in and says no while its yes could count (blank.ts).
 */
export function onAppendEntries(state: RaftState, request: AppendEntries): void {
  const { persistence, log, outbox } = state;
  if (request.term < persistence.term) {
    outbox.send(refusalTo(state, request));
    return;
  }
  const follower = followLeader(state, request);
  const lastLogIndex = log.lastIndex;
  const answer = {
    ...answerTo(state, request),
    type: 'appendEntriesResponse',
    lastLogIndex,
  } as const;
  if (!agrees(state, request)) {
    outbox.send({ ...answer, success: false, noRetryBackoff: true });
    return;
  }
  heardLeader(state, follower);
  const provedIndex = request.prevLogIndex + request.entries.length;
  appendMissing(state, request.entries);
  // Behind what this request proved, the log may hold entries of an older term (raft-wire §7).
  state.commitIndex = Math.max(state.commitIndex, Math.min(request.leaderCommit, provedIndex));
  invariant(state.commitIndex <= log.lastIndex, 'only what is in the log is committed');
  endBlankness(state, request);
  const success = !withholdsAnswer(state, request);
  outbox.send({ ...answer, success, noRetryBackoff: false }, persistence.sequenceOf(provedIndex));
}

/** Whether the logs meet at prevLogIndex, and so everywhere before it (log matching, §5.3). */
function agrees({ log, commitIndex }: RaftState, request: AppendEntries): boolean {
  const { prevLogIndex, prevLogTerm } = request;
  if (prevLogIndex > log.lastIndex) return false;
  const term = log.termAt(prevLogIndex);
  // Compacted entries were committed, and every leader holds what is committed (I4).
  if (term === undefined || term === prevLogTerm) return true;
  invariant(prevLogIndex > commitIndex, `a leader without the committed entry ${prevLogIndex}`);
  return false;
}

/** Only a conflict deletes anything: a late request must not take back what a newer one brought. */
function appendMissing(state: RaftState, entries: readonly Entry[]): void {
  const { log } = state;
  const missing = entries.findIndex(
    ({ index, term }) => index >= log.firstIndex && log.termAt(index) !== term,
  );
  const first = entries[missing];
  if (first === undefined) return;
  if (first.index <= log.lastIndex) truncateLog(state, first.index);
  appendToLog(state, entries.slice(missing));
}
