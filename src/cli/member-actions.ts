import type { mokv } from '../api/gen/messages.js';
import { memberNotFound } from '../client/member-not-found.ts';
import { type ClusterView, gatherView } from './cluster-view.ts';
import type { CommandContext } from './command-context.ts';
import { confirm, requireTerminal } from './confirm.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { showCatchingUp } from './member-progress.ts';
import {
  memberCells,
  memberColumns,
  memberRecords,
  membersSummary,
  type Removal,
  removalOf,
} from './member-view.ts';
import { type OutputFormat, type OutputOptions, printResult, write } from './output.ts';
import { countVoters, quorumRecord } from './quorum.ts';

export interface MemberOptions extends ConnectionOptions, OutputOptions {}

export interface AddOptions extends MemberOptions {
  readonly nonVoter?: boolean;
}

export interface RemoveOptions extends MemberOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export async function listMembers(context: CommandContext, options: MemberOptions): Promise<void> {
  const view = await withClient(context, options, gatherView);
  const format = options.output ?? (context.stdout.isTTY ? 'table' : 'plain');
  await write(context.stdout, await renderMembers(view, format));
}

async function renderMembers(view: ClusterView, format: OutputFormat): Promise<string> {
  const members = memberRecords(view);
  const { servers, leaderId } = view.status;
  switch (format) {
    case 'json': {
      const quorum = quorumRecord(countVoters(servers));
      return `${JSON.stringify({ leader: leaderId || null, quorum, members })}\n`;
    }
    case 'ndjson':
      return members.map((member) => `${JSON.stringify(member)}\n`).join('');
    case 'table': {
      const { formatTable } = await import('./format-table.ts');
      const rows = members.map((member) => memberCells(member, view.now));
      return `${formatTable(memberColumns, rows)}${membersSummary(view)}\n`;
    }
    case 'plain':
    case 'raw':
      return members.map((member) => `${memberCells(member, view.now).join('\t')}\n`).join('');
  }
}

export async function addMember(
  context: CommandContext,
  member: { readonly id: string; readonly addr: string },
  options: AddOptions,
): Promise<void> {
  const nonVoter = options.nonVoter ?? false;
  await withClient(context, options, async (client, call) => {
    const progress = showCatchingUp(context.stderr, client.cluster, member.id);
    try {
      await client.cluster.addMember({ ...member, nonVoter }, call);
    } finally {
      await progress.end();
    }
  });
  await printResult(context, options, { text: 'OK', record: { ...member, voter: !nonVoter } });
}

export async function promoteMember(
  context: CommandContext,
  id: string,
  options: MemberOptions,
): Promise<void> {
  await withClient(context, options, (client, call) => client.cluster.promoteMember(id, call));
  await printResult(context, options, { text: 'OK', record: { id, voter: true } });
}

export async function demoteMember(
  context: CommandContext,
  id: string,
  options: MemberOptions,
): Promise<void> {
  await withClient(context, options, (client, call) => client.cluster.demoteMember(id, call));
  await printResult(context, options, { text: 'OK', record: { id, voter: false } });
}

export async function removeMember(
  context: CommandContext,
  id: string,
  options: RemoveOptions,
): Promise<void> {
  const asks = !options.yes && !options.dryRun;
  if (asks) requireTerminal(context, 'removing a member');
  if (!options.yes || options.dryRun) {
    const status = await withClient(context, options, (client, call) =>
      client.cluster.leaderStatus(call),
    );
    const removal = removalFrom(status, id);
    if (options.dryRun) return printResult(context, options, removal);
    await confirm(context, `${removal.text}. Remove 1 member?`);
  }
  // Its own deadline: the time that somebody thought about the question does not count.
  await withClient(context, options, (client, call) => client.cluster.removeMember(id, call));
  await printResult(context, options, { text: 'OK', record: { id } });
}

function removalFrom(status: mokv.v1.StatusResponse, id: string): Removal {
  const server = status.servers.find((one) => one.id === id);
  if (server !== undefined) return removalOf(status, server);
  throw memberNotFound(id, status.servers);
}
