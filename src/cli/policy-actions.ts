import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { mokv } from '../api/gen/messages.js';
import type { AccessClient } from '../client/access-client.ts';
import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import type { AclOptions } from './acl-actions.ts';
import type { CommandContext } from './command-context.ts';
import { withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { lineDifferences } from './line-differences.ts';
import {
  answersOf,
  askEach,
  failuresOf,
  type NodeOutcome,
  outcomeOf,
  printOutcomes,
  throwFailure,
} from './node-outcomes.ts';
import { everyNode, type NodeTarget, nodeNamed } from './node-targets.ts';
import { isJson, write } from './output.ts';
import { withSpooledStdin } from './spooled-stdin.ts';

export interface GetPolicyOptions extends AclOptions {
  readonly node?: string;
}

export interface SetPolicyOptions extends AclOptions {
  readonly skipSilent?: boolean;
}

export async function printPolicy(
  context: CommandContext,
  options: GetPolicyOptions,
): Promise<void> {
  const found = await withClient(context, options, async ({ cluster, access }, call) => {
    const { node } = options;
    const at = node === undefined ? undefined : (await nodeNamed(cluster, node, call)).at;
    return access.getPolicy({ ...call, at });
  });
  const { policy, model, digest, file } = found;
  const json = `${JSON.stringify({ policy, model, digest, file })}\n`;
  await write(context.stdout, isJson(options.output) ? json : policy);
}

export async function validatePolicy(
  context: CommandContext,
  file: string,
  options: AclOptions,
): Promise<void> {
  const policy = await policyIn(context, file);
  const outcomes = await withClient(context, options, async (client, call) => {
    const targets = await everyNode(client.cluster, call);
    const plan = targets.map((target) => ({ target }));
    return validated(client, plan, { policy, call });
  });
  await printOutcomes(context, options, outcomes, {
    text: ({ warnings }) => ['valid', ...warnings].join('; '),
    record: ({ digest, warnings }) => ({ digest, warnings }),
  });
}

/**
 * Nothing is written anywhere before every node has told what it has and found the new policy right. What is
 * written is tied to that: a node whose policy somebody else has changed in between refuses.
 */
export async function setPolicy(
  context: CommandContext,
  file: string,
  options: SetPolicyOptions,
): Promise<void> {
  const policy = await policyIn(context, file);
  const outcomes = await withClient(context, options, async (client, call) => {
    const plan = await planOf(context, client, { policy, options, call });
    // One after the other: nodes of one machine may share a file.
    const changed: NodeOutcome<Change>[] = [];
    for (const { target, digest } of plan) {
      const change = { policy, digest, call };
      changed.push(await outcomeOf(target, () => setAt(client.access, target, change)));
    }
    return changed;
  });
  await printOutcomes(context, options, outcomes, {
    text: ({ changed, warnings }) => [changed ? 'set' : 'unchanged', ...warnings].join('; '),
    record: ({ changed, digest, warnings }) => ({ changed, digest, warnings }),
  });
}

/** UNAVAILABLE when the nodes cannot be compared; CONDITION_FAILED when the file differs from what one has. */
export async function diffPolicy(
  context: CommandContext,
  file: string,
  options: AclOptions,
): Promise<void> {
  const wanted = await policyIn(context, file);
  const outcomes = await withClient(context, options, async ({ cluster, access }, call) =>
    askEach(await everyNode(cluster, call), ({ at }) => access.getPolicy({ ...call, at })),
  );
  const differences = answersOf(outcomes).map(({ id, answer }) => ({
    id,
    lines: lineDifferences(answer.policy, wanted),
  }));
  if (isJson(options.output)) {
    const records = differences.map(({ id, lines }) => ({ id, differs: lines.length > 0, lines }));
    await write(context.stdout, `${JSON.stringify({ nodes: records })}\n`);
  } else {
    await write(context.stdout, differenceText(differences));
  }
  throwFailure(outcomes);
  const differing = differences.filter(({ lines }) => lines.length > 0).map(({ id }) => id);
  if (differing.length === 0) return;
  throw new MokvError('CONDITION_FAILED', `${file} differs from ${differing.join(', ')}`, {
    hint: `'mokv acl policy set ${file}' would put it there`,
  });
}

interface PlannedChange {
  readonly target: NodeTarget;
  /** Of the policy that the node has now. */
  readonly digest: string;
}

/** Whom to give the policy to. Rejects unless all of them answer and find it right. */
async function planOf(
  context: CommandContext,
  client: KvClient,
  { policy, options, call }: { policy: string; options: SetPolicyOptions; call: CallLimits },
): Promise<PlannedChange[]> {
  const targets = await everyNode(client.cluster, call);
  const known = await askEach(targets, ({ at }) => client.access.getPolicy({ ...call, at }));
  const counted = options.skipSilent ? known.filter((outcome) => !isSilent(outcome)) : known;
  refuseSilent(counted);
  throwFailure(counted);
  for (const { id, failure } of failuresOf(known)) {
    await write(context.stderr, `${escapeLine(`${id} is left out: ${failure.message}`)}\n`);
  }
  const digests = new Map(answersOf(counted).map(({ id, answer }) => [id, answer.digest]));
  const plan = targets.flatMap((target) => {
    const digest = digests.get(target.id);
    return digest === undefined ? [] : [{ target, digest }];
  });
  throwFailure(await validated(client, plan, { policy, call }));
  return plan;
}

function refuseSilent(outcomes: readonly NodeOutcome<unknown>[]): void {
  const [silent] = failuresOf(outcomes.filter(isSilent));
  if (silent === undefined) return;
  const { id, failure } = silent;
  throw new MokvError(failure.code, `${id}: ${failure.message}; nothing was changed`, {
    hint: 'start the node first, or leave it out with --skip-silent',
    cause: failure,
  });
}

function isSilent(outcome: NodeOutcome<unknown>): boolean {
  if (outcome.type === 'answer') return false;
  const { code } = outcome.failure;
  return code === 'UNAVAILABLE' || code === 'DEADLINE_EXCEEDED';
}

interface Change {
  readonly changed: boolean;
  readonly digest: string;
  readonly warnings: readonly string[];
}

/** A node that shares its file with one that has it already is told all the same: it reads it at once. */
async function setAt(
  access: AccessClient,
  { at }: NodeTarget,
  { policy, digest, call }: { policy: string; digest: string; call: CallLimits },
): Promise<Change> {
  const set = (expectedDigest: string) =>
    access.setPolicy({ policy, expectedDigest }, { ...call, at });
  const wanted = digestOf(policy);
  try {
    const { warnings } = await set(digest);
    return { changed: digest !== wanted, digest: wanted, warnings };
  } catch (error) {
    if (!(error instanceof MokvError) || error.code !== 'CONDITION_FAILED') throw error;
    const now = await access.getPolicy({ ...call, at });
    if (now.digest !== wanted) throw error;
    const { warnings } = await set(wanted);
    return { changed: true, digest: wanted, warnings };
  }
}

function validated(
  { access }: KvClient,
  plan: readonly Pick<PlannedChange, 'target'>[],
  { policy, call }: { policy: string; call: CallLimits },
): Promise<NodeOutcome<mokv.v1.SetPolicyResponse>[]> {
  const targets = plan.map(({ target }) => target);
  return askEach(targets, ({ at }) =>
    access.setPolicy({ policy, validateOnly: true }, { ...call, at }),
  );
}

/** The same differences of several nodes once, under their names. */
function differenceText(
  differences: readonly { readonly id: string; readonly lines: readonly string[] }[],
): string {
  const groups = Map.groupBy(differences, ({ lines }) => lines.join('\n'));
  const texts = [...groups].map(([text, nodes]) => {
    const names = nodes.map(({ id }) => id).join(', ');
    const lines = text === '' ? [`${names}: the same`] : [`${names}:`, ...text.split('\n')];
    return lines.map((line) => `${escapeLine(line)}\n`).join('');
  });
  return texts.join('');
}

function policyIn(context: CommandContext, file: string): Promise<string> {
  return file === '-' ? withSpooledStdin(context, readText) : readText(file);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fileErrorOf(error, 'read', path);
  }
}

function digestOf(policy: string): string {
  return createHash('sha256').update(policy).digest('hex');
}
