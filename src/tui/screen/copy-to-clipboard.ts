import type { ScreenOptions } from '../screen-options.ts';
import { saveText } from './save-text.ts';

/** Terminals and multiplexers drop longer ones without a word. */
const limits = { escapeBytes: 74_000 } as const;

/**
 * By OSC 52, which reaches the clipboard of the terminal also through ssh; what is too long for it goes to a
 * file. Gives back what to tell the operator.
 */
export async function copyToClipboard(
  { stdout, saveDirectory }: ScreenOptions,
  text: string,
  what: string,
): Promise<string> {
  const encoded = Buffer.from(text).toString('base64');
  if (encoded.length > limits.escapeBytes) {
    return `too long to copy: ${what} is in ${await saveText(saveDirectory, 'copy.txt', text)}`;
  }
  stdout.write(`\x1b]52;c;${encoded}\x07`);
  return `copied ${what}`;
}
