import type { mokv } from '../api/gen/messages.js';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { formatBytes } from './format-quantity.ts';
import { askEach, printOutcomes } from './node-outcomes.ts';
import { nodeNamed, type TargetOptions, targetsOf } from './node-targets.ts';
import { type OutputOptions, printResult } from './output.ts';
import { printListing } from './print-listing.ts';
import { countVoters, quorumRecord, quorumText } from './quorum.ts';
import { raftRecord, raftScreen } from './raft-view.ts';

export interface RaftOptions extends ConnectionOptions, OutputOptions, TargetOptions {}

export interface TailOptions extends RaftOptions {
  readonly last: number;
}

export async function printRaftInfo(
  context: CommandContext,
  id: string | undefined,
  options: RaftOptions,
): Promise<void> {
  const status = await withClient(context, options, ({ cluster }, call) =>
    id === undefined ? cluster.leaderStatus(call) : cluster.statusOf(id, call),
  );
  await printResult(context, options, { text: raftScreen(status), record: raftRecord(status) });
}

/** The newest entries of a log: what they are, not what they say. */
export async function tailRaftLog(
  context: CommandContext,
  id: string | undefined,
  options: TailOptions,
): Promise<void> {
  const { entries, firstIndex } = await withClient(context, options, async ({ cluster }, call) => {
    const at = id === undefined ? undefined : (await nodeNamed(cluster, id, call)).at;
    return cluster.raftLog(options.last, { ...call, at });
  });
  await printListing(context, options, {
    items: entries,
    columns: ['INDEX', 'TERM', 'TYPE', 'SIZE', 'COMMANDS', ''],
    cells: (entry) => [
      ...[`${entry.index}`, `${entry.term}`, entry.type ?? '', formatBytes(entry.bytes ?? 0)],
      ...[`${entry.commands}`, entry.committed ? '' : 'not committed'],
    ],
    name: ({ index }) => `${index}`,
    record: entryRecord,
    document: (records) => ({ first_index: firstIndex, entries: records }),
    footer: `the log begins at ${firstIndex}`,
  });
}

export async function compactLogs(
  context: CommandContext,
  id: string | undefined,
  options: RaftOptions,
): Promise<void> {
  const outcomes = await withClient(context, options, async ({ cluster }, call) => {
    const targets = await targetsOf(cluster, [id, options], call);
    return askEach(targets, ({ at }) => cluster.compact({ ...call, at }));
  });
  await printOutcomes(context, options, outcomes, {
    text: (index) => `snapshot through entry ${index}`,
    record: (index) => ({ snapshot_index: index }),
  });
}

/** Who belongs to the cluster, as its leader has it. */
export async function printConfiguration(
  context: CommandContext,
  options: RaftOptions,
): Promise<void> {
  const status = await withClient(context, options, ({ cluster }, call) =>
    cluster.leaderStatus(call),
  );
  const { servers, configurationIndex, leaderId } = status;
  const voters = countVoters(servers);
  await printListing(context, options, {
    items: servers,
    columns: ['NODE', 'SUFFRAGE', 'ADDR'],
    cells: ({ id, voter, addr }) => [id ?? '', voter ? 'voter' : 'non-voter', addr ?? ''],
    name: ({ id }) => id ?? '',
    record: ({ id, addr, voter }) => ({ id, addr, voter }),
    document: (records) => ({
      configuration_index: configurationIndex,
      leader: leaderId,
      quorum: quorumRecord(voters),
      servers: records,
    }),
    footer: `${quorumText(voters)}, since entry ${configurationIndex}`,
  });
}

function entryRecord(entry: mokv.v1.IRaftLogEntry): object {
  const { index, term, type, bytes, commands, committed } = entry;
  return { index, term, type, bytes, commands, committed };
}
