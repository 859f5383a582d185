import { broadcastAbout, send } from './dissemination.ts';
import type { Alive, Dead, Suspect } from './messages.ts';
import { isGone, type NodeState } from './node-table.ts';
import { refute, repeatRefutation } from './refute.ts';
import { memberGone } from './serf-members.ts';
import type { GossipState } from './state.ts';
import { confirm, expiresAt, startSuspicion } from './suspicion.ts';

const limits = {
  /** A known node does not get so far ahead of what we hold of it: such a claim is an attack (pitfall 6). */
  incarnationJumpMax: 1 << 20,
  /** How often one node is told what is held against it. */
  accusationIntervalMs: 1000,
} as const;

/** Somebody could not reach the node (serf-wire §4, suspect). */
export function takeSuspect(state: GossipState, message: Suspect): void {
  const node = accused(state, message);
  if (node === undefined) return;
  const { from, incarnation } = message;
  if (node.standing.type === 'suspect') {
    if (confirm(node.standing.suspicion, from)) broadcastAbout(state, node.name, message);
    return;
  }
  if (isGone(node)) {
    holdAgainst(node, incarnation);
    return;
  }
  if (node === state.nodes.self) {
    refute(state, incarnation, from);
    return;
  }
  broadcastAbout(state, node.name, message);
  node.incarnation = incarnation;
  const { settings, now, nodes } = state;
  const suspicion = startSuspicion({ settings, nodes: nodes.size, from, now });
  nodes.setStanding(node, { type: 'suspect', suspicion }, now);
  state.outbox.report({ type: 'memberSuspected', name: node.name, from });
}

/** Somebody convicted the node, or it says itself that it goes (serf-wire §4, dead). */
export function takeDead(state: GossipState, message: Dead): void {
  const node = accused(state, message);
  if (node === undefined) return;
  const { from, incarnation } = message;
  if (isGone(node)) {
    holdAgainst(node, incarnation);
    return;
  }
  const isSelf = node === state.nodes.self;
  if (isSelf && state.lifeCycle.type === 'running') {
    refute(state, incarnation, from);
    return;
  }
  broadcastAbout(state, node.name, message);
  node.incarnation = incarnation;
  const hasLeft = node.name === from;
  state.nodes.setStanding(node, { type: hasLeft ? 'left' : 'dead' }, state.now);
  memberGone(state, node);
}

/** Suspicions that nobody refuted in time are convictions (serf-wire §4.1). */
export function expireSuspicions(state: GossipState): void {
  for (const node of state.nodes.suspects()) {
    const { standing, name, incarnation } = node;
    if (standing.type === 'suspect' && state.now >= expiresAt(standing.suspicion)) {
      takeDead(state, { type: 'dead', incarnation, node: name, from: state.name });
    }
  }
}

/**
 * The node says that it is alive, at an incarnation that was refuted before: it has restarted and does
 * not know (pitfall 8). Told so, it raises its incarnation; nobody else may tell it.
 */
export function answerStaleAlive(state: GossipState, node: NodeState, claimed: Alive): void {
  if (!isGone(node) || claimed.incarnation > node.incarnation) return;
  if (state.now - node.accusationSentAt < limits.accusationIntervalMs) return;
  node.accusationSentAt = state.now;
  send(state, node.endpoint, accusationAgainst(state, node));
}

/** What a suspect, dead or left node has to hear in order to refute it. */
export function accusationAgainst(state: GossipState, node: NodeState): Suspect | Dead {
  const { name, incarnation, standing } = node;
  const type = standing.type === 'suspect' ? 'suspect' : 'dead';
  const from = standing.type === 'left' ? name : state.name;
  return { type, incarnation, node: name, from };
}

export function isAbsurdJump(node: NodeState, incarnation: number): boolean {
  return incarnation > node.incarnation + limits.incarnationJumpMax;
}

/** The node that the message is about, unless the message is of its past or hostile. */
function accused(state: GossipState, { node, incarnation }: Suspect | Dead): NodeState | undefined {
  const known = state.nodes.get(node);
  if (known === undefined) return undefined;
  if (incarnation < known.incarnation) {
    if (known === state.nodes.self) repeatRefutation(state);
    return undefined;
  }
  return isAbsurdJump(known, incarnation) ? undefined : known;
}

/** Evidence against the dead counts: an alive message from before it must not raise them (pitfall 7). */
function holdAgainst(node: NodeState, incarnation: number): void {
  node.incarnation = Math.max(node.incarnation, incarnation);
}
