import { listOf, selectedEntry } from '../lists.ts';
import type { DashboardState } from '../state.ts';

/** The node that a key is about: of the detail, else of the selected row of Nodes or Raft. */
export function selectedNodeId(state: DashboardState): string | undefined {
  const { detail, view } = state.ui;
  if (detail !== undefined) return detail.type === 'node' ? detail.id : undefined;
  if (view !== 'nodes' && view !== 'raft') return undefined;
  const { ids, selectedIndex } = listOf(state, view);
  return ids[selectedIndex];
}

/** The same for a key; undefined for a group of keys. */
export function selectedKey(state: DashboardState): string | undefined {
  const { detail, view } = state.ui;
  if (detail !== undefined) return detail.type === 'key' ? detail.key : undefined;
  const entry = view === 'keys' ? selectedEntry(state) : undefined;
  return entry?.type === 'key' ? entry.key : undefined;
}

/** The newest revision that this session knows of a key. */
export function knownRevision(state: DashboardState, key: string): number | undefined {
  const detail = state.keyDetail.latest?.value;
  if (detail?.key === key && state.ui.detail !== undefined) return detail.item?.revision;
  const entry = state.keys.latest?.value.entries.find(
    (one) => one.type === 'key' && one.key === key,
  );
  return entry?.type === 'key' ? entry.revision : undefined;
}
