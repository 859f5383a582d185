import type { Configuration } from '../../src/node/raft/configuration.ts';
import { decodeConfiguration } from '../../src/node/raft/configuration-codec.ts';
import type { Write } from '../../src/node/raft/durable.ts';
import { type Entry, entryTypes } from '../../src/node/raft/entry.ts';
import type {
  AppendEntries,
  AppendEntriesResponse,
  RaftMessage,
} from '../../src/node/raft/messages.ts';
import type { Output, RaftEvent, RaftStatus, ReadOutcome } from '../../src/node/raft/output.ts';

/** One line for each thing that a node asks for, in the words of the Raft paper. */
export function linesOfOutput(id: string, output: Output): string[] {
  const { events, messages, restore, committed, reads } = output;
  return [
    ...events.map((event) => `${id} ${eventLine(event)}`),
    ...messages.map(messageLine),
    ...(restore === undefined
      ? []
      : [`${id} restores the snapshot at ${restore.index}@${restore.term}`]),
    ...(committed.length === 0 ? [] : [`${id} applies ${entriesText(committed)}`]),
    ...reads.map((read) => `${id} ${readLine(read)}`),
  ];
}

export function writeLine(id: string, write: Write): string {
  const { hardState, resetTo, truncateFrom, entries, compactTo } = write;
  const vote = hardState?.votedFor === '' ? '' : ` vote ${hardState?.votedFor}`;
  const blank = hardState?.blank ? ' blank' : '';
  const parts = [
    hardState === undefined ? '' : `term ${hardState.term}${vote}${blank}`,
    resetTo === undefined ? '' : `reset to ${resetTo.index}@${resetTo.term}`,
    truncateFrom === undefined ? '' : `truncate from ${truncateFrom}`,
    entries.length === 0 ? '' : entriesText(entries),
    compactTo === undefined ? '' : `compact to ${compactTo}`,
  ];
  return `${id} writes ${parts.filter((part) => part !== '').join(', ')}`;
}

export function messageLine(message: RaftMessage): string {
  return `${message.from} -> ${message.to} ${contentOf(message)}`;
}

export function statusLine(id: string, status: RaftStatus): string {
  const { role, term, leader, commitIndex, lastIndex, durableIndex, snapshotIndex } = status;
  return (
    `${id} ${role} t${term} leader ${leader?.id ?? '-'} commit ${commitIndex} last ${lastIndex} ` +
    `durable ${durableIndex} snapshot ${snapshotIndex} [${membersText(status.configuration)}]`
  );
}

export function peerLines(status: RaftStatus): string[] {
  return status.peers.map(
    ({ id, state, matchIndex, nextIndex, inflight }) =>
      `  ${id} ${state} match ${matchIndex} next ${nextIndex} inflight ${inflight}`,
  );
}

export function entriesText(entries: readonly Entry[]): string {
  return entries.map(entryText).join(' ');
}

function entryText({ index, term, type, data }: Entry): string {
  const at = `${index}@${term}`;
  switch (type) {
    case entryTypes.command:
      return `${at}:${Buffer.from(data).toString()}`;
    case entryTypes.noop:
      return `${at}:noop`;
    case entryTypes.barrier:
      return `${at}:barrier`;
    case entryTypes.configuration:
      return `${at}:[${membersText(decodeConfiguration(data))}]`;
  }
}

function membersText({ servers }: Configuration): string {
  return servers.map(({ id, suffrage }) => (suffrage === 'voter' ? id : `(${id})`)).join(' ');
}

function contentOf(message: RaftMessage): string {
  const term = `t${message.term}`;
  switch (message.type) {
    case 'appendEntries':
      return appendText(message);
    case 'appendEntriesResponse':
      return answerText(message);
    case 'requestVote': {
      const transfer = message.leadershipTransfer ? ' for a transfer' : '';
      return `Vote ${term} last ${message.lastLogIndex}@${message.lastLogTerm}${transfer}`;
    }
    case 'preVote':
      return `PreVote ${term} last ${message.lastLogIndex}@${message.lastLogTerm}`;
    case 'requestVoteResponse':
      return `VoteAnswer ${term} ${message.granted ? 'yes' : 'no'}`;
    case 'preVoteResponse':
      return `PreVoteAnswer ${term} ${message.granted ? 'yes' : 'no'}`;
    case 'installSnapshot':
      return `Snapshot ${term} ${message.snapshot.index}@${message.snapshot.term}`;
    case 'installSnapshotResponse':
      return `SnapshotAnswer ${term} ${message.success ? 'ok' : 'no'}`;
    case 'timeoutNow':
      return `TimeoutNow ${term}`;
    case 'timeoutNowResponse':
      return `TimeoutNowAnswer ${term}`;
    case 'readIndex':
      return `ReadIndex ${term}`;
    case 'readIndexResponse':
      return `ReadIndexAnswer ${term} ${message.index}`;
  }
}

function appendText(message: AppendEntries): string {
  const { term, prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
  if (message.heartbeat) return `Heartbeat t${term}`;
  const carried = entries.length === 0 ? 'nothing' : entriesText(entries);
  return `Append t${term} after ${prevLogIndex}@${prevLogTerm}: ${carried}, commit ${leaderCommit}`;
}

function answerText(message: AppendEntriesResponse): string {
  const outcome = message.success ? 'ok' : 'no';
  const retry = message.noRetryBackoff ? ', try earlier' : '';
  return `AppendAnswer t${message.term} ${outcome}, had ${message.lastLogIndex}${retry}`;
}

function eventLine(event: RaftEvent): string {
  switch (event.type) {
    case 'roleChanged':
      return `becomes ${event.role} in t${event.term}: ${event.cause}`;
    case 'leaderChanged':
      return `knows leader ${event.leader?.id ?? '-'} in t${event.term}`;
    case 'configurationChanged':
      return `uses [${membersText(event.configuration)}] of ${event.index}`;
    case 'peerStateChanged':
      return `turns ${event.peer} to ${event.state}`;
    case 'peerLostEntries':
      return `sees that ${event.peer} lost entries ${event.lastIndex + 1} to ${event.acknowledgedIndex}`;
    case 'blanknessEnded':
      return `is blank no more: ${event.cause}`;
    case 'messageRefused':
      return `refuses a message of ${event.peer}: ${event.reason}`;
  }
}

function readLine(outcome: ReadOutcome): string {
  return outcome.type === 'confirmed'
    ? `may read ${outcome.id} at ${outcome.index}`
    : `cannot read ${outcome.id}, leader ${outcome.leader?.id ?? '-'}`;
}
