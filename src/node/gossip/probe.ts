import { accusationAgainst, takeSuspect } from './accusations.ts';
import { decodeCoordinate, encodeCoordinate } from './codec/coordinate.ts';
import { send } from './dissemination.ts';
import type { AckResp, Ping } from './messages.ts';
import type { NodeState } from './node-table.ts';
import { openExchange } from './push-pull.ts';
import { nextSeqNo } from './seq-no.ts';
import type { GossipState, Probe } from './state.ts';
import { protocolMaxOf, limits as versionLimits } from './versions.ts';

/** Pings the next member of the round (serf-wire §4.3). */
export function startProbe(state: GossipState): void {
  const { nodes, now, settings, awareness, probing } = state;
  if (probing.current !== undefined) return;
  const target = nodes.nextToProbe(now - settings.gossipToTheDeadMs);
  if (target === undefined) return;
  const seqNo = nextSeqNo(state);
  probing.current = {
    target: target.name,
    seqNo,
    sentAt: now,
    verdictAt: now + awareness.scale(settings.probeIntervalMs),
    stage: { type: 'direct', askHelpersAt: now + settings.probeTimeoutMs },
  };
  const ping = pingOf(state, target, seqNo);
  if (target.standing.type === 'suspect') {
    // A suspect must hear of it, to refute at once.
    send(state, target.endpoint, ping, accusationAgainst(state, target));
  } else {
    send(state, target.endpoint, ping);
  }
}

/** Goes on with the probe under way: asks helpers, then falls its verdict. */
export function continueProbe(state: GossipState): void {
  const { current } = state.probing;
  if (current === undefined) return;
  const { stage } = current;
  if (stage.type === 'direct' && state.now >= stage.askHelpersAt) askHelpers(state, current);
  if (state.now >= current.verdictAt) fallVerdict(state, current);
}

/** The target answered, directly or by way of a helper. Matched by its number only (§3.1). */
export function probeAnswered(state: GossipState, { seqNo, payload }: AckResp): void {
  const { current } = state.probing;
  if (current === undefined || current.seqNo !== seqNo) return;
  state.probing.current = undefined;
  state.awareness.apply(-1);
  if (current.stage.type === 'direct' && payload.length > 0) {
    const coordinate = decodeCoordinate(payload);
    state.coordinates.observe(current.target, coordinate, state.now - current.sentAt);
  }
}

/** A helper is well and could not reach the target either. */
export function nackReceived(state: GossipState, seqNo: number): void {
  const { current } = state.probing;
  if (current?.seqNo === seqNo && current.stage.type === 'indirect') current.stage.nacks += 1;
}

/** The target answered on TCP. */
export function tcpPingAnswered(state: GossipState, seqNo: number): void {
  const { current } = state.probing;
  if (current?.seqNo === seqNo && current.stage.type === 'indirect') {
    current.stage.hasTcpContact = true;
  }
}

export function acknowledge(state: GossipState, { seqNo }: Ping): AckResp {
  return { type: 'ackResp', seqNo, payload: encodeCoordinate(state.coordinates.own) };
}

function askHelpers(state: GossipState, probe: Probe): void {
  const target = state.nodes.get(probe.target);
  if (target === undefined) return;
  const isHelper = ({ standing, name }: NodeState): boolean =>
    standing.type === 'alive' && name !== probe.target;
  const helpers = state.nodes.pick(state.settings.indirectChecks, isHelper);
  let nacksExpected = 0;
  for (const helper of helpers) {
    const nack = protocolMaxOf(helper.vsn) >= versionLimits.nackProtocol;
    if (nack) nacksExpected += 1;
    const { type: _, ...ping } = pingOf(state, target, probe.seqNo);
    send(state, helper.endpoint, { ...ping, type: 'indirectPing', target: target.endpoint, nack });
  }
  const tcpPingId = startTcpPing(state, target, probe);
  probe.stage = { type: 'indirect', nacksExpected, nacks: 0, tcpPingId, hasTcpContact: false };
}

/** In parallel: a node that UDP does not reach is not dead (serf-wire §4.3). */
function startTcpPing(state: GossipState, target: NodeState, probe: Probe): number | undefined {
  if (protocolMaxOf(target.vsn) < versionLimits.tcpPingProtocol) return undefined;
  const { seqNo, verdictAt } = probe;
  const id = openExchange(state, { type: 'tcpPing', seqNo });
  if (id === undefined) return undefined;
  const request = pingOf(state, target, seqNo);
  const timeoutMs = Math.max(1, verdictAt - state.now);
  state.outbox.begin({ type: 'tcpPing', id, to: target.endpoint, request, timeoutMs });
  return id;
}

function fallVerdict(state: GossipState, { target, stage }: Probe): void {
  state.probing.current = undefined;
  if (stage.type === 'indirect' && stage.hasTcpContact) {
    state.awareness.apply(-1);
    state.outbox.report({ type: 'udpUnreachable', name: target });
    return;
  }
  // Helpers that are silent too make it likelier that the fault is ours (Lifeguard §3).
  const { nacksExpected, nacks } =
    stage.type === 'indirect' ? stage : { nacksExpected: 0, nacks: 0 };
  state.awareness.apply(nacksExpected > 0 ? Math.max(0, nacksExpected - nacks) : 1);
  const node = state.nodes.get(target);
  if (node === undefined) return;
  const { incarnation } = node;
  takeSuspect(state, { type: 'suspect', incarnation, node: target, from: state.name });
}

function pingOf({ nodes, name }: GossipState, target: NodeState, seqNo: number): Ping {
  const source = { ...nodes.self.endpoint, node: name };
  return { type: 'ping', seqNo, node: target.name, source };
}
