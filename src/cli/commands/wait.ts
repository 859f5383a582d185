import { setTimeout as delay } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { CallLimits } from '../../client/connection.ts';
import type { KvClient } from '../../client/kv-client.ts';
import { isSilent, memberRecords } from '../../client/member-records.ts';
import { type ErrorCode, MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { parseWholeNumber } from '../whole-number.ts';

const limits = { pollMs: 200, attemptMs: 2000 } as const;

interface WaitOptions extends ConnectionOptions, OutputOptions {
  readonly leader?: boolean;
  readonly ready?: boolean;
  readonly nodes?: number;
  readonly applied?: number;
  readonly exists?: string;
}

interface Condition {
  readonly name: 'leader' | 'ready' | 'nodes' | 'applied' | 'exists';
  readonly argument?: string;
  readonly text: string;
  readonly parse?: (text: string) => number;
}

const conditions: readonly Condition[] = [
  { name: 'leader', text: 'a leader answers' },
  { name: 'ready', text: 'each endpoint knows a leader and has caught up with it' },
  {
    name: 'nodes',
    argument: 'n',
    text: 'n voters are in contact and alive in gossip',
    parse: parseWholeNumber,
  },
  {
    name: 'applied',
    argument: 'revision',
    text: 'each endpoint has applied this revision',
    parse: parseWholeNumber,
  },
  { name: 'exists', argument: 'key', text: 'the key exists' },
];

export function registerWait(program: Command, context: CommandContext): void {
  const command = program.command('wait').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Wait for a leader, so many voters, a key, or until every endpoint is ready.',
    examples: [
      'mokv wait --leader',
      'mokv wait --nodes 3',
      'mokv wait --ready --timeout 2m',
      'mokv wait --applied 48213',
      'mokv wait --exists deploy/done --timeout 10m',
      'mokv -e 10.0.0.1:8400,10.0.0.2:8400 wait --ready',
    ],
    exitCodes: [0, 2, 5, 8],
  });
  for (const condition of conditions) command.addOption(conflictingOption(condition));
  addOutputOptions(command);
  addConnectionOptions(command, '60s');
  command.action((options: WaitOptions) => wait(context, options));
}

function conflictingOption({ name, argument, text, parse }: Condition): Option {
  const flag = argument === undefined ? `--${name}` : `--${name} <${argument}>`;
  const others = conditions.map((other) => other.name).filter((other) => other !== name);
  const option = new Option(flag, text).conflicts(others);
  return parse === undefined ? option : option.argParser(parse);
}

async function wait(context: CommandContext, options: WaitOptions): Promise<void> {
  if (conditions.every(({ name }) => options[name] === undefined)) {
    const names = conditions.map(({ name }) => `--${name}`).join(', ');
    throw new MokvError('USAGE', `wait needs one of ${names}`, { hint: "run 'mokv wait --help'" });
  }
  const probe = probeOf(options);
  const startedAt = Date.now();
  await withClient(context, options, (client, call) =>
    repeat((attempt) => probe(client, attempt), call, options.timeout),
  );
  const waitedMs = Date.now() - startedAt;
  await printResult(context, options, { text: 'OK', record: { waited_ms: waitedMs } });
}

type Probe = (client: KvClient, call: CallLimits) => Promise<unknown>;

/** What rejects until that which is waited for is there. */
function probeOf({ nodes, applied, exists, ready }: WaitOptions): Probe {
  if (nodes !== undefined) return (client, call) => checkNodes(client, nodes, call);
  if (applied !== undefined) return (client, call) => checkApplied(client, applied, call);
  if (exists !== undefined) return (client, call) => checkKey(client, exists, call);
  if (ready) return (client, call) => client.cluster.checkReady(call);
  return (client, call) => client.cluster.leaderStatus(call);
}

async function checkApplied(
  { cluster }: KvClient,
  revision: number,
  call: CallLimits,
): Promise<void> {
  for (const at of cluster.endpoints) {
    const status = await cluster.status({ ...call, at });
    if (status.revision >= revision) continue;
    const where = `${status.nodeId} is at revision ${status.revision} of ${revision}`;
    throw new MokvError('UNAVAILABLE', where, { hint: "'mokv status' shows how far it is" });
  }
}

async function checkKey(client: KvClient, key: string, call: CallLimits): Promise<void> {
  const failure = await failureOf(client.get(key, call), ['NOT_FOUND']);
  if (failure === undefined) return;
  throw new MokvError('UNAVAILABLE', failure.message, { hint: failure.hint, cause: failure });
}

/** Rejects with UNAVAILABLE unless so many voters are in contact with the leader and alive in gossip. */
async function checkNodes(
  { cluster, gossip }: KvClient,
  nodes: number,
  call: CallLimits,
): Promise<void> {
  const status = await cluster.leaderStatus(call);
  const pool = await gossip.members(call);
  const members = memberRecords({ status, pool, nodes: new Map(), now: Date.now() });
  const alive = members.filter(
    (member) =>
      (member.raft === 'leader' || member.raft === 'voter') &&
      member.gossip === 'alive' &&
      !isSilent(member),
  );
  if (alive.length >= nodes) return;
  const names = alive.map(({ id }) => id).join(', ');
  throw new MokvError('UNAVAILABLE', `${alive.length} of ${nodes} voters are alive: ${names}`, {
    hint: "'mokv member list' shows the others",
  });
}

/** Probes until it succeeds; UNHEALTHY with the last failure when the time is over. */
async function repeat(
  probe: (call: CallLimits) => Promise<unknown>,
  { deadline, signal }: CallLimits,
  timeoutMs: number,
): Promise<void> {
  for (;;) {
    const attempt = { deadline: Math.min(deadline, Date.now() + limits.attemptMs), signal };
    const failure = await failureOf(probe(attempt));
    if (failure === undefined) return;
    if (Date.now() + limits.pollMs >= deadline) {
      throw new MokvError('UNHEALTHY', `gave up after ${timeoutMs / 1000}s: ${failure.message}`, {
        hint: failure.hint,
        cause: failure,
      });
    }
    await delay(limits.pollMs, undefined, { signal });
  }
}

const transient: readonly ErrorCode[] = ['UNAVAILABLE', 'NO_LEADER', 'DEADLINE_EXCEEDED'];

/** What may pass; anything else ends the waiting. */
async function failureOf(
  probing: Promise<unknown>,
  passing: readonly ErrorCode[] = transient,
): Promise<MokvError | undefined> {
  try {
    await probing;
    return undefined;
  } catch (error) {
    if (error instanceof MokvError && passing.includes(error.code)) return error;
    throw error;
  }
}
