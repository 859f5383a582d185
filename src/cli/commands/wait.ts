import { setTimeout as delay } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { ClusterClient } from '../../client/cluster-client.ts';
import type { CallLimits } from '../../client/connection.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

const limits = { pollMs: 200, attemptMs: 2000 } as const;

interface WaitOptions extends ConnectionOptions, OutputOptions {
  readonly leader?: boolean;
  readonly ready?: boolean;
}

export function registerWait(program: Command, context: CommandContext): void {
  const command = program.command('wait').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Wait until the cluster has a leader, or until every one of the endpoints is ready.',
    examples: [
      'mokv wait --leader',
      'mokv wait --ready --timeout 2m',
      'mokv -e 10.0.0.1:8400,10.0.0.2:8400 wait --ready',
    ],
    exitCodes: [0, 2, 5, 8],
  });
  command.addOption(new Option('--leader', 'a leader answers').conflicts('ready'));
  command.option('--ready', 'each endpoint knows a leader and has caught up with it');
  addOutputOptions(command);
  addConnectionOptions(command, '60s');
  command.action((options: WaitOptions) => wait(context, options));
}

async function wait(context: CommandContext, options: WaitOptions): Promise<void> {
  if (!options.leader && !options.ready) {
    throw new MokvError('USAGE', 'wait needs --leader or --ready', {
      hint: "run 'mokv wait --help'",
    });
  }
  const probe = async (cluster: ClusterClient, call: CallLimits): Promise<void> => {
    if (options.ready) await cluster.checkReady(call);
    else await cluster.leaderStatus(call);
  };
  const startedAt = Date.now();
  await withClient(context, options, ({ cluster }, call) =>
    repeat((attempt) => probe(cluster, attempt), call, options.timeout),
  );
  const waitedMs = Date.now() - startedAt;
  await printResult(context, options, { text: 'OK', record: { waited_ms: waitedMs } });
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
