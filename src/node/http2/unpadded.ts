import { broken, wrongSize } from './connection-error.ts';
import { byteAt, type Frame } from './frame-splitter.ts';
import { flag } from './protocol.ts';

/** Where the payload of a frame lies without its padding (RFC 9113 §6.1). @throws ConnectionError */
export function unpadded({ flags, bytes, start, end }: Frame): { start: number; end: number } {
  if ((flags & flag.padded) === 0) return { start, end };
  if (start === end) throw wrongSize('a padded frame');
  const behind = end - byteAt(bytes, start);
  if (behind > start) return { start: start + 1, end: behind };
  throw broken('padding is longer than its frame');
}
