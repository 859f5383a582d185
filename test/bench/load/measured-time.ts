import { setTimeout as delay } from 'node:timers/promises';
import type { Meter } from './meter.ts';
import type { LoadPlan, Measured } from './plan.ts';

/** What a load counts once its warm-up is over; it goes on beside, without an end of its own. */
export async function measuredTime({ until }: LoadPlan, meter: Meter): Promise<Measured> {
  if (until.type !== 'time') throw new Error('this load has no end of its own');
  await delay(until.warmUpMs);
  meter.restart();
  await delay(until.measuredMs);
  return meter.measured();
}
