import {
  bool,
  bytes,
  type Codec,
  int,
  list,
  struct,
  text,
  uint,
} from '../../shared/msgpack/codec.ts';
import { malformed } from '../../shared/msgpack/layout.ts';
import { noBytes } from '../raft/entry.ts';

/**
 * The msgpack maps of hashicorp/raft 1.7 (raft-wire §2 and §3): Go's field names in ascending byte
 * order, RPCHeader {Addr, ID, ProtocolVersion} inlined, all fields always present.
 */

/** The byte in front of each request. 0x40 is mokv's own: Go peers close the connection on it. */
export const rpcTypes = {
  appendEntries: 0,
  requestVote: 1,
  installSnapshot: 2,
  timeoutNow: 3,
  preVote: 4,
  readIndex: 0x40,
} as const;

export const protocolVersion = 3;
export const snapshotVersion = 1;

const limits = {
  /** hashicorp/raft refuses a larger MaxAppendEntries. */
  entriesMax: 1024,
  nameBytesMax: 1024,
} as const;

/** An id or an address. Go writes an unset one as nil. */
const name: Codec<string> = {
  zero: '',
  write: (writer, value) => (value === '' ? writer.nil() : writer.text(value)),
  read(reader) {
    const value = text.read(reader);
    if (value.length > limits.nameBytesMax) throw malformed('a name that is too long');
    return value;
  },
};

/** Go's []byte where nil and empty mean the same. */
const blob: Codec<Uint8Array> = {
  zero: noBytes,
  write: (writer, value) => (value.length === 0 ? writer.nil() : writer.bytes(value)),
  read: (reader) => bytes.read(reader) ?? noBytes,
};

export const entryRecord = struct({
  AppendedAt: blob,
  Data: blob,
  Extensions: blob,
  Index: uint,
  Term: uint,
  Type: uint,
});

export const appendEntriesRecord = struct({
  Addr: name,
  Entries: list(entryRecord, limits.entriesMax),
  ID: name,
  Leader: name,
  LeaderCommitIndex: uint,
  PrevLogEntry: uint,
  PrevLogTerm: uint,
  ProtocolVersion: int,
  Term: uint,
});

export const appendEntriesResponseRecord = struct({
  Addr: name,
  ID: name,
  LastLog: uint,
  NoRetryBackoff: bool,
  ProtocolVersion: int,
  Success: bool,
  Term: uint,
});

export const requestVoteRecord = struct({
  Addr: name,
  Candidate: name,
  ID: name,
  LastLogIndex: uint,
  LastLogTerm: uint,
  LeadershipTransfer: bool,
  ProtocolVersion: int,
  Term: uint,
});

export const requestVoteResponseRecord = struct({
  Addr: name,
  Granted: bool,
  ID: name,
  Peers: blob,
  ProtocolVersion: int,
  Term: uint,
});

export const preVoteRecord = struct({
  Addr: name,
  ID: name,
  LastLogIndex: uint,
  LastLogTerm: uint,
  ProtocolVersion: int,
  Term: uint,
});

export const preVoteResponseRecord = struct({
  Addr: name,
  Granted: bool,
  ID: name,
  ProtocolVersion: int,
  Term: uint,
});

export const installSnapshotRecord = struct({
  Addr: name,
  Configuration: blob,
  ConfigurationIndex: uint,
  ID: name,
  LastLogIndex: uint,
  LastLogTerm: uint,
  Leader: name,
  Peers: blob,
  ProtocolVersion: int,
  Size: int,
  SnapshotVersion: int,
  Term: uint,
});

export const installSnapshotResponseRecord = struct({
  Addr: name,
  ID: name,
  ProtocolVersion: int,
  Success: bool,
  Term: uint,
});

export const headerRecord = struct({ Addr: name, ID: name, ProtocolVersion: int });

export const readIndexRecord = struct({ Addr: name, ID: name, ProtocolVersion: int, Term: uint });

export const readIndexResponseRecord = struct({
  Addr: name,
  ID: name,
  Index: uint,
  ProtocolVersion: int,
  Term: uint,
});

/** The voters' addresses as an array of raw strings: what InstallSnapshot called Peers before version 1. */
export const peerAddresses = list(text, limits.entriesMax);
