import { shownPicture } from '../shown.ts';
import type { DashboardState } from '../state.ts';
import type { Intent } from './intents.ts';
import { knownRevision, selectedKey, selectedNodeId } from './selected.ts';

/** Keys that ask for a change. The reducer refuses all of them while writes are off. */
export function changeIntents(state: DashboardState, key: 'e' | 't' | 'ctrl-d'): readonly Intent[] {
  switch (key) {
    case 'e': {
      const selected = selectedKey(state);
      if (selected === undefined) return [];
      // Before the editor opens, not after the work in it.
      if (state.ui.writes === 'off') {
        const text = 'read-only: W allows changes';
        return [{ type: 'noticed', notice: { severity: 'warning', text } }];
      }
      return [{ type: 'edit', key: selected }];
    }
    case 'ctrl-d': {
      const selected = selectedKey(state);
      if (selected === undefined) return [];
      const revision = knownRevision(state, selected);
      return [{ type: 'changeProposed', change: { type: 'delete', key: selected, revision } }];
    }
    case 't': {
      const target = transferTarget(state);
      return [{ type: 'changeProposed', change: { type: 'transferLeadership', target } }];
    }
  }
}

/** The selected follower; undefined: the leader chooses. */
function transferTarget(state: DashboardState): string | undefined {
  const id = selectedNodeId(state);
  const row = shownPicture(state)?.nodes.find((node) => node.id === id);
  return row?.raft === 'voter' ? row.id : undefined;
}
