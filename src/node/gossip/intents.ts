import { broadcastSerf } from './dissemination.ts';
import type { JoinIntent, LeaveIntent } from './messages.ts';
import { eraseMember, failedMemberLeft } from './serf-members.ts';
import type { GossipState, MemberState } from './state.ts';

/** Whether it was news, to be passed on (serf-wire §6.3). */
export function takeJoinIntent(state: GossipState, { node, ltime }: JoinIntent): boolean {
  state.clocks.member.witness(ltime);
  const member = state.members.get(node);
  if (member === undefined) return remember(state, node, { type: 'join', ltime });
  if (ltime <= member.statusLTime) return false;
  member.statusLTime = ltime;
  // The announcement to leave was about an earlier life of it.
  if (member.status === 'leaving') member.status = 'alive';
  return true;
}

/** Whether it was news, to be passed on (serf-wire §6.3). */
export function takeLeaveIntent(state: GossipState, { node, ltime, prune }: LeaveIntent): boolean {
  state.clocks.member.witness(ltime);
  const member = state.members.get(node);
  if (member === undefined) return remember(state, node, { type: 'leave', ltime });
  if (ltime <= member.statusLTime) return false;
  if (node === state.name && state.lifeCycle.type === 'running') {
    announceJoin(state);
    return false;
  }
  // First of all: otherwise the intent would go round for ever (pitfall 13).
  member.statusLTime = ltime;
  if (member.status === 'alive') member.status = 'leaving';
  else if (member.status === 'failed') failedMemberLeft(state, member);
  if (prune) pruneMember(state, member);
  return true;
}

/** Tells everybody that this node is here, later than anything said about it before (§5). */
export function announceJoin(state: GossipState): void {
  const { member: clock } = state.clocks;
  const intent = { type: 'joinIntent', node: state.name, ltime: clock.time } as const;
  takeJoinIntent(state, intent);
  broadcastSerf(state, 'intents', intent);
}

/** A member that is only leaving gets the time to do so, as in Serf's agent; see memberGone. */
function pruneMember(state: GossipState, member: MemberState): void {
  if (member.name === state.name) return;
  const { broadcastTimeoutMs, leavePropagateMs } = state.settings;
  if (member.status === 'leaving') {
    member.pruneAt = state.now + broadcastTimeoutMs + leavePropagateMs;
  } else {
    eraseMember(state, member);
  }
}

function remember(
  state: GossipState,
  node: string,
  intent: { readonly type: 'join' | 'leave'; readonly ltime: number },
): boolean {
  return state.intents.remember(node, { ...intent, heardAt: state.now });
}
