import { gatherView } from '../client/cluster-view.ts';
import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import { memberNotFound } from '../client/member-not-found.ts';
import { memberRecords } from '../client/member-records.ts';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { type ConfirmOptions, confirm, requireAnswer } from './confirm.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { showCatchingUp } from './member-progress.ts';
import {
  type ChangePreview,
  memberCells,
  memberColumns,
  membersSummary,
  withoutServer,
  withServer,
} from './member-view.ts';
import { type OutputOptions, printResult } from './output.ts';
import { printListing } from './print-listing.ts';
import { countVoters, quorumRecord } from './quorum.ts';

export interface MemberOptions extends ConnectionOptions, OutputOptions {}

export interface ChangeOptions extends MemberOptions {
  readonly dryRun?: boolean;
}

export interface AddOptions extends ChangeOptions {
  readonly nonVoter?: boolean;
}

export interface RemoveOptions extends ChangeOptions, ConfirmOptions {}

export async function listMembers(context: CommandContext, options: MemberOptions): Promise<void> {
  const view = await withClient(context, options, gatherView);
  const { servers, leaderId } = view.status;
  await printListing(context, options, {
    items: memberRecords(view),
    columns: memberColumns,
    cells: (member) => memberCells(member, view.now),
    name: ({ id }) => id,
    record: (member) => member,
    document: (members) => ({
      leader: leaderId || null,
      quorum: quorumRecord(countVoters(servers)),
      members,
    }),
    footer: membersSummary(view),
  });
}

export async function addMember(
  context: CommandContext,
  member: { readonly id: string; readonly addr: string },
  options: AddOptions,
): Promise<void> {
  const nonVoter = options.nonVoter ?? false;
  const record = { ...member, voter: !nonVoter };
  if (options.dryRun) return previewWith(context, options, record);
  await withClient(context, options, (client, call) =>
    addWithProgress(context, options, { client, member, nonVoter, call }),
  );
  await printResult(context, options, { text: 'OK', record });
}

/** Shows how far the new member is as long as it catches up. */
export async function addWithProgress(
  context: CommandContext,
  options: MemberOptions,
  {
    client: { cluster },
    member,
    nonVoter,
    call,
  }: {
    readonly client: KvClient;
    readonly member: { readonly id: string; readonly addr: string };
    readonly nonVoter: boolean;
    readonly call: CallLimits;
  },
): Promise<void> {
  const progress = showCatchingUp(context, options, { cluster, id: member.id });
  try {
    await cluster.addMember({ ...member, nonVoter }, call);
  } finally {
    await progress.end();
  }
}

export async function promoteMember(
  context: CommandContext,
  id: string,
  options: ChangeOptions,
): Promise<void> {
  if (options.dryRun) return previewWith(context, options, { id, voter: true });
  await withClient(context, options, (client, call) => client.cluster.promoteMember(id, call));
  await printResult(context, options, { text: 'OK', record: { id, voter: true } });
}

export async function demoteMember(
  context: CommandContext,
  id: string,
  options: ChangeOptions,
): Promise<void> {
  if (options.dryRun) {
    const preview = await previewWithout(context, options, { id, verb: 'demoting' });
    return printPreview(context, options, { preview, record: { id, voter: false } });
  }
  await withClient(context, options, (client, call) => client.cluster.demoteMember(id, call));
  await printResult(context, options, { text: 'OK', record: { id, voter: false } });
}

export async function removeMember(
  context: CommandContext,
  id: string,
  options: RemoveOptions,
): Promise<void> {
  if (!options.dryRun) requireAnswer(context, options, 'removing a member');
  if (!options.yes || options.dryRun) {
    const preview = await previewWithout(context, options, { id, verb: 'removing' });
    if (options.dryRun) return printPreview(context, options, { preview, record: { id } });
    await confirm(context, options, `${preview.text}. Remove 1 member?`);
  }
  // Its own deadline: the time that somebody thought about the question does not count.
  await withClient(context, options, (client, call) => client.cluster.removeMember(id, call));
  await printResult(context, options, { text: 'OK', record: { id } });
}

/** What the cluster would be with this server; asks the leader, and changes nothing. */
async function previewWith(
  context: CommandContext,
  options: ChangeOptions,
  record: { readonly id: string; readonly addr?: string; readonly voter: boolean },
): Promise<void> {
  const status = await withClient(context, options, ({ cluster }, call) =>
    cluster.leaderStatus(call),
  );
  const isThere = status.servers.some(({ id }) => id === record.id);
  if (record.addr === undefined && !isThere) throw memberNotFound(record.id, status.servers);
  const { text, quorum } = withServer(status, record);
  await printResult(context, options, { text, record: { ...record, quorum } });
}

/** What the cluster would be without this server; the leader says who of the others is well. */
export async function previewWithout(
  context: CommandContext,
  options: MemberOptions,
  { id, verb }: { readonly id: string; readonly verb: 'removing' | 'demoting' },
): Promise<ChangePreview> {
  const [status, verdict] = await withClient(context, options, async ({ cluster }, call) => {
    const seen = await cluster.leaderStatus(call);
    const isThere = seen.servers.some((server) => server.id === id);
    if (!isThere) throw memberNotFound(id, seen.servers);
    return [seen, await cluster.okToStop([id], call)] as const;
  });
  const server = status.servers.find((one) => one.id === id);
  return withoutServer(status, server ?? { id }, [verb, verdict]);
}

/** UNHEALTHY when those who would be left and are well are no quorum. */
export async function printPreview(
  context: CommandContext,
  options: OutputOptions,
  { preview, record }: { readonly preview: ChangePreview; readonly record: object },
): Promise<void> {
  const { text, ok, quorum, healthy } = preview;
  await printResult(context, options, { text, record: { ...record, ok, quorum, healthy } });
  if (ok) return;
  throw new MokvError('UNHEALTHY', 'the cluster would stop', {
    hint: 'bring a voter back or add one first',
  });
}
