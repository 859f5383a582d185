import { describeFault, type ScheduledFault } from './fault.ts';
import { Marks } from './marks.ts';
import type { Profile } from './profile.ts';
import type { RunResult } from './run.ts';

const limits = { recentShown: 60 } as const;

/** What a person needs to see a failure again and to understand it. */
export function explain(
  result: RunResult,
  profile: Profile,
  faults: readonly ScheduledFault[],
): string {
  const { violation } = result;
  if (violation === undefined) return `seed ${result.seed} holds`;
  const { settings, workload, voters, nonvoters } = profile;
  return [
    `seed ${result.seed} breaks ${violation.invariant} at ${(violation.atMs / 1000).toFixed(3)} s`,
    `  ${violation.message}`,
    '',
    `cluster: ${voters} voters, ${nonvoters} non-voters, snapshots every ${profile.snapshotEntriesMax} entries`,
    `settings: ${JSON.stringify(settings)}`,
    `workload: ${JSON.stringify(workload)}`,
    '',
    'the last events:',
    ...violation.recent.slice(-limits.recentShown),
    '',
    violation.stack,
    '',
    `${faults.length} faults are enough for it:`,
    ...faults.map((fault) => `  ${describeFault(fault)}`),
    '',
    `replay: ${replayCommand(profile, faults)}`,
  ].join('\n');
}

function replayCommand({ seed, safetyMs }: Profile, faults: readonly ScheduledFault[]): string {
  const numbers = faults.length === 0 ? 'none' : faults.map(({ id }) => id).join(',');
  const minutes = safetyMs / 60_000;
  return `node test/sim/simulate.ts --seed ${seed} --seeds 1 --minutes ${minutes} --faults ${numbers}`;
}

/** Adds up the runs of one call. */
export class Summary {
  readonly marks = new Marks();
  #runs = 0;
  #failed = 0;
  #events = 0;
  #virtualMs = 0;
  #operations = 0;
  #acknowledged = 0;
  #undecided = 0;

  add(result: RunResult): void {
    this.#runs += 1;
    if (result.violation !== undefined) this.#failed += 1;
    this.#events += result.events;
    this.#virtualMs += result.virtualMs;
    this.#operations += result.operations;
    this.#acknowledged += result.acknowledged;
    this.#undecided += result.undecidedKeys;
    this.marks.add(result.marks);
  }

  get failed(): number {
    return this.#failed;
  }

  describe(elapsedMs: number, cpuMs: number): string {
    const hours = this.#virtualMs / 3_600_000;
    const speed = this.#virtualMs / elapsedMs;
    return [
      `${this.#runs} seeds, ${this.#failed} failed`,
      `${hours.toFixed(2)} virtual hours, ${this.#operations} operations, ${this.#acknowledged} acknowledged writes`,
      `${this.#events} events in ${(elapsedMs / 1000).toFixed(1)} s: ${thousands(this.#events / elapsedMs)} events/s, ${speed.toFixed(0)} times real time (${(cpuMs / 1000).toFixed(1)} s of CPU here)`,
      `${this.#undecided} keys were left to the replayed log alone`,
    ].join('\n');
  }
}

function thousands(perMs: number): string {
  return `${Math.round(perMs)}k`;
}
