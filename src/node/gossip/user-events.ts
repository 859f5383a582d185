import { MokvError } from '../../shared/errors.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import { broadcastSerf } from './dissemination.ts';
import { isSameBytes, ownBytes } from './endpoints.ts';
import type { RecentEvents, UserEvent } from './messages.ts';
import type { GossipState, SeenEvent } from './state.ts';

const limits = {
  /** What we send, encoded; agents refuse to send more unless told otherwise (serf-wire §6.6). */
  sentBytesMax: 512,
  /** What anybody may send. */
  takenBytesMax: 9 * 1024,
} as const;

/** Whether it was new and is to be passed on (serf-wire §6.6). */
export function takeUserEvent(state: GossipState, event: UserEvent): boolean {
  const { ltime, name, payload, coalesce } = event;
  const bytes = name.length + payload.length;
  if (bytes > limits.takenBytesMax) {
    state.outbox.dropped += 1;
    return false;
  }
  const { event: clock } = state.clocks;
  clock.witness(ltime);
  const seen = { name, payload: ownBytes(payload) };
  const sighting = state.seenEvents.see(seen, { ltime, clock: clock.time, bytes });
  if (sighting === 'tooMany') state.outbox.dropped += 1;
  if (sighting !== 'first') return false;
  state.outbox.report({ type: 'userEvent', ltime, name, payload: seen.payload, coalesce });
  return true;
}

/** Tells all members. Throws INVALID_ARGUMENT when it is too long. */
export function sendUserEvent(
  state: GossipState,
  { name, payload, coalesce }: Omit<UserEvent, 'type' | 'ltime'>,
): void {
  const ltime = state.clocks.event.time;
  const event: UserEvent = { type: 'userEvent', ltime, name, payload, coalesce };
  const bytes = encodeSerfMessage(event).length;
  if (bytes > limits.sentBytesMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `a gossip event of ${bytes} bytes: at most ${limits.sentBytesMax} are allowed`,
    );
  }
  takeUserEvent(state, event);
  broadcastSerf(state, 'events', event);
}

export function recentEvents(state: GossipState): RecentEvents[] {
  return state.seenEvents.recent().map(({ ltime, items }) => ({ ltime, events: items }));
}

export function isSameEvent(a: SeenEvent, b: SeenEvent): boolean {
  return a.name === b.name && isSameBytes(a.payload, b.payload);
}
