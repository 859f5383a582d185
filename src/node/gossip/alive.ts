import { answerStaleAlive, isAbsurdJump } from './accusations.ts';
import { broadcastAbout } from './dissemination.ts';
import { isSameBytes, isSameEndpoint, ownBytes, ownEndpoint } from './endpoints.ts';
import type { Alive } from './messages.ts';
import { nameClaimed } from './name-conflict.ts';
import { isGone, type NodeState } from './node-table.ts';
import { refute } from './refute.ts';
import { memberJoined, memberUpdated } from './serf-members.ts';
import type { GossipState } from './state.ts';
import { versionsOf } from './versions.ts';

/** A node says that it is alive (serf-wire §4, alive). */
export function takeAlive(state: GossipState, message: Alive): void {
  if (versionsOf(message.vsn) === undefined) return;
  const isSelf = message.node === state.name;
  if (isSelf && state.lifeCycle.type !== 'running') return;
  const node = state.nodes.get(message.node) ?? admit(state, message);
  if (node === undefined) return;
  const hasMoved = !isSameEndpoint(node.endpoint, message);
  if (hasMoved && !mayMove(state, node)) {
    nameClaimed(state, node, message);
  } else if (isSelf) {
    hearOfSelf(state, message);
  } else if (hasMoved || isNews(node, message)) {
    revive(state, node, message);
  } else {
    answerStaleAlive(state, node, message);
  }
}

/** Somebody passes on what we said, or what an earlier life of this node said. */
function hearOfSelf(state: GossipState, { incarnation, meta, vsn, node }: Alive): void {
  const { self } = state.nodes;
  if (incarnation < self.incarnation || isAbsurdJump(self, incarnation)) return;
  const isOurs = isSameBytes(meta, self.meta) && isSameBytes(vsn, self.vsn);
  if (incarnation === self.incarnation && isOurs) return;
  refute(state, incarnation, node);
}

function isNews(node: NodeState, { incarnation }: Alive): boolean {
  return incarnation > node.incarnation && !isAbsurdJump(node, incarnation);
}

/** A name may move when its old bearer has left, or is dead for long enough (pitfall 10). */
function mayMove({ now, settings }: GossipState, { standing, changedAt }: NodeState): boolean {
  const { deadNodeReclaimMs } = settings;
  if (standing.type === 'left') return true;
  const mayReclaim = deadNodeReclaimMs > 0 && now - changedAt > deadNodeReclaimMs;
  return standing.type === 'dead' && mayReclaim;
}

/** It starts as dead at incarnation 0, so that the alive message is news in any case. */
function admit(state: GossipState, message: Alive): NodeState | undefined {
  if (message.incarnation === 0) return undefined;
  if (state.nodes.isFull) {
    state.outbox.dropped += 1;
    return undefined;
  }
  const { node: name, incarnation } = message;
  const node: NodeState = {
    name,
    endpoint: ownEndpoint(message),
    meta: ownBytes(message.meta),
    vsn: ownBytes(message.vsn),
    // Any incarnation of a node that we do not know is possible.
    incarnation: incarnation - 1,
    standing: { type: 'dead' },
    changedAt: state.now,
    accusationSentAt: Number.NEGATIVE_INFINITY,
  };
  state.nodes.add(node);
  return node;
}

function revive(state: GossipState, node: NodeState, message: Alive): void {
  const wasGone = isGone(node);
  const isUpdate = !isSameBytes(node.meta, message.meta);
  broadcastAbout(state, node.name, message);
  node.incarnation = message.incarnation;
  node.endpoint = ownEndpoint(message);
  node.meta = ownBytes(message.meta);
  node.vsn = ownBytes(message.vsn);
  state.nodes.setStanding(node, { type: 'alive' }, state.now);
  if (wasGone) memberJoined(state, node);
  else if (isUpdate) memberUpdated(state, node);
}
