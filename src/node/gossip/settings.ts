/** memberlist's and Serf's settings (serf-wire §4.5). Times in milliseconds. */
export interface GossipSettings {
  readonly tcpTimeoutMs: number;
  readonly pushPullIntervalMs: number;
  readonly probeIntervalMs: number;
  readonly probeTimeoutMs: number;
  /** Helpers asked to ping a member that did not answer. */
  readonly indirectChecks: number;
  readonly retransmitMult: number;
  readonly suspicionMult: number;
  readonly suspicionMaxTimeoutMult: number;
  readonly awarenessMax: number;
  readonly gossipIntervalMs: number;
  readonly gossipNodes: number;
  readonly gossipToTheDeadMs: number;
  /** A packet before compression, encryption included. */
  readonly packetBytesMax: number;
  /** What the transport adds to each packet: label header and encryption. */
  readonly packetOverheadBytes: number;
  /** A name may move to another address when its old entry is dead for longer; 0: never. */
  readonly deadNodeReclaimMs: number;
  /** Announced delegate version: 5 as the Serf agent does, 4 while a member's dmax is 4. */
  readonly delegateVersion: number;
  readonly reapIntervalMs: number;
  readonly reconnectIntervalMs: number;
  /** A failed member is forgotten after this long. */
  readonly reconnectTimeoutMs: number;
  /** A left member is forgotten after this long. */
  readonly tombstoneTimeoutMs: number;
  readonly recentIntentTimeoutMs: number;
  /** How long a leave message may take to be sent often enough (each of both). */
  readonly broadcastTimeoutMs: number;
  /** How long a leaving node goes on answering. */
  readonly leavePropagateMs: number;
}

export type GossipProfile = 'lan' | 'wan' | 'local';

const common = {
  suspicionMaxTimeoutMult: 6,
  awarenessMax: 8,
  packetBytesMax: 1400,
  deadNodeReclaimMs: 0,
  delegateVersion: 5,
  reapIntervalMs: 15_000,
  reconnectIntervalMs: 30_000,
  reconnectTimeoutMs: 24 * 3_600_000,
  tombstoneTimeoutMs: 24 * 3_600_000,
  recentIntentTimeoutMs: 5 * 60_000,
  broadcastTimeoutMs: 5000,
  leavePropagateMs: 1000,
} as const;

type Profile = Omit<GossipSettings, 'packetOverheadBytes'>;

/** The profiles of the Serf agent; the transport knows `packetOverheadBytes`. */
export const gossipProfiles: Readonly<Record<GossipProfile, Profile>> = {
  lan: {
    ...common,
    tcpTimeoutMs: 10_000,
    pushPullIntervalMs: 30_000,
    probeIntervalMs: 1000,
    probeTimeoutMs: 500,
    indirectChecks: 3,
    retransmitMult: 4,
    suspicionMult: 4,
    gossipIntervalMs: 200,
    gossipNodes: 3,
    gossipToTheDeadMs: 30_000,
  },
  wan: {
    ...common,
    tcpTimeoutMs: 30_000,
    pushPullIntervalMs: 60_000,
    probeIntervalMs: 5000,
    probeTimeoutMs: 3000,
    indirectChecks: 3,
    retransmitMult: 4,
    suspicionMult: 6,
    gossipIntervalMs: 500,
    gossipNodes: 4,
    gossipToTheDeadMs: 60_000,
  },
  local: {
    ...common,
    tcpTimeoutMs: 1000,
    pushPullIntervalMs: 15_000,
    probeIntervalMs: 1000,
    probeTimeoutMs: 200,
    indirectChecks: 1,
    retransmitMult: 2,
    suspicionMult: 3,
    gossipIntervalMs: 100,
    gossipNodes: 3,
    gossipToTheDeadMs: 15_000,
  },
};
