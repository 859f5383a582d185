import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { raftRequest, raftResponseTo } from '../../../test/support/arbitrary-raft-messages.ts';
import { type Entry, entryTypes, noBytes } from '../raft/entry.ts';
import type { AppendEntries, InstallSnapshot } from '../raft/messages.ts';
import { decodeRequest, encodeRequest } from './request-codec.ts';
import { decodeResponse, encodeResponse } from './response-codec.ts';

const envelope = {
  rpcId: 7,
  from: 'node-1',
  fromAddress: '10.0.0.1:8400',
  to: 'node-2',
  toAddress: '10.0.0.2:8400',
  term: 5,
};

function entry(overrides: Partial<Entry> = {}): Entry {
  return {
    index: 11,
    term: 5,
    type: entryTypes.command,
    data: Uint8Array.of(0),
    extensions: noBytes,
    appendedAt: noBytes,
    ...overrides,
  };
}

function append(overrides: Partial<AppendEntries> = {}): AppendEntries {
  return {
    ...envelope,
    type: 'appendEntries',
    prevLogIndex: 10,
    prevLogTerm: 4,
    entries: [],
    leaderCommit: 10,
    heartbeat: false,
    ...overrides,
  };
}

describe('the codec of requests', () => {
  it('gives back any request, with the receiver in place of what the wire does not carry', () => {
    fc.assert(
      fc.property(raftRequest, fc.nat(2 ** 33), (request, bodyBytes) => {
        const body = request.type === 'installSnapshot' ? bodyBytes : 0;
        const receiver = { rpcId: request.rpcId, id: request.to, address: request.toAddress };
        expect(decodeRequest(encodeRequest(request, body), receiver)).toEqual({
          type: 'accepted',
          message: request,
          bodyBytes: body,
        });
      }),
    );
  });

  it('gives back any response to any request', () => {
    const pair = raftRequest.chain((request) =>
      fc.tuple(fc.constant(request), raftResponseTo(request)),
    );
    fc.assert(
      fc.property(pair, ([request, response]) => {
        expect(decodeResponse(encodeResponse(response), request)).toEqual({
          type: 'answered',
          message: response,
        });
      }),
    );
  });
});

describe('encodeRequest', () => {
  it.each([
    ['a gap before the entries', { entries: [entry({ index: 12 })] }],
    ['a gap between entries', { entries: [entry(), entry({ index: 13 })] }],
    ['a term that goes back', { entries: [entry(), entry({ index: 12, term: 4 })] }],
    ['a term older than that of the entry before', { entries: [entry({ term: 3 })] }],
    ['an entry of a term to come', { entries: [entry({ term: 6 })] }],
    ['an empty command', { entries: [entry({ data: noBytes })] }],
    [
      'garbage for a configuration',
      { entries: [entry({ type: entryTypes.configuration, data: Uint8Array.of(1) })] },
    ],
    ['a commit index that the entries do not prove', { entries: [entry()], leaderCommit: 12 }],
    ['a heartbeat with a place in the log', { heartbeat: true }],
  ])('never sends %s', (_, overrides) => {
    expect(() => encodeRequest(append(overrides))).toThrow(
      expect.objectContaining({ name: 'InvariantViolation' }),
    );
  });

  it('never sends a snapshot without a voter', () => {
    const request: InstallSnapshot = {
      ...envelope,
      type: 'installSnapshot',
      snapshot: { index: 1, term: 1, configuration: { servers: [] }, configurationIndex: 1 },
    };
    expect(() => encodeRequest(request)).toThrow('no voter would remain');
  });
});

describe('decodeRequest', () => {
  const receiver = { rpcId: 1, id: 'node-2', address: '10.0.0.2:8400' };
  const withField = (frame: Buffer, name: string, from: string, to: string) =>
    Buffer.from(
      frame
        .toString('hex')
        .replace(
          Buffer.from(name).toString('hex') + from,
          () => Buffer.from(name).toString('hex') + to,
        ),
      'hex',
    );
  const one = encodeRequest(append({ entries: [entry()] }));

  it.each([
    ['Type', '00', '06', 'an entry of type 6'],
    ['Type', '00', '02', 'an entry of type 2'],
    ['Index', '0b', '0c', 'entry 12 behind entry 10'],
    ['Index', '0b', 'c0', 'entry 0 behind entry 10'],
    ['Term', '05', '06', 'entry 11 of term 6 behind term 4 in term 5'],
    ['Term', '05', 'ff', 'a negative number'],
  ])('refuses an entry whose %s of %s became %s', (name, from, to, reason) => {
    expect(() => decodeRequest(withField(one, name, from, to), receiver)).toThrow(reason);
  });

  it('answers other protocol versions with the error text of Go', () => {
    const frame = withField(one, 'ProtocolVersion', '03', '04');
    expect(decodeRequest(frame, receiver)).toEqual({
      type: 'refused',
      reason: 'protocol version 4',
      answer: Buffer.from(
        '\xda\x005operation not supported with current protocol version\xc0',
        'latin1',
      ),
      bodyBytes: 0,
    });
  });

  it('wants a snapshot of another version drained and answered', () => {
    const frame = encodeRequest(
      {
        ...envelope,
        type: 'installSnapshot',
        snapshot: {
          index: 9,
          term: 5,
          configuration: { servers: [{ id: 'a', address: 'a:1', suffrage: 'voter' }] },
          configurationIndex: 1,
        },
      },
      40,
    );
    const decoded = decodeRequest(withField(frame, 'SnapshotVersion', '01', '02'), receiver);
    expect(decoded).toMatchObject({ type: 'refused', bodyBytes: 40 });
    expect(() => decodeRequest(withField(frame, 'Size', '28', 'ff'), receiver)).toThrow(
      'a snapshot of -1 bytes',
    );
  });
});
