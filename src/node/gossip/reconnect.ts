import { startPushPull } from './push-pull.ts';
import type { GossipState } from './state.ts';

/**
 * Tries one failed member, with a probability such that the whole pool makes about one try for each
 * of them: this is what heals a partition, for memberlist forgets the dead (serf-wire §6.4).
 */
export function reconnect(state: GossipState): void {
  const members = [...state.members.values()];
  const failed = members.filter(({ status }) => status === 'failed');
  const present = members.filter(({ status }) => status === 'alive' || status === 'leaving');
  if (state.random() > failed.length / Math.max(1, present.length)) return;
  const chosen = failed[Math.floor(state.random() * failed.length)];
  if (chosen !== undefined) startPushPull(state, chosen.endpoint, 'reconnect');
}
