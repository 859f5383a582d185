import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';

/** Keys in byte order from `lo` up to, and without, `hi`; undefined: to the last key. */
export interface KeyBounds {
  readonly lo: ByteString;
  readonly hi: ByteString | undefined;
}

interface KeyRangeText {
  readonly prefix?: string | null;
  readonly start?: string | null;
  readonly end?: string | null;
}

/** The keys that meet every field that is given; without any, all keys. */
export function boundsOf(range: KeyRangeText | null | undefined): KeyBounds {
  const byPrefix = boundsOfPrefix(byteStringOfText(range?.prefix ?? ''));
  const start = byteStringOfText(range?.start ?? '');
  const lo = higher(start, byPrefix.lo);
  const end = range?.end ? byteStringOfText(range.end) : undefined;
  return { lo, hi: lower(byPrefix.hi, end) };
}

export function boundsOfPrefix(prefix: ByteString): KeyBounds {
  return { lo: prefix, hi: behindPrefix(prefix) };
}

export function boundsOfKey(key: ByteString): KeyBounds {
  return { lo: key, hi: `${key}\0` as ByteString };
}

export function contains({ lo, hi }: KeyBounds, key: ByteString): boolean {
  return key >= lo && (hi === undefined || key < hi);
}

/** Whether no key can be in the range. */
export function isEmpty({ lo, hi }: KeyBounds): boolean {
  return hi !== undefined && lo >= hi;
}

/** Whether `outer` has every key of `inner`. */
export function covers(outer: KeyBounds, inner: KeyBounds): boolean {
  if (inner.lo < outer.lo) return false;
  return outer.hi === undefined || (inner.hi !== undefined && inner.hi <= outer.hi);
}

/** The keys that are in both; undefined when no key can be. */
export function intersection(a: KeyBounds, b: KeyBounds): KeyBounds | undefined {
  const lo = higher(a.lo, b.lo);
  const common = { lo, hi: lower(a.hi, b.hi) };
  return isEmpty(common) ? undefined : common;
}

function higher(a: ByteString, b: ByteString): ByteString {
  if (a > b) return a;
  return b;
}

function lower(a: ByteString | undefined, b: ByteString | undefined): ByteString | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The first byte string behind all that start with the prefix; undefined when there is none. */
function behindPrefix(prefix: ByteString): ByteString | undefined {
  for (let last = prefix.length - 1; last >= 0; last -= 1) {
    const byte = prefix.charCodeAt(last);
    if (byte < 0xff) return (prefix.slice(0, last) + String.fromCharCode(byte + 1)) as ByteString;
  }
  return undefined;
}
