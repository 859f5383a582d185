const limits = { quotedBytesMax: 128 } as const;

/**
 * Foreign text for a message or a log line: in quotes, with control characters escaped, and cut off
 * behind 128 bytes, so that nobody can forge a line or flood the log.
 */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text)).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function shortened(text: string): string {
  if (text.length * 3 <= limits.quotedBytesMax) return text;
  const bytes = Buffer.from(text.slice(0, limits.quotedBytesMax + 1), 'utf8');
  if (bytes.length <= limits.quotedBytesMax) return text;
  let end = limits.quotedBytesMax;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.toString('utf8', 0, end)}…`;
}
