import type { Change, NodeRow } from '../facts.ts';
import { shownPicture } from '../shown.ts';
import type { DashboardState } from '../state.ts';

/** What can be done with a node, as it stands; none of these is done without a dialog. */
export interface NodeAction {
  readonly label: string;
  readonly change: Change;
}

export function nodeActions(state: DashboardState, nodeId: string): readonly NodeAction[] {
  const row = shownPicture(state)?.nodes.find(({ id }) => id === nodeId);
  return row === undefined ? [] : [...membership(row), ...draining(row)];
}

function membership({ id, raft, addr }: NodeRow): readonly NodeAction[] {
  switch (raft) {
    case undefined:
      return addr === undefined
        ? []
        : [{ label: 'add it to the cluster', change: { type: 'addMember', id, addr } }];
    case 'leader':
      return [
        {
          label: 'transfer leadership away from it',
          change: { type: 'transferLeadership', target: undefined },
        },
        { label: 'remove it from the cluster', change: { type: 'removeMember', id } },
      ];
    case 'voter':
      return [
        {
          label: 'transfer leadership to it',
          change: { type: 'transferLeadership', target: id },
        },
        { label: 'demote it to a non-voter', change: { type: 'demoteMember', id } },
        { label: 'remove it from the cluster', change: { type: 'removeMember', id } },
      ];
    case 'non-voter':
      return [
        { label: 'promote it to a voter', change: { type: 'promoteMember', id } },
        { label: 'remove it from the cluster', change: { type: 'removeMember', id } },
      ];
  }
}

function draining({ id, addr, drained }: NodeRow): readonly NodeAction[] {
  if (addr === undefined) return [];
  return drained
    ? [{ label: 'undrain it', change: { type: 'undrain', id, addr } }]
    : [{ label: 'drain it', change: { type: 'drain', id, addr } }];
}
