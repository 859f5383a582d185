import type { Watch } from './checkers/watch.ts';
import type { Fault } from './fault.ts';
import type { Machine } from './machine.ts';
import type { Operator } from './operator.ts';
import type { World } from './world.ts';

/** The faults that one machine suffers. */
export type MachineFault = Exclude<
  Extract<Fault, { readonly victim: unknown }>,
  { readonly type: 'dropConnections' }
>;

export interface MachineFaultContext {
  readonly machine: Machine;
  readonly world: World;
  readonly watch: Watch;
  readonly operator: Operator;
  /** The cluster has been healed: nothing that repeats goes on. */
  isOver(): boolean;
}

export function strikeMachine(fault: MachineFault, context: MachineFaultContext): void {
  const { machine, world } = context;
  const { now } = world.scheduler;
  switch (fault.type) {
    case 'crash':
      machine.crash(fault.downMs);
      break;
    case 'crashAt':
      machine.armCrash(fault.point, fault.downMs);
      break;
    case 'crashLoop':
      crashAgain(fault, fault.times, context);
      break;
    case 'pause':
      pause(fault.forMs, context);
      break;
    case 'stutter':
      stutter(fault, now + fault.forMs, context);
      break;
    case 'lateTimers':
      machine.makeTimersLate(fault.lateMs, fault.forMs);
      break;
    case 'clockRate':
      machine.clock.setRate(fault.rate);
      world.scheduler.after(fault.forMs, () => machine.clock.setRate(1));
      break;
    case 'wallJump':
      machine.clock.jump(fault.byMs);
      break;
    default:
      strikeDisk(fault, context);
  }
}

type DiskFault = Extract<
  MachineFault,
  {
    readonly type:
      | 'slowDisk'
      | 'stalledDisk'
      | 'diskError'
      | 'rot'
      | 'loseDisk'
      | 'staleDisk'
      | 'wipeDisk';
  }
>;

function strikeDisk(fault: DiskFault, context: MachineFaultContext): void {
  const { machine, world } = context;
  const { faults } = machine;
  const { now } = world.scheduler;
  switch (fault.type) {
    case 'slowDisk':
      faults.slowMs = fault.writeMs;
      faults.slowUntil = now + fault.forMs;
      break;
    case 'stalledDisk':
      faults.stalledUntil = now + fault.forMs;
      break;
    case 'diskError':
      if (fault.of === 'write') faults.failure = fault.error;
      else faults.snapshotFailure = fault.error;
      break;
    case 'rot':
      rot(fault, context);
      break;
    case 'loseDisk':
    case 'staleDisk':
      loseDisk(fault.type, context);
      break;
    case 'wipeDisk':
      if (context.operator.mayDamage(machine)) machine.wipe();
  }
}

/** Nobody notices damage while the node runs: it shows at the next start, which follows at once. */
function rot(fault: Fault & { type: 'rot' }, { machine, operator }: MachineFaultContext): void {
  if (!operator.mayDamage(machine)) return;
  machine.crash(0);
  machine.isRotten = true;
  const { image } = machine;
  switch (fault.what) {
    case 'hardState':
      image.flipBit(0, fault.place);
      break;
    case 'snapshot':
      image.flipBitOfSnapshot(fault.place);
      break;
    case 'missingTail':
      image.loseTail(2 + Math.floor(fault.place * 5));
      break;
    case 'log':
    case 'missingEntry':
      image.damageEntry(fault.what, fault.place);
  }
  machine.start();
}

/**
 * An old directory cannot be told from what it claims to be, so an operator never starts it under the old
 * name, not even when it is removed: who still has the old configuration would believe its votes. Nor
 * does this operator start an empty one, though that is safe (wipeDisk). The server is replaced.
 */
function loseDisk(
  type: 'loseDisk' | 'staleDisk',
  { machine, operator }: MachineFaultContext,
): void {
  if (!operator.mayDamage(machine)) return;
  machine.loseDisk(type);
}

function crashAgain(
  fault: Fault & { type: 'crashLoop' },
  times: number,
  context: MachineFaultContext,
): void {
  const { machine, world } = context;
  if (times === 0 || context.isOver()) return;
  machine.crash(1);
  world.scheduler.after(fault.upMs, () => crashAgain(fault, times - 1, context));
}

function pause(forMs: number, { machine, world, watch }: MachineFaultContext): void {
  const { process } = machine;
  if (process === undefined) return;
  process.pause();
  world.scheduler.after(forMs, () => {
    if (watch.leads(process)) world.marks.hit('pausedLeaderResumed');
    process.resume();
  });
}

function stutter(
  fault: Fault & { type: 'stutter' },
  untilMs: number,
  context: MachineFaultContext,
): void {
  const { scheduler } = context.world;
  if (scheduler.now >= untilMs || context.isOver()) return;
  pause(fault.stallMs, context);
  scheduler.after(fault.stallMs * 2, () => stutter(fault, untilMs, context));
}
