import type { AppendEntries, RaftRequest } from '../raft/messages.ts';
import { encodeRequest } from './request-codec.ts';

/**
 * Encodes requests. What a leader sends to its peers one after the other is mostly the same, but for the
 * envelope, which does not travel: it is encoded once.
 */
export class SharedFrames {
  #last: { readonly request: AppendEntries; readonly bytes: Buffer } | undefined;

  /** The bytes may be given out again: nobody writes to them. */
  encode(request: RaftRequest): Buffer {
    if (request.type !== 'appendEntries') return encodeRequest(request);
    if (this.#last !== undefined && isSameFrame(this.#last.request, request)) {
      return this.#last.bytes;
    }
    const bytes = encodeRequest(request);
    this.#last = { request, bytes };
    return bytes;
  }
}

/** Entries never change, so that those that are the same object are the same. */
function isSameFrame(a: AppendEntries, b: AppendEntries): boolean {
  return (
    a.prevLogIndex === b.prevLogIndex &&
    a.leaderCommit === b.leaderCommit &&
    a.heartbeat === b.heartbeat &&
    a.term === b.term &&
    a.prevLogTerm === b.prevLogTerm &&
    a.from === b.from &&
    a.fromAddress === b.fromAddress &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, position) => entry === b.entries[position])
  );
}
