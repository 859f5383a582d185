import { bytes, decode, encode, list, map, struct } from '../../../shared/msgpack/codec.ts';
import type { RecentEvents, UserState } from '../messages.ts';
import { bytesOrNil, clampedUint64, name, readableName } from './fields.ts';

const limits = {
  /** As many as a push/pull has nodes (serf-wire §3.2). */
  namesMax: 1024 * 1024,
  /** Agents send 512 slots, most of them nil (serf-wire §6.1). */
  eventSlotsMax: 16 * 1024,
  eventsPerSlotMax: 16 * 1024,
} as const;

const event = struct({ Name: name, Payload: bytesOrNil });
const eventSlot = struct({ Events: list(event, limits.eventsPerSlotMax), LTime: clampedUint64 });
const userState = struct({
  EventLTime: clampedUint64,
  Events: list(eventSlot, limits.eventSlotsMax),
  LTime: clampedUint64,
  LeftMembers: list(bytes, limits.namesMax),
  QueryLTime: clampedUint64,
  StatusLTimes: map(clampedUint64, limits.namesMax),
});

/** Serf's part of a push/pull (serf-wire §6.1). */
export function encodeUserState(state: UserState): Buffer {
  return encode(userState, {
    EventLTime: state.eventLTime,
    Events: state.events.map(encodeEvents),
    LTime: state.ltime,
    LeftMembers: state.leftMembers.map((member) => Buffer.from(member)),
    QueryLTime: state.queryLTime,
    StatusLTimes: state.statusLTimes,
  });
}

/** Names that are not UTF-8 are left out; the others still count. */
export function decodeUserState(body: Uint8Array): UserState {
  const value = decode(userState, body);
  return {
    type: 'userState',
    ltime: value.LTime,
    statusLTimes: value.StatusLTimes ?? new Map(),
    leftMembers: (value.LeftMembers ?? []).flatMap((raw) => readableName(raw) ?? []),
    eventLTime: value.EventLTime,
    events: (value.Events ?? []).flatMap(decodeEvents),
    queryLTime: value.QueryLTime,
  };
}

type EventSlot = typeof eventSlot.zero;

function encodeEvents({ ltime, events }: RecentEvents): EventSlot {
  return {
    Events: events.map(({ name: Name, payload }) => ({ Name, Payload: payload })),
    LTime: ltime,
  };
}

/** A nil slot, or one without events, is no element of the list. */
function decodeEvents({ Events, LTime: ltime }: EventSlot): RecentEvents[] {
  if (Events === null || Events.length === 0) return [];
  return [{ ltime, events: Events.map(({ Name, Payload: payload }) => ({ name: Name, payload })) }];
}
