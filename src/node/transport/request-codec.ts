import { invariant } from '../../shared/invariant.ts';
import { type Codec, decode, encode } from '../../shared/msgpack/codec.ts';
import { Writer } from '../../shared/msgpack/writer.ts';
import { faultOf, type ServerId } from '../raft/configuration.ts';
import { decodeConfiguration, encodeConfiguration } from '../raft/configuration-codec.ts';
import type {
  AppendEntries,
  InstallSnapshot,
  PreVote,
  RaftRequest,
  ReadIndex,
  RequestVote,
  TimeoutNow,
} from '../raft/messages.ts';
import { entryOfRecord, problemOfEntries, recordOfEntry } from './log-entries.ts';
import { refused } from './refused.ts';
import { encodeErrorAnswer, encodeFailedInstall } from './response-codec.ts';
import {
  appendEntriesRecord,
  headerRecord,
  installSnapshotRecord,
  peerAddresses,
  preVoteRecord,
  protocolVersion,
  readIndexRecord,
  requestVoteRecord,
  rpcTypes,
  snapshotVersion,
} from './rpc-records.ts';

const limits = {
  /** A state machine lives in memory; a larger claim is a mistake or an attack. */
  snapshotBytesMax: 64 * 1024 ** 3,
  /** hashicorp/raft's range of versions that a version 3 node takes (raft-wire §3). */
  protocolVersionMin: 2,
} as const;

/** The node that a request has reached, and the id under which its answer will be sent. */
export interface Receiver {
  readonly rpcId: number;
  readonly id: ServerId;
  readonly address: string;
}

export type DecodedRequest =
  | {
      readonly type: 'accepted';
      readonly message: RaftRequest;
      /** Raw snapshot bytes that follow the request; 0 for all but InstallSnapshot. */
      readonly bodyBytes: number;
    }
  /** Well-formed, but of a version that is not supported: to be answered once the body is drained. */
  | {
      readonly type: 'refused';
      readonly reason: string;
      readonly answer: Buffer;
      readonly bodyBytes: number;
    };

/**
 * A request as hashicorp/raft 1.7 writes it: type byte and msgpack map. `bodyBytes` is the size of the
 * snapshot file that the caller sends behind an InstallSnapshot. Entries that could kill a Go peer are
 * a broken invariant, never sent.
 */
export function encodeRequest(request: RaftRequest, bodyBytes = 0): Buffer {
  switch (request.type) {
    case 'appendEntries':
      return encodeAppendEntries(request);
    case 'requestVote':
      return framed(rpcTypes.requestVote, requestVoteRecord, {
        ...headerOf(request),
        Candidate: request.fromAddress,
        LastLogIndex: request.lastLogIndex,
        LastLogTerm: request.lastLogTerm,
        LeadershipTransfer: request.leadershipTransfer,
        Term: request.term,
      });
    case 'preVote':
      return framed(rpcTypes.preVote, preVoteRecord, {
        ...headerOf(request),
        LastLogIndex: request.lastLogIndex,
        LastLogTerm: request.lastLogTerm,
        Term: request.term,
      });
    case 'installSnapshot':
      return encodeInstallSnapshot(request, bodyBytes);
    case 'timeoutNow':
      return framed(rpcTypes.timeoutNow, headerRecord, headerOf(request));
    case 'readIndex':
      return framed(rpcTypes.readIndex, readIndexRecord, {
        ...headerOf(request),
        Term: request.term,
      });
  }
}

/**
 * Reads the request in `frame`, without a snapshot's bytes. The result keeps views of `frame`. A
 * TimeoutNow carries no term and comes with term 0. Throws on whatever breaks the protocol.
 */
