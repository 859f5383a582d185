import { type api, mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { textOf } from '../../shared/byte-string.ts';
import type { KeyEvent, RevisionChange } from '../kv/change.ts';
import type { Item } from '../kv/item.ts';
import { itemMessage, keyMessage } from './item-message.ts';

const { Kind } = mokv.v1.WatchResponse;
const { Type } = mokv.v1.WatchEvent;

const limits = {
  /** Of one message, beside the event that reaches it. */
  chunkBytesMin: 64 * 1024,
  /** What an event costs in a message beside keys and values, about. */
  eventBytes: 64,
} as const;

/** How much of a change its watcher wants to know. */
export interface WatchView {
  readonly keysOnly: boolean;
  readonly previous: boolean;
}

/** How large an event is in a message, about. */
export function eventBytesOf({ key, item, previous }: KeyEvent, view: WatchView): number {
  const values = (item?.value.length ?? 0) + (view.previous ? (previous?.value.length ?? 0) : 0);
  return limits.eventBytes + key.length + (view.keysOnly ? 0 : values);
}

export function createdMessage(revision: number): Buffer {
  return encoded({ kind: Kind.CREATED, revision });
}

export function initialMessage(revision: number, items: readonly api.IItem[]): Buffer {
  const events = items.map((item) => ({ type: Type.SET, item }));
  return encoded({ kind: Kind.INITIAL, revision, events });
}

export function initialEndMessage(revision: number): Buffer {
  return encoded({ kind: Kind.INITIAL_END, revision });
}

export function progressMessage(revision: number): Buffer {
  return encoded({ kind: Kind.PROGRESS, revision });
}

/** The messages that tell of these changes, which have at least one event each. */
export function changeMessages(changes: readonly RevisionChange[], view: WatchView): Buffer[] {
  const messages: Buffer[] = [];
  let events: mokv.v1.IWatchEvent[] = [];
  let bytes = 0;
  for (const [position, { revision, events: ofRevision }] of changes.entries()) {
    for (const [index, event] of ofRevision.entries()) {
      events.push(eventMessage(event, revision, view));
      bytes += eventBytesOf(event, view);
      const partial = index < ofRevision.length - 1;
      const isLast = !partial && position === changes.length - 1;
      if (bytes < limits.chunkBytesMin && !isLast) continue;
      messages.push(encoded({ kind: Kind.CHANGES, revision, events, partial }));
      events = [];
      bytes = 0;
    }
  }
  return messages;
}

function eventMessage(event: KeyEvent, revision: number, view: WatchView): mokv.v1.IWatchEvent {
  const { key, item, previous, expired } = event;
  const message: mokv.v1.IWatchEvent =
    item === undefined
      ? { type: Type.DELETE, item: { key: textOf(key), modRevision: revision } }
      : { item: viewedItem(key, item, view) };
  if (view.previous && previous !== undefined) message.previous = viewedItem(key, previous, view);
  if (expired) message.expired = true;
  return message;
}

export function viewedItem(key: KeyEvent['key'], item: Item, { keysOnly }: WatchView): api.IItem {
  return keysOnly ? keyMessage(key, item) : itemMessage(textOf(key), item);
}

function encoded(message: mokv.v1.IWatchResponse): Buffer {
  return keysService.watch.responseSerialize(message);
}
