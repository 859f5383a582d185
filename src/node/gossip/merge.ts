import { takeDead, takeSuspect } from './accusations.ts';
import { takeAlive } from './alive.ts';
import { announceJoin, takeJoinIntent, takeLeaveIntent } from './intents.ts';
import type { PushPull, PushPullNode, UserState } from './messages.ts';
import { isGone } from './node-table.ts';
import type { GossipState } from './state.ts';
import { takeUserEvent } from './user-events.ts';
import { firstIncompatible, type Speaker, versionsOf } from './versions.ts';

/** Who sent the state: the node that this one just joined through, or any other one. */
export type MergeSource = 'joinedNode' | 'anyNode';

/**
 * Takes in what another node knows (serf-wire §4, push/pull merge); false when it was refused as a
 * whole. Nodes whose Vsn no correct node has are passed over, so that one cannot stop all exchanges
 * (pitfall 2).
 */
export function merge(state: GossipState, remote: PushPull, source: MergeSource): boolean {
  const nodes = remote.nodes.filter(({ vsn }) => versionsOf(vsn) !== undefined);
  const stranger = incompatibleNode(state, nodes);
  if (stranger !== undefined) {
    const reason = `${stranger} speaks other protocol versions than this pool`;
    state.outbox.report({ type: 'mergeRefused', reason });
    return false;
  }
  for (const node of nodes) mergeNode(state, node);
  if (remote.userState !== undefined) mergeUserState(state, remote.userState, source);
  return true;
}

function incompatibleNode(state: GossipState, nodes: readonly PushPullNode[]): string | undefined {
  const remote = nodes.flatMap(({ name, state: standing, vsn }) =>
    speaker(name, standing === 'alive', vsn),
  );
  const local = Array.from(state.nodes.all(), (node) =>
    speaker(node.name, !isGone(node), node.vsn),
  ).flat();
  return firstIncompatible(remote, local);
}

function speaker(name: string, isAlive: boolean, vsn: Uint8Array): Speaker[] {
  const versions = versionsOf(vsn);
  return versions === undefined ? [] : [{ name, isAlive, versions }];
}

function mergeNode(state: GossipState, node: PushPullNode): void {
  const { name, incarnation, address, port, meta, vsn } = node;
  switch (node.state) {
    case 'alive':
      takeAlive(state, { type: 'alive', node: name, incarnation, address, port, meta, vsn });
      break;
    case 'left':
      takeDead(state, { type: 'dead', incarnation, node: name, from: name });
      break;
    case 'suspect':
    case 'dead':
      // Another node's verdict is only a suspicion here: the accused may still refute it.
      takeSuspect(state, { type: 'suspect', incarnation, node: name, from: state.name });
  }
}

/** Intents of a merge are not passed on (serf-wire §6.3). */
function mergeUserState(state: GossipState, remote: UserState, source: MergeSource): void {
  const { member, event, query } = state.clocks;
  // Nobody has used the remote clock's own time yet; it is the next one to be used.
  if (remote.ltime > 0) member.witness(remote.ltime - 1);
  if (remote.eventLTime > 0) event.witness(remote.eventLTime - 1);
  if (remote.queryLTime > 0) query.witness(remote.queryLTime - 1);
  mergeIntents(state, remote);
  // What happened before this node joined is none of its business (pitfall 14).
  if (source === 'joinedNode') state.seenEvents.ignoreBefore(remote.eventLTime);
  for (const { ltime, events } of remote.events) {
    for (const { name, payload } of events) {
      takeUserEvent(state, { type: 'userEvent', ltime, name, payload, coalesce: false });
    }
  }
}

/** The left ones first: their synthetic intents have to be later than any join (serf-wire §6.3). */
function mergeIntents(state: GossipState, { statusLTimes, leftMembers }: UserState): void {
  const left = new Set(leftMembers);
  for (const node of left) {
    const ltime = Math.min((statusLTimes.get(node) ?? 0) + 1, Number.MAX_SAFE_INTEGER);
    takeLeaveIntent(state, { type: 'leaveIntent', ltime, node, prune: false });
  }
  for (const [node, ltime] of statusLTimes) {
    if (!left.has(node) && node !== state.name) {
      takeJoinIntent(state, { type: 'joinIntent', ltime, node });
    }
  }
  const believed = statusLTimes.get(state.name) ?? 0;
  const own = state.members.get(state.name)?.statusLTime ?? 0;
  // Somebody holds a newer intent about us than our own: a leave of an earlier life (pitfall 12).
  if (believed > own && state.lifeCycle.type === 'running') announceJoin(state);
}
