import { takeDead } from './accusations.ts';
import { broadcastSerf } from './dissemination.ts';
import { takeLeaveIntent } from './intents.ts';
import type { LeaveIntent } from './messages.ts';
import { isGone } from './node-table.ts';
import type { GossipState } from './state.ts';

/**
 * Leaves in two steps, as Serf does, or others would see this node fail (serf-wire §5, pitfall 11):
 *
 *     running ──leave──> announcingLeave ──sent──> leavingMemberlist ──sent──> propagating ──> left
 */
export function beginLeave(state: GossipState): void {
  if (state.lifeCycle.type !== 'running') return;
  const until = state.now + state.settings.broadcastTimeoutMs;
  state.outbox.persist({ type: 'leave' });
  // Before the intent is handled: it is about us, and this time it is not to be refuted.
  state.lifeCycle = { type: 'announcingLeave', broadcast: 0, until };
  const broadcast = issueLeave(state, { node: state.name, prune: false });
  state.lifeCycle = { type: 'announcingLeave', broadcast, until };
}

/** Makes a failed member left, so that its name and its place are free (serf-wire §6.3). */
export function forceLeave(state: GossipState, node: string, prune: boolean): void {
  issueLeave(state, { node, prune });
}

/** The next step, when the message of this one was sent often enough or took too long. */
export function continueLeave(state: GossipState): void {
  const { lifeCycle, queues, now, settings } = state;
  switch (lifeCycle.type) {
    case 'running':
    case 'left':
      return;
    case 'announcingLeave':
      if (isUnderWay(state, queues.intents.has(lifeCycle.broadcast), lifeCycle.until)) return;
      leaveMemberlist(state);
      return;
    case 'leavingMemberlist':
      if (isUnderWay(state, queues.memberlist.has(lifeCycle.broadcast), lifeCycle.until)) return;
      state.lifeCycle = { type: 'propagating', until: now + settings.leavePropagateMs };
      return;
    case 'propagating':
      if (now < lifeCycle.until && hasAudience(state)) return;
      state.lifeCycle = { type: 'left' };
      state.outbox.report({ type: 'leaveFinished' });
  }
}

function leaveMemberlist(state: GossipState): void {
  const { self } = state.nodes;
  const { name, incarnation } = self;
  takeDead(state, { type: 'dead', incarnation, node: name, from: name });
  const until = state.now + state.settings.broadcastTimeoutMs;
  const broadcast = state.queues.memberlist.idAbout(name);
  state.lifeCycle = { type: 'leavingMemberlist', broadcast, until };
}

function isUnderWay(state: GossipState, isQueued: boolean, until: number): boolean {
  return isQueued && state.now < until && hasAudience(state);
}

function hasAudience({ nodes }: GossipState): boolean {
  for (const node of nodes.all()) {
    if (node !== nodes.self && !isGone(node)) return true;
  }
  return false;
}

function issueLeave(state: GossipState, about: Pick<LeaveIntent, 'node' | 'prune'>): number {
  const ltime = state.clocks.member.claim();
  const intent: LeaveIntent = { type: 'leaveIntent', ltime, ...about };
  takeLeaveIntent(state, intent);
  return broadcastSerf(state, 'intents', intent);
}
