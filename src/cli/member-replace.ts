import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { confirm, requireAnswer } from './confirm.ts';
import { withClient } from './connection-options.ts';
import {
  addWithProgress,
  previewWithout,
  printPreview,
  type RemoveOptions,
} from './member-actions.ts';
import { printResult } from './output.ts';

export interface Replacement {
  readonly old: string;
  readonly new: string;
  /** Of the new one; undefined: as it announces it. */
  readonly addr: string | undefined;
}

/** The new one votes before the old one goes: at no time are there fewer voters than before. */
export async function replaceMember(
  context: CommandContext,
  replacement: Replacement,
  options: RemoveOptions,
): Promise<void> {
  const { old, new: id } = replacement;
  if (old === id) throw new MokvError('USAGE', `${quoted(old)} cannot replace itself`);
  if (!options.dryRun) requireAnswer(context, options, 'removing a member');
  const addr = await withClient(context, options, (client, call) =>
    addressOf(client, replacement, call),
  );
  const member = { id, addr };
  const record = { old, new: id, addr };
  if (options.dryRun || !options.yes) {
    const preview = await previewWithout(context, options, { id: old, verb: 'removing' });
    if (options.dryRun) return printPreview(context, options, { preview, record });
    await confirm(context, options, `Add ${id} at ${addr}, then remove ${old}?`);
  }
  await withClient(context, options, async (client, call) => {
    await addWithProgress(context, options, { client, member, nonVoter: false, call });
    await client.cluster.removeMember(old, call);
  });
  await printResult(context, options, { text: 'OK', record });
}

async function addressOf(
  { cluster }: KvClient,
  { new: id, addr }: Replacement,
  call: CallLimits,
): Promise<string> {
  if (addr !== undefined) return addr;
  const { members } = await cluster.members(call);
  const announced = members.find((member) => member.id === id)?.addr;
  if (announced != null) return announced;
  throw new MokvError('NOT_FOUND', `nobody in the gossip pool is called ${quoted(id)}`, {
    hint: `give its address: mokv member replace OLD ${id} HOST:PORT`,
  });
}
