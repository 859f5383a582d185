import { type Command, Option } from 'commander';
import type { Consistency, ReadOptions } from '../client/kv-api.ts';
import { MokvError } from '../shared/errors.ts';
import { parseDuration } from './duration.ts';

const choices: readonly Consistency[] = ['linearizable', 'stale'];

export interface ConsistencyOptions {
  readonly consistency: Consistency;
  /** Milliseconds. */
  readonly maxLag?: number;
}

/** Adds the flags that say how much a read may miss. */
export function addConsistencyOption(command: Command): Command {
  command.addOption(
    new Option(
      '--consistency <how>',
      'stale: what the server has in memory, without asking the leader; get -j tells its age_ms',
    )
      .choices(choices)
      .default('linearizable'),
  );
  return command.addOption(
    new Option('--max-lag <duration>', 'a stale read from a server at most so far behind')
      .argParser(parseDuration)
      .implies({ consistency: 'stale' }),
  );
}

/** What the flags mean for a read. */
export function consistencyOf({
  consistency,
  maxLag,
}: ConsistencyOptions): Pick<ReadOptions, 'consistency' | 'maxLagMs'> {
  if (maxLag !== undefined && consistency !== 'stale') {
    throw new MokvError('USAGE', 'a linearizable read does not lag', {
      hint: 'leave out --max-lag, or --consistency',
    });
  }
  return { consistency, maxLagMs: maxLag };
}

/** The JSON field of a stale answer: milliseconds since its server last heard from a leader. */
export function ageField(ageMs: number | undefined): { age_ms?: number } {
  return ageMs === undefined ? {} : { age_ms: ageMs };
}
