import type { mokv } from '../api/gen/messages.js';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { isJson, type OutputOptions, printResult } from './output.ts';
import { printListing } from './print-listing.ts';

export interface AclOptions extends ConnectionOptions, OutputOptions {}

interface Question {
  readonly user: string;
  readonly action: string;
  /** Empty: the cluster. */
  readonly object: string;
}

export async function printWhoAmI(context: CommandContext, options: AclOptions): Promise<void> {
  const { user, roles, rules, nodeId } = await withClient(context, options, ({ access }, call) =>
    access.whoAmI(call),
  );
  const lines = [user, ...roles.map((role) => `role ${role}`), ...rules];
  await printResult(context, options, {
    text: lines.map(escapeLine).join('\n'),
    record: { user, roles, rules, node: nodeId },
  });
}

/** CONDITION_FAILED when the user may not: PERMISSION_DENIED would say that the caller may not ask. */
export async function testAccess(
  context: CommandContext,
  question: Question,
  options: AclOptions,
): Promise<void> {
  const { allowed, rules } = await explanation(context, question, options);
  if (allowed || isJson(options.output)) {
    await printResult(context, options, { text: 'allowed', record: { allowed, rules } });
  }
  if (allowed) return;
  throw new MokvError('CONDITION_FAILED', sentence(question, 'may not'), {
    hint: "'mokv acl explain' with the same words tells why",
  });
}

export async function explainAccess(
  context: CommandContext,
  question: Question,
  options: AclOptions,
): Promise<void> {
  const answer = await explanation(context, question, options);
  const { allowed, roles, rules, nearest, grant } = answer;
  await printResult(context, options, {
    text: explanationLines(question, answer).map(escapeLine).join('\n'),
    record: {
      ...{ allowed, roles, rules, nearest: nearest || null },
      grant: allowed ? null : grant,
    },
  });
}

export async function listWhoCan(
  context: CommandContext,
  question: Omit<Question, 'user'>,
  options: AclOptions,
): Promise<void> {
  const users = await withClient(context, options, ({ access }, call) =>
    access.whoCan(question, call),
  );
  await printListing(context, options, {
    items: users,
    columns: ['USER'],
    cells: (user) => [user],
    name: (user) => user,
    record: (user) => ({ user }),
    document: (records) => ({ users: records }),
  });
}

function explanation(
  context: CommandContext,
  question: Question,
  options: AclOptions,
): Promise<mokv.v1.ExplainResponse> {
  return withClient(context, options, ({ access }, call) => access.explain(question, call));
}

function explanationLines(
  question: Question,
  { allowed, roles, rules, nearest, grant }: mokv.v1.ExplainResponse,
): string[] {
  const through = roles.length === 0 ? '' : `, with the roles ${roles.join(', ')}`;
  return [
    `${sentence(question, allowed ? 'may' : 'may not')}${through}`,
    ...rules.map((rule) => `rule:    ${rule}`),
    ...(nearest === '' ? [] : [`nearest: ${nearest}`]),
    ...(allowed ? [] : [`grant:   ${grant}`]),
  ];
}

function sentence({ user, action, object }: Question, may: string): string {
  return `${user} ${may} ${action} ${object === '' ? 'the cluster' : quoted(object)}`;
}
