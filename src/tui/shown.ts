import type { ClusterPicture, EventRow } from './facts.ts';
import type { DashboardState } from './state.ts';

/** What is on the screen: the latest or, frozen, what was known at that moment. Undefined: nothing yet. */
export function shownPicture({
  ui,
  cluster,
  recordings,
}: DashboardState): ClusterPicture | undefined {
  if (ui.position.type === 'live') return cluster.latest?.value;
  const { frozenAtMs } = ui.position;
  return recordings.findLast(({ atMs }) => atMs <= frozenAtMs) ?? recordings[0];
}

/** The moment that is shown, Unix milliseconds. */
export function shownAtMs({ ui, nowMs }: DashboardState): number {
  return ui.position.type === 'live' ? nowMs : ui.position.frozenAtMs;
}

/** Newest first. */
export function shownEvents(state: DashboardState): readonly EventRow[] {
  const events = state.events.latest?.value ?? [];
  const { position } = state.ui;
  const known =
    position.type === 'live'
      ? events
      : events.filter(({ timeMs }) => timeMs <= position.frozenAtMs);
  return known.toReversed();
}
