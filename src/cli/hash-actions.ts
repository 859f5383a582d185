import type { mokv } from '../api/gen/messages.js';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { CallLimits } from '../client/connection.ts';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { answersOf, askEach, failuresOf, type NodeOutcome, throwFailure } from './node-outcomes.ts';
import { everyNode } from './node-targets.ts';
import type { OutputOptions } from './output.ts';
import { printListing } from './print-listing.ts';

const limits = {
  /** Contents are those of now: while somebody writes, the nodes are asked again so often. */
  contentsAttempts: 3,
} as const;

export interface HashOptions extends ConnectionOptions, OutputOptions {
  readonly all?: boolean;
  readonly atIndex?: number;
  readonly contents?: boolean;
}

type Hash = mokv.v1.HashResponse;

/** UNHEALTHY when nodes differ, or when one does not say what it has. */
export async function printHashes(context: CommandContext, options: HashOptions): Promise<void> {
  const outcomes = await withClient(context, options, ({ cluster }, call) =>
    options.all ? hashOfAll(cluster, options, call) : hashOfOne(cluster, options, call),
  );
  const hashes = answersOf(outcomes).map(({ answer }) => answer);
  if (hashes.length === 0) throwFailure(outcomes);
  const verdict = verdictOf(hashes);
  if (!options.quiet) {
    await printListing(context, options, {
      items: hashes,
      columns: ['NODE', 'INDEX', 'REVISION', 'HASH', 'CONTENTS'],
      cells: ({ nodeId, index, revision, appliedHash, contentsHash }) => [
        ...[nodeId, `${index}`, `${revision}`, appliedHash, contentsHash || '-'],
      ],
      name: ({ nodeId }) => nodeId,
      record: hashRecord,
      document: (nodes) => ({ equal: verdict === undefined, nodes }),
    });
  }
  if (verdict !== undefined) throw verdict;
  const [silent] = failuresOf(outcomes);
  if (silent === undefined) return;
  const { id, failure } = silent;
  throw new MokvError('UNHEALTHY', `${id} could not be compared: ${failure.message}`, {
    hint: failure.hint,
    cause: failure,
  });
}

async function hashOfOne(
  cluster: ClusterClient,
  { atIndex = 0, contents = false }: HashOptions,
  call: CallLimits,
): Promise<NodeOutcome<Hash>[]> {
  const answer = await cluster.hash({ index: atIndex, contents }, call);
  return [{ type: 'answer', id: answer.nodeId, answer }];
}

async function hashOfAll(
  cluster: ClusterClient,
  { atIndex, contents = false }: HashOptions,
  call: CallLimits,
): Promise<NodeOutcome<Hash>[]> {
  const targets = await everyNode(cluster, call);
  for (let attempt = 1; ; attempt += 1) {
    const index = atIndex ?? (await cluster.leaderStatus(call)).commitIndex;
    const outcomes = await askEach(targets, ({ at }) =>
      cluster.hash({ index, contents }, { ...call, at }),
    );
    const isDone = !contents || areComparable(answersOf(outcomes).map(({ answer }) => answer));
    if (isDone || attempt === limits.contentsAttempts) return outcomes;
  }
}

function areComparable(hashes: readonly Hash[]): boolean {
  return new Set(hashes.map(({ contentsIndex }) => contentsIndex)).size <= 1;
}

/** What is wrong with them; undefined when they are the same. */
function verdictOf(hashes: readonly Hash[]): MokvError | undefined {
  const at = hashes[0]?.index ?? 0;
  if (new Set(hashes.map(({ appliedHash }) => appliedHash)).size > 1) {
    return new MokvError('UNHEALTHY', `the nodes have diverged: they differ at index ${at}`, {
      hint: 'keep their data directories and stop writing; take a snapshot of each node first',
    });
  }
  if (!areComparable(hashes)) {
    return new MokvError('UNHEALTHY', 'the contents cannot be compared while somebody writes', {
      hint: 'try again when it is quiet; without --contents one index is compared',
    });
  }
  if (new Set(hashes.map(({ contentsHash }) => contentsHash)).size <= 1) return undefined;
  return new MokvError('UNHEALTHY', 'the nodes have diverged: their contents differ', {
    hint: 'keep their data directories and stop writing; take a snapshot of each node first',
  });
}

function hashRecord(hash: Hash): object {
  const { nodeId, index, revision, appliedHash, contentsHash, contentsIndex } = hash;
  return {
    id: nodeId,
    index,
    rev: revision,
    applied_hash: appliedHash,
    contents_hash: contentsHash || null,
    contents_index: contentsHash === '' ? null : contentsIndex,
  };
}
