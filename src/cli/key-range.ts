import type { KeyRange } from '../client/kv-api.ts';
import { quoted } from '../shared/quoted.ts';

/** Nothing but this key. */
export function onlyKey(key: string): KeyRange {
  return { start: key, end: `${key}\0` };
}

/** Keys that start with this; all for the empty prefix. */
export function underPrefix(prefix: string): KeyRange {
  return prefix === '' ? {} : { prefix };
}

/** `under "cfg/"`, `from "a" before "b"`. */
export function rangeText({ prefix, start, end }: KeyRange): string {
  const parts = [
    ...(prefix === undefined ? [] : [`under ${quoted(prefix)}`]),
    ...(start === undefined ? [] : [`from ${quoted(start)}`]),
    ...(end === undefined ? [] : [`before ${quoted(end)}`]),
  ];
  return parts.length === 0 ? 'in the whole cluster' : parts.join(' ');
}