export function decodeRequest(frame: Uint8Array, receiver: Receiver): DecodedRequest {
  switch (frame[0]) {
    case rpcTypes.appendEntries:
      return decodeAppendEntries(decode(appendEntriesRecord, frame, 1), receiver);
    case rpcTypes.requestVote:
      return decodeRequestVote(decode(requestVoteRecord, frame, 1), receiver);
    case rpcTypes.preVote:
      return decodePreVote(decode(preVoteRecord, frame, 1), receiver);
    case rpcTypes.installSnapshot:
      return decodeInstallSnapshot(decode(installSnapshotRecord, frame, 1), receiver);
    case rpcTypes.timeoutNow:
      return decodeTimeoutNow(decode(headerRecord, frame, 1), receiver);
    case rpcTypes.readIndex:
      return decodeReadIndex(decode(readIndexRecord, frame, 1), receiver);
    default:
      throw refused(`a request of type ${frame[0]}`);
  }
}

function framed<T>(type: number, record: Codec<T>, value: T): Buffer {
  const writer = new Writer();
  writer.byte(type);
  record.write(writer, value);
  return writer.finish();
}

interface Header {
  readonly Addr: string;
  readonly ID: string;
  readonly ProtocolVersion: number;
}

function headerOf(request: RaftRequest): Header {
  return { Addr: request.fromAddress, ID: request.from, ProtocolVersion: protocolVersion };
}

function encodeAppendEntries(request: AppendEntries): Buffer {
  const { entries, heartbeat, prevLogIndex, prevLogTerm, leaderCommit } = request;
  const problem = problemOfEntries(entries, request);
  invariant(problem === undefined, `about to send ${problem}`);
  invariant(
    leaderCommit <= prevLogIndex + entries.length,
    'a commit index above what the request proves makes Go peers commit stale entries',
  );
  invariant(
    !heartbeat || (entries.length === 0 && prevLogIndex + prevLogTerm + leaderCommit === 0),
    'a heartbeat carries nothing of the log',
  );
  return framed(rpcTypes.appendEntries, appendEntriesRecord, {
    ...headerOf(request),
    Entries: heartbeat ? null : entries.map(recordOfEntry),
    Leader: request.fromAddress,
    LeaderCommitIndex: leaderCommit,
    PrevLogEntry: prevLogIndex,
    PrevLogTerm: prevLogTerm,
    Term: request.term,
  });
}

function encodeInstallSnapshot(request: InstallSnapshot, bodyBytes: number): Buffer {
  const { index, term, configuration, configurationIndex } = request.snapshot;
  const fault = faultOf(configuration);
  invariant(fault === undefined, `about to send a snapshot with a bad configuration: ${fault}`);
  const voters = configuration.servers.filter((server) => server.suffrage === 'voter');
  return framed(rpcTypes.installSnapshot, installSnapshotRecord, {
    ...headerOf(request),
    Configuration: encodeConfiguration(configuration),
    ConfigurationIndex: configurationIndex,
    LastLogIndex: index,
    LastLogTerm: term,
    Leader: request.fromAddress,
    Peers: encode(
      peerAddresses,
      voters.map((server) => server.address),
    ),
    Size: bodyBytes,
    SnapshotVersion: snapshotVersion,
    Term: request.term,
  });
}

function decodeAppendEntries(
  record: typeof appendEntriesRecord.zero,
  receiver: Receiver,
): DecodedRequest {
  const entries = (record.Entries ?? []).map(entryOfRecord);
  const prevLogIndex = record.PrevLogEntry;
  const prevLogTerm = record.PrevLogTerm;
  const leaderCommit = record.LeaderCommitIndex;
  const message: AppendEntries = {
    ...envelopeOf(record, record.Leader, receiver),
    type: 'appendEntries',
    term: termOf(record),
    prevLogIndex,
    prevLogTerm,
    entries,
    leaderCommit,
    heartbeat: entries.length === 0 && prevLogIndex + prevLogTerm + leaderCommit === 0,
  };
  const problem = problemOfEntries(entries, message);
  if (problem !== undefined) throw refused(problem);
  // Go checks no version on the way that heartbeats take (raft-wire §1).
  if (message.heartbeat) return { type: 'accepted', message, bodyBytes: 0 };
  return checkedVersion(record, message);
}

