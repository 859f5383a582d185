import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CallLimits } from '../../client/connection.ts';
import type { KvClient } from '../../client/kv-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { isSilent, memberRecords } from '../member-view.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

const limits = { pollMs: 200, attemptMs: 2000 } as const;

interface WaitOptions extends ConnectionOptions, OutputOptions {
  readonly leader?: boolean;
  readonly ready?: boolean;
  readonly nodes?: number;
}

export function registerWait(program: Command, context: CommandContext): void {
  const command = program.command('wait').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Wait until the cluster has a leader, so many voters, or every endpoint is ready.',
    examples: [
      'mokv wait --leader',
      'mokv wait --nodes 3',
      'mokv wait --ready --timeout 2m',
      'mokv -e 10.0.0.1:8400,10.0.0.2:8400 wait --ready',
    ],
    exitCodes: [0, 2, 5, 8],
  });
  command.addOption(new Option('--leader', 'a leader answers').conflicts(['ready', 'nodes']));
  command.addOption(
    new Option('--ready', 'each endpoint knows a leader and has caught up with it').conflicts(
      'nodes',
    ),
  );
  command.option('--nodes <n>', 'n voters are in contact and alive in gossip', parseNodes);
  addOutputOptions(command);
  addConnectionOptions(command, '60s');
  command.action((options: WaitOptions) => wait(context, options));
}

function parseNodes(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

async function wait(context: CommandContext, options: WaitOptions): Promise<void> {
  if (!options.leader && !options.ready && options.nodes === undefined) {
    throw new MokvError('USAGE', 'wait needs --leader, --ready or --nodes', {
      hint: "run 'mokv wait --help'",
    });
  }
  const probe = async (client: KvClient, call: CallLimits): Promise<void> => {
    if (options.nodes !== undefined) await checkNodes(client, options.nodes, call);
    else if (options.ready) await client.cluster.checkReady(call);
    else await client.cluster.leaderStatus(call);
  };
  const startedAt = Date.now();
  await withClient(context, options, (client, call) =>
    repeat((attempt) => probe(client, attempt), call, options.timeout),
  );
  const waitedMs = Date.now() - startedAt;
  await printResult(context, options, { text: 'OK', record: { waited_ms: waitedMs } });
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
  probe: (call: CallLimits) => Promise<void>,
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

/** What may pass; anything else ends the waiting. */
async function failureOf(probing: Promise<void>): Promise<MokvError | undefined> {
  try {
    await probing;
    return undefined;
  } catch (error) {
    if (error instanceof MokvError && isTransient(error)) return error;
    throw error;
  }
}

function isTransient({ code }: MokvError): boolean {
  return code === 'UNAVAILABLE' || code === 'NO_LEADER' || code === 'DEADLINE_EXCEEDED';
}
