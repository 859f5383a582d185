import type { GossipState } from './state.ts';

/** u32, for pings of our own and for others. */
export function nextSeqNo({ probing }: GossipState): number {
  const seqNo = probing.nextSeqNo;
  probing.nextSeqNo = (seqNo + 1) >>> 0;
  return seqNo;
}
