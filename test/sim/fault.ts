/** Which machine a fault hits, decided when it strikes: a role, or a place among all machines in [0, 1). */
export type Victim =
  | {
      readonly by: 'role';
      readonly role: 'leader' | 'follower' | 'candidate';
      readonly place: number;
    }
  | { readonly by: 'place'; readonly place: number };

export type PartitionShape =
  /** Two halves that do not hear each other. */
  | 'halves'
  /** One half hears the other, but not the other way round. */
  | 'oneWay'
  | 'isolateOne'
  | 'isolateLeader'
  /** One node sends but receives nothing, or receives but cannot send. */
  | 'deaf'
  | 'mute'
  /** Everyone hears a majority, and no two the same one. */
  | 'ring'
  /** Two halves with one node that hears both. */
  | 'bridge';

/** One event of the schedule. What lasts says how long, in milliseconds; the end is part of the fault. */
export type Fault =
  | {
      readonly type: 'partition';
      readonly shape: PartitionShape;
      readonly place: number;
      readonly forMs: number;
    }
  | {
      readonly type: 'flapping';
      readonly shape: PartitionShape;
      readonly place: number;
      readonly forMs: number;
      readonly periodMs: number;
    }
  | { readonly type: 'swizzle'; readonly place: number; readonly forMs: number }
  | { readonly type: 'clog'; readonly from: number; readonly to: number; readonly forMs: number }
  | {
      readonly type: 'badNetwork';
      readonly quality: Partial<NetworkQuality>;
      readonly forMs: number;
    }
  | { readonly type: 'dropConnections'; readonly victim: Victim }
  | { readonly type: 'crash'; readonly victim: Victim; readonly downMs: number }
  | {
      readonly type: 'crashLoop';
      readonly victim: Victim;
      readonly times: number;
      readonly upMs: number;
    }
  | { readonly type: 'crashAll'; readonly downMs: number }
  | {
      readonly type: 'crashAt';
      readonly victim: Victim;
      readonly point: CrashPoint;
      readonly downMs: number;
    }
  | { readonly type: 'pause'; readonly victim: Victim; readonly forMs: number }
  | {
      readonly type: 'stutter';
      readonly victim: Victim;
      readonly forMs: number;
      readonly stallMs: number;
    }
  | {
      readonly type: 'lateTimers';
      readonly victim: Victim;
      readonly lateMs: number;
      readonly forMs: number;
    }
  | {
      readonly type: 'clockRate';
      readonly victim: Victim;
      readonly rate: number;
      readonly forMs: number;
    }
  | { readonly type: 'wallJump'; readonly victim: Victim; readonly byMs: number }
  | {
      readonly type: 'slowDisk';
      readonly victim: Victim;
      readonly writeMs: number;
      readonly forMs: number;
    }
  | { readonly type: 'stalledDisk'; readonly victim: Victim; readonly forMs: number }
  | {
      readonly type: 'diskError';
      readonly victim: Victim;
      readonly error: DiskFailure;
      readonly of: 'write' | 'snapshot';
      readonly downMs: number;
    }
  | { readonly type: 'rot'; readonly victim: Victim; readonly what: Rotten; readonly place: number }
  | { readonly type: 'loseDisk'; readonly victim: Victim }
  | { readonly type: 'staleDisk'; readonly victim: Victim }
  /** It starts again at once, under its name, with an empty directory. */
  | { readonly type: 'wipeDisk'; readonly victim: Victim }
  | { readonly type: 'membership'; readonly change: MembershipChange; readonly place: number }
  | { readonly type: 'returnRemoved'; readonly place: number; readonly forMs: number }
  | {
      readonly type: 'transfer';
      readonly to: 'any' | 'lagging' | 'nonvoter';
      readonly place: number;
    }
  | { readonly type: 'burst'; readonly writes: number; readonly place: number };

/** A point inside a write, an install or a send at which a machine dies. */
export type CrashPoint =
  | 'beforeWrite'
  | 'afterWriteBeforeAnswer'
  | 'afterSend'
  | 'snapshotSaved'
  | 'snapshotReceived'
  | 'whileSavingSnapshot'
  | 'whileReceivingSnapshot';

export type DiskFailure = 'noSpace' | 'readWriteError' | 'syncError';

export type Rotten = 'log' | 'hardState' | 'snapshot' | 'missingTail' | 'missingEntry';

export type MembershipChange =
  | 'addNonvoter'
  | 'addVoter'
  | 'promote'
  | 'demote'
  | 'remove'
  | 'removeLeader'
  | 'replace'
  | 'demoteLeader';

/** Of every link between two machines. */
export interface NetworkQuality {
  /** A message that is lost takes its connection with it. */
  readonly breakChance: number;
  /** The connection goes silent without an error, and nothing on it arrives any more. */
  readonly stallChance: number;
  /** A connection ends in the middle of a frame. */
  readonly truncateChance: number;
  /** The request arrives once more later, on a connection of its own. */
  readonly replayChance: number;
  /** Beside what the profile gives. */
  readonly delayMeanMs: number;
  /** Now and then a message takes up to this long. */
  readonly delayPeakMs: number;
  readonly delayPeakChance: number;
}

export const goodNetwork: NetworkQuality = {
  breakChance: 0,
  stallChance: 0,
  truncateChance: 0,
  replayChance: 0,
  delayMeanMs: 0,
  delayPeakMs: 0,
  delayPeakChance: 0,
};

export interface ScheduledFault {
  /** Its place in the schedule of the seed: stays the same when other faults are left out. */
  readonly id: number;
  readonly faultClass: string;
  readonly timeMs: number;
  readonly fault: Fault;
}

export function describeFault({ id, timeMs, fault }: ScheduledFault): string {
  return `#${id} at ${(timeMs / 1000).toFixed(3)} s: ${JSON.stringify(fault)}`;
}
