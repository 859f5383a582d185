import type { Dice } from './dice.ts';
import type {
  CrashPoint,
  Fault,
  MembershipChange,
  PartitionShape,
  Rotten,
  Victim,
} from './fault.ts';

/** How one kind of fault is drawn. `everyMs` is the mean time between two at full intensity. */
interface FaultClass {
  readonly everyMs: number;
  draw(dice: Dice): Fault;
}

/** The classes that a seed switches on or off one by one (swarm testing). */
export const faultClasses = {
  partition: { everyMs: 6000, draw: partition },
  shortPartition: { everyMs: 1500, draw: shortPartition },
  isolateLeader: { everyMs: 5000, draw: (dice) => cut('isolateLeader', dice) },
  flapping: {
    everyMs: 15_000,
    draw: (dice) => ({
      ...cut(dice.pick(shapes), dice),
      type: 'flapping',
      periodMs: dice.magnitude(10, 500),
    }),
  },
  swizzle: {
    everyMs: 15_000,
    draw: (dice) => ({ type: 'swizzle', place: dice.random(), forMs: dice.magnitude(500, 6000) }),
  },
  clog: {
    everyMs: 3000,
    draw: (dice) => ({
      type: 'clog',
      from: dice.random(),
      to: dice.random(),
      forMs: dice.magnitude(50, 5000),
    }),
  },
  breaks: { everyMs: 8000, draw: (dice) => bad({ breakChance: dice.magnitude(0.005, 0.3) }, dice) },
  stalls: { everyMs: 8000, draw: (dice) => bad({ stallChance: dice.magnitude(0.005, 0.2) }, dice) },
  truncation: {
    everyMs: 10_000,
    draw: (dice) => bad({ truncateChance: dice.magnitude(0.005, 0.2) }, dice),
  },
  replay: { everyMs: 8000, draw: (dice) => bad({ replayChance: dice.magnitude(0.01, 0.5) }, dice) },
  delay: {
    everyMs: 8000,
    draw: (dice) =>
      bad(
        {
          delayMeanMs: dice.magnitude(2, 100),
          delayPeakMs: dice.magnitude(50, 2000),
          delayPeakChance: dice.magnitude(0.001, 0.1),
        },
        dice,
      ),
  },
  dropConnections: {
    everyMs: 4000,
    draw: (dice) => ({ type: 'dropConnections', victim: anyone(dice) }),
  },
  crash: {
    everyMs: 5000,
    draw: (dice) => ({ type: 'crash', victim: anyone(dice), downMs: down(dice) }),
  },
  crashLeader: {
    everyMs: 6000,
    draw: (dice) => ({ type: 'crash', victim: leader(dice), downMs: down(dice) }),
  },
  fastLeaderCrash: {
    everyMs: 1500,
    draw: (dice) => ({ type: 'crash', victim: leader(dice), downMs: dice.magnitude(1, 200) }),
  },
  crashLoop: {
    everyMs: 20_000,
    draw: (dice) => ({
      type: 'crashLoop',
      victim: anyone(dice),
      times: dice.integer(2, 8),
      upMs: dice.magnitude(5, 1500),
    }),
  },
  crashAll: { everyMs: 20_000, draw: (dice) => ({ type: 'crashAll', downMs: down(dice) }) },
  crashAt: { everyMs: 3000, draw: crashAt },
  pause: { everyMs: 6000, draw: (dice) => pause(anyone(dice), dice) },
  pauseLeader: { everyMs: 6000, draw: (dice) => pause(leader(dice), dice) },
  stutter: {
    everyMs: 15_000,
    draw: (dice) => ({
      type: 'stutter',
      victim: anyone(dice),
      forMs: dice.magnitude(500, 10_000),
      stallMs: dice.magnitude(5, 400),
    }),
  },
  lateTimers: {
    everyMs: 10_000,
    draw: (dice) => ({
      type: 'lateTimers',
      victim: anyone(dice),
      lateMs: dice.magnitude(20, 5000),
      forMs: dice.magnitude(500, 10_000),
    }),
  },
  clockRate: {
    everyMs: 10_000,
    draw: (dice) => ({
      type: 'clockRate',
      victim: anyone(dice),
      rate: dice.magnitude(0.5, 2),
      forMs: dice.magnitude(1000, 30_000),
    }),
  },
  wallJump: {
    everyMs: 10_000,
    draw: (dice) => ({
      type: 'wallJump',
      victim: anyone(dice),
      byMs: dice.between(-288_000, 288_000),
    }),
  },
  slowDisk: {
    everyMs: 8000,
    draw: (dice) => ({
      type: 'slowDisk',
      victim: anyone(dice),
      writeMs: dice.magnitude(5, 5000),
      forMs: dice.magnitude(500, 10_000),
    }),
  },
  stalledDisk: {
    everyMs: 12_000,
    draw: (dice) => ({
      type: 'stalledDisk',
      victim: anyone(dice),
      forMs: dice.magnitude(200, 15_000),
    }),
  },
  noSpace: { everyMs: 12_000, draw: (dice) => diskError('noSpace', dice) },
  readWriteError: { everyMs: 12_000, draw: (dice) => diskError('readWriteError', dice) },
  syncError: { everyMs: 12_000, draw: (dice) => diskError('syncError', dice) },
  rot: {
    everyMs: 20_000,
    draw: (dice) => ({
      type: 'rot',
      victim: anyone(dice),
      what: dice.pick(rotten),
      place: dice.random(),
    }),
  },
  loseDisk: { everyMs: 25_000, draw: (dice) => ({ type: 'loseDisk', victim: anyone(dice) }) },
  staleDisk: { everyMs: 25_000, draw: (dice) => ({ type: 'staleDisk', victim: anyone(dice) }) },
  wipeDisk: { everyMs: 10_000, draw: (dice) => ({ type: 'wipeDisk', victim: anyone(dice) }) },
  membership: {
    everyMs: 4000,
    draw: (dice) => ({ type: 'membership', change: dice.pick(changes), place: dice.random() }),
  },
  returnRemoved: {
    everyMs: 8000,
    draw: (dice) => ({
      type: 'returnRemoved',
      place: dice.random(),
      forMs: dice.magnitude(1000, 20_000),
    }),
  },
  transfer: {
    everyMs: 4000,
    draw: (dice) => ({
      type: 'transfer',
      to: dice.pick(['any', 'any', 'lagging', 'nonvoter']),
      place: dice.random(),
    }),
  },
  burst: {
    everyMs: 5000,
    draw: (dice) => ({ type: 'burst', writes: dice.integer(5, 100), place: dice.random() }),
  },
} as const satisfies Record<string, FaultClass>;

