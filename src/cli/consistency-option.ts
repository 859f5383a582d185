import { type Command, Option } from 'commander';
import type { Consistency } from '../client/kv-client.ts';

const choices: readonly Consistency[] = ['linearizable', 'stale'];

export interface ConsistencyOptions {
  readonly consistency: Consistency;
}

/** Adds the flag that says how much a read may miss. */
export function addConsistencyOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--consistency <how>',
      'stale: what the server has in memory, without asking the leader; -j tells its age_ms',
    )
      .choices(choices)
      .default('linearizable'),
  );
}

/** The JSON field of a stale answer: milliseconds since its server last heard from a leader. */
export function ageField(ageMs: number | undefined): { age_ms?: number } {
  return ageMs === undefined ? {} : { age_ms: ageMs };
}
