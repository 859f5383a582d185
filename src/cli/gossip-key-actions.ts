import type { mokv } from '../api/gen/messages.js';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { count } from './format-quantity.ts';
import type { GossipOptions } from './gossip-actions.ts';
import { printResult } from './output.ts';
import { readValue } from './value-input.ts';

type Answers = readonly mokv.v1.IKeyAnswer[];

/** The key in use is marked. */
export async function listKeys(context: CommandContext, options: GossipOptions): Promise<void> {
  const answers = await withClient(context, options, ({ gossip }, call) =>
    gossip.keys('list', new Uint8Array(), call),
  );
  const lines = keyUses(answers).map(({ key, members, primary }) => {
    const uses = primary === 0 ? '' : `\tprimary on ${primary}`;
    return `${escapeLine(key)}\ton ${members} of ${count(answers.length, 'member')}${uses}`;
  });
  await report(context, options, { answers, text: lines.join('\n') });
}

export async function changeKey(
  context: CommandContext,
  change: { readonly operation: 'install' | 'use' | 'remove'; readonly key: string },
  options: GossipOptions,
): Promise<void> {
  const key = await readKey(context, change.key);
  const answers = await withClient(context, options, ({ gossip }, call) =>
    gossip.keys(change.operation, key, call),
  );
  const lines = answers.map(({ name, ok, message }) =>
    escapeLine(`${name}: ${ok ? 'OK' : message || 'failed'}`),
  );
  await report(context, options, { answers, text: lines.join('\n') });
}

/** All answers; UNHEALTHY behind them when a member did not do it. */
async function report(
  context: CommandContext,
  options: GossipOptions,
  { answers, text }: { readonly answers: Answers; readonly text: string },
): Promise<void> {
  const members = answers.map(({ name, ok, message, keys, primaryKey }) => ({
    name,
    ok,
    message,
    keys,
    primary_key: primaryKey || null,
  }));
  await printResult(context, options, { text, record: { keys: keyUses(answers), members } });
  const failed = answers.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length === 0) return;
  const all = count(answers.length, 'member');
  throw new MokvError('UNHEALTHY', `${failed.length} of ${all} failed: ${failed.join(', ')}`, {
    hint: 'mend what they say and repeat the command: on the others it changes nothing',
  });
}

interface KeyUse {
  readonly key: string;
  readonly members: number;
  readonly primary: number;
}

function keyUses(answers: Answers): KeyUse[] {
  const keys = new Set(answers.flatMap((answer) => answer.keys ?? []));
  return Array.from(keys, (key) => ({
    key,
    members: answers.filter((answer) => answer.keys?.includes(key)).length,
    primary: answers.filter((answer) => answer.primaryKey === key).length,
  }));
}

/** A key on the command line is seen by everybody on the machine: `-` is for that. */
async function readKey(context: CommandContext, argument: string): Promise<Uint8Array> {
  const text =
    argument === '-'
      ? Buffer.from(await readValue(context, { argument, isLiteral: false, isBase64: false }))
      : Buffer.from(argument);
  const key = Buffer.from(text.toString().trim(), 'base64');
  const isKey = key.toString('base64') === text.toString().trim();
  if (isKey && [16, 24, 32].includes(key.length)) return key;
  throw new MokvError('USAGE', 'that is no gossip key: it must be 16, 24 or 32 bytes in Base64', {
    hint: 'make one with: openssl rand -base64 32',
  });
}
