import { isUtf8 } from 'node:buffer';
import { count } from '../cli/format-quantity.ts';
import { clip, drawable } from './drawable.ts';
import type { ValuePreview } from './facts.ts';
import { formatSize } from './quantity.ts';
import type { Setup, ValueFormat } from './state.ts';

const limits = { hexBytesPerLine: 16, previewCharacters: 256 } as const;

/** A value on one line, not yet escaped. */
export function previewText(value: ValuePreview): string {
  const text = textOf(value);
  if (text === undefined) return `${count(value.sizeBytes, 'byte')} of no text`;
  return text.slice(0, limits.previewCharacters);
}

/** A value on lines that are at most `width` wide, escaped. `auto`: JSON if it is, else text, else hex. */
export function valueLines(
  value: ValuePreview,
  format: ValueFormat,
  { width, charset }: { readonly width: number; readonly charset: Setup['charset'] },
): readonly string[] {
  const lines = linesOf(value, format).map((line) => clip(drawable(line, charset), width, charset));
  const { head, sizeBytes } = value;
  if (head.length >= sizeBytes) return lines;
  const rest = `(the first ${formatSize(head.length)} of ${formatSize(sizeBytes)} bytes)`;
  return [...lines, clip(rest, width, charset)];
}

function linesOf(value: ValuePreview, format: ValueFormat): readonly string[] {
  const { head } = value;
  const text = textOf(value);
  const json = text === undefined || format === 'text' ? undefined : jsonOf(text);
  switch (format) {
    case 'auto':
      return json ?? text?.split(/\r?\n/) ?? hexLines(head);
    case 'text':
      return (text ?? Buffer.from(head).toString('latin1')).split(/\r?\n/);
    case 'json':
      return json ?? ['not JSON'];
    case 'hex':
      return hexLines(head);
  }
}

/** Undefined when it is no UTF-8; a character that the end of the head cuts in two does not count. */
function textOf({ head, sizeBytes }: ValuePreview): string | undefined {
  const cuts = head.length < sizeBytes ? [0, 1, 2, 3] : [0];
  const cut = cuts.find((bytes) => isUtf8(head.subarray(0, head.length - bytes)));
  return cut === undefined ? undefined : Buffer.from(head).toString('utf8', 0, head.length - cut);
}

function jsonOf(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? JSON.stringify(value, null, 2).split('\n') : undefined;
  } catch {
    // Not JSON: most values are not.
    return undefined;
  }
}

/** As `hexdump -C` prints them. */
function hexLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += limits.hexBytesPerLine) {
    const part = bytes.subarray(at, at + limits.hexBytesPerLine);
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const shown = [...part].map((byte) => (byte >= 0x20 && byte < 0x7f ? byte : 0x2e));
    const offset = at.toString(16).padStart(6, '0');
    lines.push(`${offset}  ${hex.padEnd(47)}  ${String.fromCharCode(...shown)}`);
  }
  return lines.length === 0 ? [''] : lines;
}