export type FaultClassName = keyof typeof faultClasses;

export const faultClassNames = Object.keys(faultClasses) as readonly FaultClassName[];

const shapes: readonly PartitionShape[] = [
  'halves',
  'oneWay',
  'isolateOne',
  'isolateLeader',
  'deaf',
  'mute',
  'ring',
  'bridge',
];

const rotten: readonly Rotten[] = ['log', 'hardState', 'snapshot', 'missingTail', 'missingEntry'];

const crashPoints: readonly CrashPoint[] = [
  'beforeWrite',
  'afterWriteBeforeAnswer',
  'afterSend',
  'snapshotSaved',
  'snapshotReceived',
  'whileSavingSnapshot',
  'whileReceivingSnapshot',
];

const changes: readonly MembershipChange[] = [
  'addNonvoter',
  'addVoter',
  'promote',
  'demote',
  'remove',
  'removeLeader',
  'replace',
  'demoteLeader',
];

function partition(dice: Dice): Fault {
  return cut(dice.pick(shapes), dice);
}

function cut(shape: PartitionShape, dice: Dice): Fault & { type: 'partition' } {
  return { type: 'partition', shape, place: dice.random(), forMs: dice.magnitude(100, 15_000) };
}

function shortPartition(dice: Dice): Fault {
  return { ...cut(dice.pick(shapes), dice), forMs: dice.magnitude(20, 1500) };
}

function bad(quality: (Fault & { type: 'badNetwork' })['quality'], dice: Dice): Fault {
  return { type: 'badNetwork', quality, forMs: dice.magnitude(200, 20_000) };
}

function crashAt(dice: Dice): Fault {
  return {
    type: 'crashAt',
    victim: anyone(dice),
    point: dice.pick(crashPoints),
    downMs: down(dice),
  };
}

function pause(victim: Victim, dice: Dice): Fault {
  return { type: 'pause', victim, forMs: dice.magnitude(10, 30_000) };
}

function diskError(error: (Fault & { type: 'diskError' })['error'], dice: Dice): Fault {
  const of = dice.pick(['write', 'write', 'snapshot'] as const);
  return { type: 'diskError', victim: anyone(dice), error, of, downMs: down(dice) };
}

function down(dice: Dice): number {
  return dice.magnitude(1, 10_000);
}

function anyone(dice: Dice): Victim {
  if (dice.chance(0.25)) return leader(dice);
  if (dice.chance(0.2)) return { by: 'role', role: 'candidate', place: dice.random() };
  return { by: 'place', place: dice.random() };
}

function leader(dice: Dice): Victim {
  return { by: 'role', role: 'leader', place: dice.random() };
}
