/** What an operator wants in the log. `suppressed` counts equal events that were left out before. */
export type TransportEvent =
  | { readonly type: 'peerConnected'; readonly peer: string; readonly address: string }
  | {
      readonly type: 'peerFailed';
      readonly peer: string;
      readonly address: string;
      readonly reason: string;
      readonly suppressed: number;
    }
  /** Somebody who may not speak Raft, or one connection too many. */
  | {
      readonly type: 'connectionRefused';
      readonly remote: string;
      readonly reason: string;
      readonly suppressed: number;
    }
  /** A peer that broke the protocol, or whose connection broke in the middle of something. */
  | {
      readonly type: 'connectionBroken';
      readonly remote: string;
      readonly reason: string;
      readonly suppressed: number;
    }
  /** A snapshot that a peer sent could not be received or stored; the peer will start again. */
  | { readonly type: 'snapshotLost'; readonly index: number; readonly reason: string };
