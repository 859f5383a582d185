import { type Configuration, isVoter, type ServerId, votersOf } from './configuration.ts';
import { entryTypes } from './entry.ts';
import type { AppendEntries } from './messages.ts';
import type { RaftState } from './state.ts';

/**
 * A node that started with nothing, and was not told to found a cluster, is blank: it may be a voter that
 * has lost its disk, and with it the votes and entries that it promised. While it is blank it
 *
 *  - grants no vote and no pre-vote, and does not campaign;
 *  - acknowledges only what is committed already, and no heartbeat, so that nothing is committed, and no
 *    read answered, because of it: the leader may be one that it had promised not to follow any more.
 *
 * It is blank until one of these holds, and that survives restarts in between:
 *
 *  - In the configuration that its leader has committed it is no voter. Then none of its votes counts,
 *    and whoever makes it one counts on what it holds from now on.
 *  - It is one of two voters there, and the leader is the other one: nobody could win and nothing could be
 *    committed without the leader, which therefore knows all that this node can have promised.
 *  - Its leader has made it a voter there, and no command was committed since: it is new.
 *  - Its log was its leader's, to the last entry, and an entry behind that is committed. That entry is
 *    younger than all that was promised, and on a quorum without this node: a candidate that this node
 *    may have voted for has a log without it, and cannot win a term that this one could vote in again.
 *
 * The last three are for clusters that do not take it out and in again: a leader of hashicorp/raft adds a
 * node as a voter at once.
 */
export function isBlank({ persistence }: RaftState): boolean {
  return persistence.hardState.blank === true;
}

/** Whether a blank node must not say yes to this request: somebody could count on it. */
export function withholdsAnswer(state: RaftState, request: AppendEntries): boolean {
  if (!isBlank(state)) return false;
  return request.heartbeat || lastIndexOf(request) > request.leaderCommit;
}

/** What an accepted request that is no heartbeat says to a blank node. */
export function endBlankness(state: RaftState, request: AppendEntries): void {
  if (!isBlank(state) || request.heartbeat) return;
  const known = committedConfiguration(state, request);
  if (known !== undefined && !isVoter(known, state.id)) {
    end(state, `it is no voter in the configuration at entry ${request.leaderCommit}`);
  } else if (known !== undefined && isPair(state, known, request.from)) {
    end(state, `${request.from}, the only other voter, leads`);
  } else if (known !== undefined && isNewcomer(state, request)) {
    end(state, `${request.from} has just made it a voter`);
  } else if (hasSeenNews(state, request)) {
    end(state, `entry ${state.commitIndex} was committed without it`);
  }
}

/**
 * The committed configuration in force, if this request tells it. The log holds older configurations, too;
 * only the one at the leader's own commit index counts, and only if that covers an entry of the leader's
 * term (Raft paper §8): before, the leader does not know what is committed. A request that comes late
 * tells an older one, which a snapshot may have taken the place of.
 */
function committedConfiguration(
  { log, membership, commitIndex }: RaftState,
  request: AppendEntries,
): Configuration | undefined {
  const { leaderCommit, term } = request;
  const isLate = leaderCommit < commitIndex;
  if (isLate || !isExact(request) || log.termAt(leaderCommit) !== term) return undefined;
  return membership.at(leaderCommit).configuration;
}

/** And no other configuration is under way, as far as this node knows. */
function isPair({ id, membership }: RaftState, known: Configuration, leader: ServerId): boolean {
  const isSettled = membership.configuration === known;
  return isSettled && votersOf(known).length === 2 && isVoter(known, id) && isVoter(known, leader);
}

/** The leader's commit index, not one that was cut down to what the request carries. */
function isExact(request: AppendEntries): boolean {
  const { entries, leaderCommit } = request;
  return leaderCommit < lastIndexOf(request) || entries.length === 0;
}

/** This leader has made it a voter, and no command was committed since. */
function isNewcomer({ id, log, membership }: RaftState, request: AppendEntries): boolean {
  const { leaderCommit, term } = request;
  const since = membership.voterSince(id, leaderCommit);
  if (since === undefined || log.termAt(since) !== term) return false;
  for (let index = since; index <= leaderCommit; index += 1) {
    if (log.entryAt(index)?.type === entryTypes.command) return false;
  }
  return true;
}

function hasSeenNews(state: RaftState, request: AppendEntries): boolean {
  const { term, entries, prevLogIndex } = request;
  if (state.caughtUp?.term !== term) {
    // Without entries although there is room: there are none behind prevLogIndex.
    state.caughtUp = entries.length === 0 ? { term, index: prevLogIndex } : undefined;
  }
  return state.caughtUp !== undefined && state.commitIndex > state.caughtUp.index;
}

function end(state: RaftState, cause: string): void {
  state.persistence.endBlankness();
  state.outbox.report({ type: 'blanknessEnded', cause });
}

function lastIndexOf({ prevLogIndex, entries }: AppendEntries): number {
  return prevLogIndex + entries.length;
}
