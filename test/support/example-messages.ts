import { setImmediate as nextTurn } from 'node:timers/promises';
import { entryTypes, noBytes, type SnapshotMeta } from '../../src/node/raft/entry.ts';
import type { RaftRequest, RaftResponse } from '../../src/node/raft/messages.ts';
import { answerTo, type TestTransport } from './test-transport.ts';

interface Receiver {
  readonly id: string;
  readonly address: string;
}

export const exampleSnapshot: SnapshotMeta = {
  index: 20,
  term: 2,
  configuration: { servers: [{ id: 'n1', address: '10.0.0.1:1', suffrage: 'voter' }] },
  configurationIndex: 3,
};

export function appendAt(node: TestTransport, other: Receiver, rpcId: number): RaftRequest {
  return {
    ...node.to(other, rpcId),
    type: 'appendEntries',
    prevLogIndex: rpcId,
    prevLogTerm: 3,
    leaderCommit: 0,
    heartbeat: false,
    entries: [
      {
        index: rpcId + 1,
        term: 3,
        type: entryTypes.command,
        data: Buffer.from(`command ${rpcId}`),
        extensions: noBytes,
        appendedAt: noBytes,
      },
    ],
  };
}

export function heartbeat(node: TestTransport, other: Receiver, rpcId: number): RaftRequest {
  return {
    ...node.to(other, rpcId),
    type: 'appendEntries',
    prevLogIndex: 0,
    prevLogTerm: 0,
    leaderCommit: 0,
    entries: [],
    heartbeat: true,
  };
}

export function appended(request: RaftRequest): RaftResponse {
  return {
    ...answerTo(request),
    type: 'appendEntriesResponse',
    lastLogIndex: request.type === 'appendEntries' ? request.prevLogIndex : 0,
    success: true,
    noRetryBackoff: false,
  };
}

/** The answer of a core that agrees with everything. */
export function answerOf(request: RaftRequest): RaftResponse {
  const base = answerTo(request);
  switch (request.type) {
    case 'appendEntries':
      return appended(request);
    case 'requestVote':
      return { ...base, type: 'requestVoteResponse', granted: true };
    case 'preVote':
      return { ...base, type: 'preVoteResponse', granted: true };
    case 'installSnapshot':
      return { ...base, type: 'installSnapshotResponse', success: true };
    case 'timeoutNow':
      return { ...base, type: 'timeoutNowResponse' };
    case 'readIndex':
      return { ...base, type: 'readIndexResponse', index: 77 };
  }
}

export async function* repeated(chunk: Uint8Array, count: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < count; sent += 1) {
    await nextTurn();
    yield chunk;
  }
}
