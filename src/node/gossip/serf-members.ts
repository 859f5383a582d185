import { invariant } from '../../shared/invariant.ts';
import { decodeTags } from './codec/tags.ts';
import type { Member } from './member.ts';
import type { NodeState } from './node-table.ts';
import type { GossipEvent } from './output.ts';
import type { GossipState, MemberState } from './state.ts';

/** memberlist says that the node is alive, having been unknown, dead or left (serf-wire §6.4). */
export function memberJoined(state: GossipState, node: NodeState): void {
  const known = state.members.get(node.name);
  const member = known ?? newMember(state, node);
  if (known !== undefined) {
    describe(known, node);
    known.status = 'alive';
    known.pruneAt = undefined;
  }
  state.members.set(node.name, member);
  report(state, 'memberJoin', member);
  if (node !== state.nodes.self) {
    state.outbox.persist({ type: 'alive', name: node.name, endpoint: node.endpoint });
  }
}

/** memberlist says that the node is gone: it left if it had announced that, and failed otherwise. */
export function memberGone(state: GossipState, node: NodeState): void {
  const member = state.members.get(node.name);
  if (member === undefined || member.status === 'left' || member.status === 'failed') return;
  const hasLeft = member.status === 'leaving';
  member.status = hasLeft ? 'left' : 'failed';
  member.goneAt = state.now;
  report(state, hasLeft ? 'memberLeave' : 'memberFailed', member);
  if (node.name !== state.name) state.outbox.persist({ type: 'notAlive', name: node.name });
  if (member.pruneAt !== undefined) eraseMember(state, member);
}

/** A failed member turns out to have left, or is made to (force-leave). */
export function failedMemberLeft(state: GossipState, member: MemberState): void {
  invariant(member.status === 'failed', 'only a failed member is made to leave');
  member.status = 'left';
  report(state, 'memberLeave', member);
}

export function memberUpdated(state: GossipState, node: NodeState): void {
  const member = state.members.get(node.name);
  if (member === undefined) return;
  describe(member, node);
  report(state, 'memberUpdate', member);
}

export function eraseMember(state: GossipState, member: MemberState): void {
  state.members.delete(member.name);
  state.coordinates.forget(member.name);
  report(state, 'memberReap', member);
}

export function memberOf(state: GossipState, member: MemberState): Member {
  return {
    name: member.name,
    address: member.endpoint.address,
    port: member.endpoint.port,
    tags: member.tags,
    status: member.status,
    statusLTime: member.statusLTime,
    incarnation: state.nodes.get(member.name)?.incarnation ?? 0,
    vsn: member.vsn,
  };
}

/** An intent may have come before the node itself did (serf-wire §6.3). */
function newMember(state: GossipState, node: NodeState): MemberState {
  const intent = state.intents.of(node.name);
  return {
    name: node.name,
    endpoint: node.endpoint,
    tags: decodeTags(node.meta),
    vsn: node.vsn,
    status: intent?.type === 'leave' ? 'leaving' : 'alive',
    statusLTime: intent?.ltime ?? 0,
    goneAt: 0,
    pruneAt: undefined,
  };
}

function describe(member: MemberState, { endpoint, meta, vsn }: NodeState): void {
  member.endpoint = endpoint;
  member.tags = decodeTags(meta);
  member.vsn = vsn;
}

type MemberEventType = Extract<GossipEvent, { readonly member: Member }>['type'];

function report(state: GossipState, type: MemberEventType, member: MemberState): void {
  state.outbox.report({ type, member: memberOf(state, member) });
}
