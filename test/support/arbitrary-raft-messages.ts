import fc from 'fast-check';
import type { Configuration } from '../../src/node/raft/configuration.ts';
import { encodeConfiguration } from '../../src/node/raft/configuration-codec.ts';
import { type Entry, entryTypes, noBytes } from '../../src/node/raft/entry.ts';
import type { RaftRequest, RaftResponse } from '../../src/node/raft/messages.ts';

/** As the decoder gives bytes: a Buffer, and one constant for none. */
const asDecoded = (array: Uint8Array) => (array.length === 0 ? noBytes : Buffer.from(array));
const index = fc.oneof(fc.nat(300), fc.maxSafeNat());
const term = index.map((value) => Math.max(1, value));
const bytes = (minLength: number) =>
  fc
    .oneof({ weight: 9, arbitrary: fc.constant(40) }, { weight: 1, arbitrary: fc.constant(70_000) })
    .chain((maxLength) => fc.uint8Array({ minLength, maxLength }).map(asDecoded));

const configuration: fc.Arbitrary<Configuration> = fc
  .uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 7 })
  .chain((ids) =>
    fc.record({
      servers: fc.tuple(
        ...ids.map((id, position) =>
          fc.record({
            id: fc.constant(`node-${id}`),
            address: fc.constant(`10.0.0.${id}:8400`),
            suffrage: fc.constantFrom(
              ...(position === 0 ? (['voter'] as const) : (['voter', 'nonvoter'] as const)),
            ),
          }),
        ),
      ),
    }),
  );

/** Somebody to somebody else, both with ids and addresses. */
const envelope = fc.record({
  rpcId: fc.nat(),
  from: fc.constantFrom('node-1', 'n'.repeat(64)),
  fromAddress: fc.constantFrom('10.0.0.1:8400', '[::1]:8400'),
  to: fc.constantFrom('node-2', 'ñ'),
  toAddress: fc.constant('10.0.0.2:8400'),
  term,
});

const entryContent = fc.oneof(
  fc.record({ type: fc.constant(entryTypes.command), data: bytes(1) }),
  fc.record({
    type: fc.constantFrom(entryTypes.noop, entryTypes.barrier),
    data: fc.constant(noBytes),
  }),
  fc.record({
    type: fc.constant(entryTypes.configuration),
    data: configuration.map((value) => asDecoded(encodeConfiguration(value))),
  }),
);

const appendedAt = fc.oneof(
  fc.constant(noBytes),
  fc.uint8Array({ minLength: 14, maxLength: 14 }).map((rest) => Buffer.of(1, ...rest)),
);

function appendEntriesIn(currentTerm: number, countMax: number) {
  return fc
    .record({
      prevLogIndex: fc.nat(2 ** 40),
      prevLogTerm: fc.nat(currentTerm),
      contents: fc.array(entryContent, { maxLength: countMax }),
      committed: fc.nat(countMax),
      extensions: bytes(0),
      appendedAt,
    })
    .map(({ prevLogIndex, prevLogTerm, contents, committed, ...rest }) => {
      const leaderCommit = prevLogIndex + Math.min(contents.length, committed);
      return {
        type: 'appendEntries' as const,
        prevLogIndex,
        prevLogTerm,
        leaderCommit,
        // An append that says nothing of the log cannot be told from a heartbeat.
        heartbeat: prevLogIndex + prevLogTerm + leaderCommit === 0 && contents.length === 0,
        entries: contents.map(
          (content, position): Entry => ({
            ...content,
            ...rest,
            index: prevLogIndex + 1 + position,
            term: position < contents.length / 2 ? Math.max(1, prevLogTerm) : currentTerm,
          }),
        ),
      };
    });
}

/** Any request that a core may send. */
export const raftRequest: fc.Arbitrary<RaftRequest> = envelope.chain((common) =>
  fc
    .oneof(
      appendEntriesIn(common.term, 20),
      fc.constant({
        type: 'appendEntries' as const,
        prevLogIndex: 0,
        prevLogTerm: 0,
        entries: [],
        leaderCommit: 0,
        heartbeat: true,
      }),
      fc.record({
        type: fc.constant('requestVote' as const),
        lastLogIndex: index,
        lastLogTerm: index,
        leadershipTransfer: fc.boolean(),
      }),
      fc.record({ type: fc.constant('preVote' as const), lastLogIndex: index, lastLogTerm: index }),
      fc.record({
        type: fc.constant('installSnapshot' as const),
        snapshot: fc.record({ index: term, configuration }).map((meta) => ({
          ...meta,
          term: common.term,
          configurationIndex: Math.floor(meta.index / 2),
        })),
      }),
      // A TimeoutNow has no term on the wire.
      fc.constant({ type: 'timeoutNow' as const, term: 0 }),
      fc.constant({ type: 'readIndex' as const }),
    )
    .map((specific) => ({ ...common, ...specific })),
);

/** Any answer that a core may give to this request. */
export function raftResponseTo(request: RaftRequest): fc.Arbitrary<RaftResponse> {
  const common = {
    rpcId: request.rpcId,
    from: request.to,
    fromAddress: request.toAddress,
    to: request.from,
    toAddress: request.fromAddress,
  };
  return answerContent.map((content) => responseWith(request, common, content));
}

const answerContent = fc.record({ term: index, index, yes: fc.boolean(), also: fc.boolean() });

function responseWith(
  request: RaftRequest,
  common: Omit<RaftResponse, 'type' | 'term'>,
  {
    term: ownTerm,
    index: ownIndex,
    yes,
    also,
  }: typeof answerContent extends fc.Arbitrary<infer T> ? T : never,
): RaftResponse {
  const base = { ...common, term: ownTerm };
  switch (request.type) {
    case 'appendEntries':
      return {
        ...base,
        type: 'appendEntriesResponse',
        lastLogIndex: ownIndex,
        success: yes,
        noRetryBackoff: also,
      };
    case 'requestVote':
      return { ...base, type: 'requestVoteResponse', granted: yes };
    case 'preVote':
      return { ...base, type: 'preVoteResponse', granted: yes };
    case 'installSnapshot':
      return { ...base, type: 'installSnapshotResponse', success: yes };
    case 'timeoutNow':
      return { ...base, type: 'timeoutNowResponse', term: 0 };
    case 'readIndex':
      return { ...base, type: 'readIndexResponse', index: ownIndex };
  }
}
