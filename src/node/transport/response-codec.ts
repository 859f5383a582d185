import { type Codec, decode, decodePrefix, text } from '../../shared/msgpack/codec.ts';
import { Writer } from '../../shared/msgpack/writer.ts';
import { quoted } from '../../shared/quoted.ts';
import { noBytes } from '../raft/entry.ts';
import type { RaftRequest, RaftResponse } from '../raft/messages.ts';
import { refused } from './refused.ts';
import {
  appendEntriesResponseRecord,
  headerRecord,
  installSnapshotResponseRecord,
  preVoteResponseRecord,
  protocolVersion,
  readIndexResponseRecord,
  requestVoteResponseRecord,
} from './rpc-records.ts';

const limits = { errorTextMax: 200 } as const;

export type DecodedResponse =
  | { readonly type: 'answered'; readonly message: RaftResponse }
  /** The peer answered with an error: the request failed, the connection is still in step. */
  | { readonly type: 'failed'; readonly reason: string };

/** Both values of an answer: no error, then the map with all its fields (raft-wire §2 says why all). */
export function encodeResponse(response: RaftResponse): Buffer {
  switch (response.type) {
    case 'appendEntriesResponse':
      return answered(appendEntriesResponseRecord, {
        ...headerOf(response),
        LastLog: response.lastLogIndex,
        NoRetryBackoff: response.noRetryBackoff,
        Success: response.success,
        Term: response.term,
      });
    case 'requestVoteResponse':
      return answered(requestVoteResponseRecord, {
        ...headerOf(response),
        Granted: response.granted,
        Peers: noBytes,
        Term: response.term,
      });
    case 'preVoteResponse':
      return answered(preVoteResponseRecord, {
        ...headerOf(response),
        Granted: response.granted,
        Term: response.term,
      });
    case 'installSnapshotResponse':
      return answered(installSnapshotResponseRecord, {
        ...headerOf(response),
        Success: response.success,
        Term: response.term,
      });
    case 'timeoutNowResponse':
      return answered(headerRecord, headerOf(response));
    case 'readIndexResponse':
      return answered(readIndexResponseRecord, {
        ...headerOf(response),
        Index: response.index,
        Term: response.term,
      });
  }
}

/** An error without a body, as hashicorp/raft answers a version that it does not support. */
export function encodeErrorAnswer(reason: string): Buffer {
  const writer = new Writer();
  writer.text(errorText(reason));
  writer.nil();
  return writer.finish();
}

/** The answer to an InstallSnapshot whose bytes could not be stored. */
export function encodeFailedInstall(term: number, reason: string): Buffer {
  const body = { Addr: '', ID: '', ProtocolVersion: 0, Success: false, Term: term };
  return bothValues(errorText(reason), installSnapshotResponseRecord, body);
}

/** Reads the answer to `request`. Throws on whatever breaks the protocol. */
export function decodeResponse(frame: Uint8Array, request: RaftRequest): DecodedResponse {
  const { value: reason, end } = decodePrefix(text, frame);
  const message = decodeBody(frame, end, request);
  return reason === '' ? { type: 'answered', message } : { type: 'failed', reason };
}

function decodeBody(frame: Uint8Array, start: number, request: RaftRequest): RaftResponse {
  switch (request.type) {
    case 'appendEntries': {
      const record = decode(appendEntriesResponseRecord, frame, start);
      return {
        ...envelopeOf(record, request),
        type: 'appendEntriesResponse',
        term: record.Term,
        lastLogIndex: record.LastLog,
        success: record.Success,
        noRetryBackoff: record.NoRetryBackoff,
      };
    }
    case 'requestVote': {
      const record = decode(requestVoteResponseRecord, frame, start);
      const granted = record.Granted;
      return {
        ...envelopeOf(record, request),
        type: 'requestVoteResponse',
        term: record.Term,
        granted,
      };
    }
    case 'preVote': {
      const record = decode(preVoteResponseRecord, frame, start);
      const granted = record.Granted;
      return {
        ...envelopeOf(record, request),
        type: 'preVoteResponse',
        term: record.Term,
        granted,
      };
    }
    case 'installSnapshot': {
      const record = decode(installSnapshotResponseRecord, frame, start);
      const success = record.Success;
      return {
        ...envelopeOf(record, request),
        type: 'installSnapshotResponse',
        term: record.Term,
        success,
      };
    }
    case 'timeoutNow': {
      const record = decode(headerRecord, frame, start);
      return { ...envelopeOf(record, request), type: 'timeoutNowResponse', term: 0 };
    }
    case 'readIndex': {
      const record = decode(readIndexResponseRecord, frame, start);
      const index = record.Index;
      return {
        ...envelopeOf(record, request),
        type: 'readIndexResponse',
        term: record.Term,
        index,
      };
    }
  }
}

function answered<T>(record: Codec<T>, value: T): Buffer {
  return bothValues('', record, value);
}

function bothValues<T>(error: string, record: Codec<T>, value: T): Buffer {
  const writer = new Writer();
  writer.text(error);
  record.write(writer, value);
  return writer.finish();
}

function headerOf(response: RaftResponse) {
  return { Addr: response.fromAddress, ID: response.from, ProtocolVersion: protocolVersion };
}

/** Go leaves the header of some answers empty, so that the request tells who answers; an ID that
 * belongs to somebody else would count one node's log for another's. */
function envelopeOf(header: { readonly ID: string }, request: RaftRequest) {
  if (header.ID !== '' && header.ID !== request.to) {
    throw refused(`an answer as ${quoted(header.ID)} at the address of ${request.to}`);
  }
  return {
    rpcId: request.rpcId,
    from: request.to,
    fromAddress: request.toAddress,
    to: request.from,
    toAddress: request.fromAddress,
  };
}

/** Go up to 1.7.3 prints error texts through a format call (raft-wire §8.18). */
function errorText(reason: string): string {
  return reason.replaceAll('%', ' percent').slice(0, limits.errorTextMax);
}
