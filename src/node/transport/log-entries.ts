import { MokvError } from '../../shared/errors.ts';
import { decodeConfiguration } from '../raft/configuration-codec.ts';
import { type Entry, type EntryType, entryTypes } from '../raft/entry.ts';
import { normalizeAppendedAt } from './appended-at.ts';
import { refused } from './refused.ts';
import type { entryRecord } from './rpc-records.ts';

type EntryRecord = typeof entryRecord.zero;

const knownTypes: ReadonlyMap<number, EntryType> = new Map(
  Object.values(entryTypes).map((type) => [type, type]),
);

/** What the entries of one AppendEntries must fit to. */
export interface EntriesPlace {
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  /** The sender's term: none of its entries can be newer. */
  readonly term: number;
}

export function recordOfEntry(entry: Entry): EntryRecord {
  return {
    AppendedAt: entry.appendedAt,
    Data: entry.data,
    Extensions: entry.extensions,
    Index: entry.index,
    Term: entry.term,
    Type: entry.type,
  };
}

/** The bytes stay views of the frame that they came in. */
export function entryOfRecord(record: EntryRecord): Entry {
  const type = knownTypes.get(record.Type);
  if (type === undefined) throw refused(`an entry of type ${record.Type}`);
  return {
    index: record.Index,
    term: record.Term,
    type,
    data: record.Data,
    extensions: record.Extensions,
    appendedAt: normalizeAppendedAt(record.AppendedAt),
  };
}

/**
 * Why these entries must not be in an AppendEntries, or undefined. Each of these killed a Go process or
 * would get stuck in its log (raft-wire §8.16), so that the check runs in both directions: nil among
 * the entries (it arrives as index 0), gaps, terms that go back, garbage for a configuration, and
 * commands without the type byte that mökv's state machine reads unchecked.
 */
export function problemOfEntries(
  entries: readonly Entry[],
  { prevLogIndex, prevLogTerm, term }: EntriesPlace,
): string | undefined {
  let previous = { index: prevLogIndex, term: prevLogTerm };
  for (const entry of entries) {
    if (entry.index !== previous.index + 1) {
      return `entry ${entry.index} behind entry ${previous.index}`;
    }
    if (entry.term < previous.term || entry.term > term || entry.term === 0) {
      return `entry ${entry.index} of term ${entry.term} behind term ${previous.term} in term ${term}`;
    }
    const problem = problemOfData(entry);
    if (problem !== undefined) return `entry ${entry.index} ${problem}`;
    previous = entry;
  }
  return undefined;
}

function problemOfData(entry: Entry): string | undefined {
  if (entry.type === entryTypes.command && entry.data.length === 0) return 'with an empty command';
  if (entry.type !== entryTypes.configuration) return undefined;
  try {
    decodeConfiguration(entry.data);
    return undefined;
  } catch (error) {
    if (error instanceof MokvError) return `with a bad configuration: ${error.message}`;
    throw error;
  }
}
