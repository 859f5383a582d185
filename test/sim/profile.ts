import { defaultRaftSettings, type RaftSettings } from '../../src/node/raft/settings.ts';
import { type Dice, diceOf } from './dice.ts';
import type { ScheduledFault } from './fault.ts';
import { type FaultClassName, faultClasses, faultClassNames } from './fault-classes.ts';

/** Everything that a seed decides before a run starts. */
export interface Profile {
  readonly seed: number;
  readonly voters: number;
  readonly nonvoters: number;
  /** Whether every first server gets the first configuration, or one that the others are added to. */
  readonly bootstrapAll: boolean;
  readonly settings: RaftSettings;
  readonly snapshotEntriesMax: number;
  readonly tickMs: number;
  /** What a message and a synced write take on average while no fault changes that. */
  readonly latencyMeanMs: number;
  readonly writeMeanMs: number;
  readonly stuckWriteMs: number;
  /** As long as a node of mökv belongs to the cluster: one command an entry. */
  readonly singleCommands: boolean;
  readonly workload: WorkloadProfile;
  readonly sessions: SessionProfile;
  /** How often each class strikes, relative to its full rate; classes at 0 are off. */
  readonly intensity: ReadonlyMap<FaultClassName, number>;
  /** The phase with faults. */
  readonly safetyMs: number;
}

export interface WorkloadProfile {
  readonly clients: number;
  readonly keys: number;
  readonly thinkMeanMs: number;
  readonly timeoutMs: number;
  readonly reads: number;
  readonly deletes: number;
  readonly valueBytesMax: number;
}

/** Who is there besides the clients of the workload. */
interface SessionProfile {
  /** Clients that send again under a request id. */
  readonly retrying: number;
  /** Whether some of their keys end by themselves. */
  readonly expiring: boolean;
  readonly staleReaders: number;
  readonly watchers: number;
}

export function profileOf(seed: number, minutes: number): Profile {
  const dice = diceOf(seed, 'profile');
  const tickMs = dice.magnitude(15, 50);
  const latencyMeanMs = dice.chance(0.3) ? dice.magnitude(1, 30) : 0.5;
  const singleCommands = dice.chance(0.15);
  return {
    seed,
    voters: dice.pick([1, 2, 3, 3, 3, 3, 4, 5, 5, 5]),
    nonvoters: dice.chance(0.2) ? 1 : 0,
    bootstrapAll: dice.chance(0.5),
    settings: settingsOf(dice, { tickMs, latencyMeanMs, singleCommands }),
    snapshotEntriesMax: Math.round(dice.magnitude(5, 500)),
    tickMs,
    latencyMeanMs,
    writeMeanMs: dice.chance(0.3) ? dice.magnitude(1, 80) : 0.4,
    stuckWriteMs: dice.magnitude(500, 4000),
    singleCommands,
    workload: workloadOf(diceOf(seed, 'workload profile')),
    sessions: sessionsOf(diceOf(seed, 'sessions'), singleCommands),
    intensity: swarmOf(diceOf(seed, 'swarm')),
    safetyMs: minutes * 60_000,
  };
}

/** The time and kind of every fault. Each class draws from its own stream. */
export function scheduleOf(profile: Profile): readonly ScheduledFault[] {
  const drawn = faultClassNames.flatMap((name) => faultsOf(name, profile));
  return drawn.sort((a, b) => a.timeMs - b.timeMs).map((scheduled, id) => ({ ...scheduled, id }));
}

function faultsOf(faultClass: FaultClassName, profile: Profile): readonly ScheduledFault[] {
  const intensity = profile.intensity.get(faultClass) ?? 0;
  if (intensity === 0) return [];
  const dice = diceOf(profile.seed, `faults: ${faultClass}`);
  const { everyMs, draw } = faultClasses[faultClass];
  const faults: ScheduledFault[] = [];
  let timeMs = dice.exponential(everyMs / intensity);
  while (timeMs < profile.safetyMs) {
    faults.push({ id: 0, faultClass, timeMs, fault: draw(dice) });
    timeMs += dice.exponential(everyMs / intensity);
  }
  return faults;
}

/**
 * Small numbers, because the corners lie where a limit is reached; but such as an operator could use: the
 * lease outlasts the slow answers of a healthy network, and a follower that lags can catch up.
 */
function settingsOf(
  dice: Dice,
  {
    tickMs,
    latencyMeanMs,
    singleCommands,
  }: Pick<Profile, 'tickMs' | 'latencyMeanMs' | 'singleCommands'>,
): RaftSettings {
  const leaseMsMin = 3 * tickMs + 12 * latencyMeanMs;
  const electionTimeoutMs = Math.round(Math.max(dice.magnitude(150, 1000), leaseMsMin));
  return {
    ...defaultRaftSettings,
    electionTimeoutMs,
    heartbeatIntervalMs: Math.round(electionTimeoutMs / dice.pick([5, 10])),
    leaderLeaseTimeoutMs: Math.round(Math.max(electionTimeoutMs / dice.pick([1, 2]), leaseMsMin)),
    rpcTimeoutMs: Math.round(electionTimeoutMs * dice.pick([1, 2, 4])),
    appendEntriesMax: dice.pick(singleCommands ? [16, 64] : [2, 3, 5, 16, 64]),
    appendBytesMax: dice.pick([4000, 16_000, 1024 * 1024]),
    inflightMax: dice.pick([1, 2, 2, 4]),
    trailingEntries: dice.pick([0, 1, 10, 50, 200]),
    uncommittedBytesMax: dice.pick([2000, 64 * 1024 * 1024]),
    preVote: true,
  };
}

function workloadOf(dice: Dice): WorkloadProfile {
  return {
    clients: dice.integer(2, 10),
    keys: dice.integer(1, 12),
    thinkMeanMs: dice.magnitude(10, 500),
    timeoutMs: dice.magnitude(200, 3000),
    reads: dice.between(0.2, 0.7),
    deletes: dice.chance(0.7) ? 0.1 : 0,
    // Some are larger than a request to a peer may be: they travel alone.
    valueBytesMax: dice.chance(0.1) ? dice.pick([2000, 6000, 20_000]) : 60,
  };
}

/** A node of mökv knows no request ids, and no keys that end. */
function sessionsOf(dice: Dice, singleCommands: boolean): SessionProfile {
  const retrying = dice.chance(0.4) ? dice.integer(1, 2) : 0;
  const expiring = dice.chance(0.4);
  const staleReaders = dice.chance(0.3) ? dice.integer(1, 2) : 0;
  const watchers = dice.chance(0.35) ? dice.integer(1, 2) : 0;
  return { retrying: singleCommands ? 0 : retrying, expiring, staleReaders, watchers };
}

/**
 * A profile that has every fault at once hides bugs that need some faults and no others, so that most
 * seeds have a few classes, some at a low rate and some at a high one.
 */
function swarmOf(dice: Dice): ReadonlyMap<FaultClassName, number> {
  const share = dice.pick([0, 0.1, 0.2, 0.3, 0.5]);
  const intensity = new Map<FaultClassName, number>();
  for (const name of faultClassNames) {
    const isOn = dice.chance(share);
    const rate = dice.magnitude(0.2, 2);
    if (isOn) intensity.set(name, rate);
  }
  return intensity;
}
