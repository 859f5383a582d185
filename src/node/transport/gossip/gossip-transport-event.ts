import type { PacketRefusal } from './packet.ts';

/** What was not taken or not sent; each is counted for the metrics. */
export type DropReason =
  | PacketRefusal
  /** More packets than this node handles. */
  | 'flood'
  | 'sendFailed'
  /** The system does not take packets as fast as we send them. */
  | 'sendQueue'
  | 'streamRefused'
  | 'streamBroken';

/** What an operator wants in the log. `suppressed` counts equal events that were left out before. */
export interface GossipTransportEvent {
  readonly type: DropReason | 'listenerFailed';
  readonly remote: string;
  readonly detail: string;
  readonly suppressed: number;
}

/** Counts since the start. */
export interface GossipTransportStats {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly streamsOpen: number;
  readonly dropped: ReadonlyMap<DropReason, number>;
}