function decodeRequestVote(
  record: typeof requestVoteRecord.zero,
  receiver: Receiver,
): DecodedRequest {
  const message: RequestVote = {
    ...envelopeOf(record, record.Candidate, receiver),
    type: 'requestVote',
    term: termOf(record),
    lastLogIndex: record.LastLogIndex,
    lastLogTerm: record.LastLogTerm,
    leadershipTransfer: record.LeadershipTransfer,
  };
  return checkedVersion(record, message);
}

function decodePreVote(record: typeof preVoteRecord.zero, receiver: Receiver): DecodedRequest {
  const message: PreVote = {
    ...envelopeOf(record, '', receiver),
    type: 'preVote',
    term: termOf(record),
    lastLogIndex: record.LastLogIndex,
    lastLogTerm: record.LastLogTerm,
  };
  return checkedVersion(record, message);
}

function decodeTimeoutNow(record: Header, receiver: Receiver): DecodedRequest {
  const message: TimeoutNow = {
    type: 'timeoutNow',
    rpcId: receiver.rpcId,
    from: record.ID,
    fromAddress: record.Addr,
    to: receiver.id,
    toAddress: receiver.address,
    term: 0,
  };
  return checkedVersion(record, message);
}

function decodeReadIndex(record: typeof readIndexRecord.zero, receiver: Receiver): DecodedRequest {
  const message: ReadIndex = {
    ...envelopeOf(record, '', receiver),
    type: 'readIndex',
    term: termOf(record),
  };
  return checkedVersion(record, message);
}

function decodeInstallSnapshot(
  record: typeof installSnapshotRecord.zero,
  receiver: Receiver,
): DecodedRequest {
  const bodyBytes = record.Size;
  if (bodyBytes < 0 || bodyBytes > limits.snapshotBytesMax) {
    throw refused(`a snapshot of ${bodyBytes} bytes`);
  }
  if (record.SnapshotVersion !== snapshotVersion) {
    const reason = `unsupported snapshot version ${record.SnapshotVersion}`;
    return { type: 'refused', reason, answer: encodeFailedInstall(record.Term, reason), bodyBytes };
  }
  const message: InstallSnapshot = {
    ...envelopeOf(record, record.Leader, receiver),
    type: 'installSnapshot',
    term: termOf(record),
    snapshot: {
      index: record.LastLogIndex,
      term: record.LastLogTerm,
      configuration: decodeConfiguration(record.Configuration),
      configurationIndex: record.ConfigurationIndex,
    },
  };
  const { index, term, configurationIndex } = message.snapshot;
  if (index === 0 || term === 0 || term > message.term || configurationIndex > index) {
    throw refused(
      `a snapshot at index ${index}, term ${term}, configuration ${configurationIndex}`,
    );
  }
  return { ...checkedVersion(record, message), bodyBytes };
}

function checkedVersion(record: Header, message: RaftRequest): DecodedRequest {
  const version = record.ProtocolVersion;
  if (version >= limits.protocolVersionMin && version <= protocolVersion) {
    return { type: 'accepted', message, bodyBytes: 0 };
  }
  return {
    type: 'refused',
    reason: `protocol version ${version}`,
    answer: encodeErrorAnswer('operation not supported with current protocol version'),
    bodyBytes: 0,
  };
}

/** Peers before 1.3.7 send no ID, and their address only as Leader or Candidate (raft-wire §3). */
function envelopeOf(header: Header, oldAddress: string, receiver: Receiver) {
  const fromAddress = header.Addr === '' ? oldAddress : header.Addr;
  if (fromAddress === '') throw refused('a request without its address');
  return {
    rpcId: receiver.rpcId,
    from: header.ID,
    fromAddress,
    to: receiver.id,
    toAddress: receiver.address,
  };
}

function termOf(record: { readonly Term: number }): number {
  if (record.Term === 0) throw refused('term 0');
  return record.Term;
}
