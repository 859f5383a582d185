import { eraseMember } from './serf-members.ts';
import type { GossipState } from './state.ts';

/** Forgets members that are gone for long, and intents about nodes that never came (§6.4). */
export function reap(state: GossipState): void {
  const { settings, now } = state;
  for (const member of state.members.values()) {
    const { status, goneAt, pruneAt } = member;
    const isForgotten =
      (status === 'failed' && now - goneAt > settings.reconnectTimeoutMs) ||
      (status === 'left' && now - goneAt > settings.tombstoneTimeoutMs) ||
      (pruneAt !== undefined && now >= pruneAt);
    if (isForgotten) eraseMember(state, member);
  }
  state.intents.forgetHeardBefore(now - settings.recentIntentTimeoutMs);
}
