import { describe, expect, it } from 'vitest';
import { type Entry, entryTypes, noBytes } from '../raft/entry.ts';
import type { AppendEntries, RaftRequest } from '../raft/messages.ts';
import { encodeRequest } from './request-codec.ts';
import { SharedFrames } from './shared-frames.ts';

const entry: Entry = {
  index: 8,
  term: 3,
  type: entryTypes.command,
  data: Buffer.from('command'),
  extensions: noBytes,
  appendedAt: noBytes,
};

const request: AppendEntries = {
  type: 'appendEntries',
  rpcId: 1,
  from: 'n1',
  fromAddress: '127.0.0.1:1',
  to: 'n2',
  toAddress: '127.0.0.1:2',
  term: 3,
  prevLogIndex: 7,
  prevLogTerm: 3,
  entries: [entry],
  leaderCommit: 6,
  heartbeat: false,
};

describe('the frames of requests', () => {
  it('are encoded once for all peers that get the same', () => {
    const frames = new SharedFrames();
    const other = { ...request, rpcId: 2, to: 'n3', toAddress: '127.0.0.1:3', entries: [entry] };
    const first = frames.encode(request);
    expect(first).toEqual(encodeRequest(request));
    expect(frames.encode(other)).toBe(first);
  });

  it('are those of the request itself whatever it has of its own', () => {
    const heartbeat = { prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0 };
    const others: RaftRequest[] = [
      { ...request, term: 4 },
      { ...request, from: 'n9' },
      { ...request, fromAddress: '127.0.0.1:9' },
      { ...request, prevLogTerm: 2 },
      { ...request, leaderCommit: 7 },
      { ...request, entries: [] },
      { ...request, entries: [{ ...entry, data: Buffer.from('another') }] },
      { ...request, entries: [entry, { ...entry, index: 9 }] },
      { ...request, prevLogIndex: 6, entries: [{ ...entry, index: 7 }] },
      { ...request, ...heartbeat, heartbeat: true },
      { ...request, type: 'readIndex' },
    ];
    for (const other of others) {
      const frames = new SharedFrames();
      frames.encode(request);
      expect(frames.encode(other)).toEqual(encodeRequest(other));
    }
  });
});
