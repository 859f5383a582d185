import { send } from './dissemination.ts';
import { ownEndpoint } from './endpoints.ts';
import type { Endpoint, IndirectPing } from './messages.ts';
import { nextSeqNo } from './seq-no.ts';
import type { GossipState } from './state.ts';

const limits = {
  /** Pings for others that wait for their acks. */
  helpingMax: 1024,
} as const;

/** Pings a node on behalf of another that got no answer from it (serf-wire §3.1). */
export function helpPing(state: GossipState, from: Endpoint, request: IndirectPing): void {
  const { probing, nodes, now, settings } = state;
  if (probing.helping.size >= limits.helpingMax) {
    state.outbox.dropped += 1;
    return;
  }
  const seqNo = nextSeqNo(state);
  probing.helping.set(seqNo, {
    origin: ownEndpoint(request.source ?? from),
    originSeqNo: request.seqNo,
    wantsNack: request.nack,
    until: now + settings.probeTimeoutMs,
  });
  const source = { ...nodes.self.endpoint, node: state.name };
  send(state, request.target, { type: 'ping', seqNo, node: request.node, source });
}

/** The node answered: the one that asked for help gets to know. */
export function helperPingAnswered(state: GossipState, seqNo: number): void {
  const { helping } = state.probing;
  const ping = helping.get(seqNo);
  if (ping === undefined) return;
  helping.delete(seqNo);
  const payload = new Uint8Array();
  send(state, ping.origin, { type: 'ackResp', seqNo: ping.originSeqNo, payload });
}

/** No answer in time: a nack shows at least that this helper is well (Lifeguard §3). */
export function expireHelperPings(state: GossipState): void {
  const { helping } = state.probing;
  for (const [seqNo, { until, wantsNack, origin, originSeqNo }] of helping) {
    if (state.now < until) continue;
    helping.delete(seqNo);
    if (wantsNack) send(state, origin, { type: 'nackResp', seqNo: originSeqNo });
  }
}
