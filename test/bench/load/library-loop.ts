import { connect, type KvClient } from '../../../src/client/index.ts';
import { type KeySource, keySourceOf } from './key-source.ts';
import { measuredTime } from './measured-time.ts';
import { Meter } from './meter.ts';
import type { LoadPlan, Measured, Target } from './plan.ts';

/** `inFlight` callers of one client of mokv's library, each of which awaits its set before the next. */
export async function libraryLoop(plan: LoadPlan, pipeline: boolean): Promise<Measured> {
  const client = await clientOf(plan.target, pipeline);
  const meter = new Meter(plan.pids);
  const keys = keySourceOf(plan.until, plan.keys);
  const value = Buffer.alloc(plan.valueBytes, 'v');
  const callers = Array.from({ length: plan.inFlight }, () => calls(client, keys, value, meter));
  return await Promise.race([measuredTime(plan, meter), ...callers]);
}

function clientOf({ host, port, tls }: Target, pipeline: boolean): Promise<KvClient> {
  const security = tls === undefined ? ({ tls: false } as const) : tls;
  return connect(`${host}:${port}`, { ...security, pipeline });
}

/** Until the process ends; a call that fails ends the load. */
async function calls(
  client: KvClient,
  keys: KeySource,
  value: Uint8Array,
  meter: Meter,
): Promise<never> {
  for (;;) {
    const sentMs = performance.now();
    await client.set(keys.next(), value);
    meter.count(sentMs, 1, 0);
  }
}
