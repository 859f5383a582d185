import type { DashboardStore } from './dashboard-store.ts';
import { Pacing } from './source/pacing.ts';
import type { DashboardState } from './state.ts';
import { changeLines } from './text/change-lines.ts';
import { snapshotRecord } from './text/snapshot-record.ts';
import { snapshotText } from './text/snapshot-text.ts';
import { headerEvery, statHeader, statLine } from './text/stat-lines.ts';

const limits = {
  /** For whom it takes longer than others, once the cluster has answered. */
  settleMs: 2000,
} as const;

export interface TextOptions {
  readonly store: DashboardStore;
  /** Resolves when more can be written. */
  readonly print: (text: string) => Promise<void>;
  readonly signal: AbortSignal;
  readonly format: 'plain' | 'json';
}

/** Resolves when the first answer has come; then everybody gets a moment. False when there is none in time. */
export async function whenHeard(
  { store, signal }: Pick<TextOptions, 'store' | 'signal'>,
  timeoutMs: number,
): Promise<boolean> {
  const isHeard = await whenState({ store, signal }, timeoutMs, (state) => {
    const { latest, trouble } = state.cluster;
    return latest !== undefined || trouble !== undefined;
  });
  if (!isHeard) return false;
  await whenState({ store, signal }, limits.settleMs, ({ cluster, load, events }) => {
    const picture = cluster.latest?.value;
    if (picture === undefined) return true;
    const isAsked = picture.nodes.every(({ rtt, addr }) => rtt.type !== 'unknown' || !addr);
    const isFilled = [load, events].every(
      ({ latest, trouble }) => latest !== undefined || trouble !== undefined,
    );
    return isAsked && isFilled && picture.heard.poolAtMs !== undefined;
  });
  return true;
}

/** One page. */
export async function printOnce(options: TextOptions, columns: number): Promise<void> {
  const state = options.store.getState();
  const text =
    options.format === 'json'
      ? JSON.stringify(snapshotRecord(state))
      : snapshotText(state, columns).join('\n');
  await options.print(`${text}\n`);
}

/** A line for each interval, up to `count` of them, until the signal. */
export async function printBatch(
  options: TextOptions,
  { count, header }: { readonly count: number; readonly header: 'shown' | 'hidden' },
): Promise<void> {
  const { store, signal, format, print } = options;
  const pacing = new Pacing();
  for (let line = 0; line < count && !signal.aborted; line += 1) {
    if (line > 0) await pacing.pause(store.getState().ui.intervalMs, signal);
    if (signal.aborted) return;
    const state = store.getState();
    if (format === 'json') {
      await print(`${JSON.stringify(snapshotRecord(state))}\n`);
      continue;
    }
    if (header === 'shown' && line % headerEvery === 0) await print(`${statHeader()}\n`);
    await print(`${statLine(state)}\n`);
  }
}

/** Where it stands, then only what changes, until the signal: for a screen reader. */
export async function printChanges(options: TextOptions): Promise<void> {
  const { store, signal, print } = options;
  let told: DashboardState = {
    ...store.getState(),
    cluster: { latest: undefined, trouble: undefined },
  };
  while (!signal.aborted) {
    const state = store.getState();
    for (const line of changeLines(told, state)) await print(`${line}\n`);
    told = state;
    await whenState({ store, signal }, Number.POSITIVE_INFINITY, (next) => next !== state);
  }
}

/** True when the state has come, false at the end of the time and at the signal. */
function whenState(
  { store, signal }: Pick<TextOptions, 'store' | 'signal'>,
  timeoutMs: number,
  isThere: (state: DashboardState) => boolean,
): Promise<boolean> {
  if (isThere(store.getState())) return Promise.resolve(true);
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const finish = (found: boolean): void => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', abort);
      resolve(found);
    };
    const abort = (): void => finish(false);
    const timer = Number.isFinite(timeoutMs) ? setTimeout(abort, timeoutMs) : undefined;
    const unsubscribe = store.subscribe(() => {
      if (isThere(store.getState())) finish(true);
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
