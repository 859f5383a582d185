import type { MokvError } from '../../shared/errors.ts';
import { faultOf } from './configuration.ts';
import { decodeConfiguration } from './configuration-codec.ts';
import { type Entry, entryTypes, type SnapshotMeta } from './entry.ts';
import type { AppendEntries, RaftMessage } from './messages.ts';
import type { RaftState } from './state.ts';

const limits = {
  /** Terms are used up one by one: a peer that jumps further is broken, and would use up them all. */
  termJumpMax: 1_000_000,
} as const;

/**
 * Why no correct peer sends this message, or undefined when one may. What passes can be stored and
 * forwarded: a Go peer dies of malformed entries, one bad entry can take down all (raft-wire §8.16).
 */
export function faultOfMessage(state: RaftState, message: RaftMessage): string | undefined {
  if (message.from === state.id) return 'it carries the id of this node';
  if (message.term > state.persistence.term + limits.termJumpMax) {
    return `term ${message.term} is too far ahead`;
  }
  if (message.type === 'appendEntries') return faultOfEntries(message);
  if (message.type === 'installSnapshot') return faultOfSnapshot(message.snapshot, message.term);
  return undefined;
}

function faultOfEntries(request: AppendEntries): string | undefined {
  if (request.heartbeat && (request.entries.length > 0 || request.prevLogIndex > 0)) {
    return 'a heartbeat with entries';
  }
  let index = request.prevLogIndex;
  let term = request.prevLogTerm;
  for (const entry of request.entries) {
    index += 1;
    if (entry.index !== index) return `entry ${entry.index} where ${index} must be`;
    if (entry.term < term || entry.term > request.term) {
      return `entry ${index} of term ${entry.term} out of order`;
    }
    const fault = faultOfEntry(entry);
    if (fault !== undefined) return `entry ${index} ${fault}`;
    term = entry.term;
  }
  return undefined;
}

function faultOfEntry(entry: Entry): string | undefined {
  switch (entry.type) {
    case entryTypes.command:
      return entry.data.length === 0 ? 'is an empty command' : undefined;
    case entryTypes.noop:
    case entryTypes.barrier:
      return undefined;
    case entryTypes.configuration:
      return faultOfConfigurationData(entry.data);
  }
  // The type says that there is no other, but this one came from a peer.
  return `is of the unknown type ${String(entry.type)}`;
}

function faultOfConfigurationData(data: Uint8Array): string | undefined {
  try {
    decodeConfiguration(data);
    return undefined;
  } catch (error) {
    return `holds a ${(error as MokvError).message}`;
  }
}

function faultOfSnapshot(snapshot: SnapshotMeta, term: number): string | undefined {
  if (snapshot.index < 1 || snapshot.term < 1 || snapshot.term > term) {
    return `a snapshot of index ${snapshot.index} and term ${snapshot.term}`;
  }
  if (snapshot.configurationIndex > snapshot.index)
    return 'a snapshot older than its configuration';
  const fault = faultOf(snapshot.configuration);
  return fault === undefined ? undefined : `a snapshot whose configuration is none: ${fault}`;
}
