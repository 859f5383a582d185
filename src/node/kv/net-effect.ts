import type { ByteString } from '../../shared/byte-string.ts';
import type { KeyEvent } from './change.ts';

/** One event for each key that is not as it was before all of them, in the order of the last changes. */
export function netEffect(events: readonly KeyEvent[]): KeyEvent[] {
  const byKey = new Map<ByteString, KeyEvent>();
  for (const event of events) {
    const { key, item } = event;
    const earlier = byKey.get(key);
    const previous = earlier === undefined ? event.previous : earlier.previous;
    // Again at the end: a map keeps the place of a key that it has.
    byKey.delete(key);
    if (item !== undefined || previous !== undefined) byKey.set(key, { ...event, previous });
  }
  return [...byKey.values()];
}
