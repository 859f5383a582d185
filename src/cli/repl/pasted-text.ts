import { joinCommands } from './quote-word.ts';
import { wordsOf } from './run-script.ts';
import { splitText } from './split-line.ts';

const limits = {
  /** Longer ones would push the prompt off the screen. */
  shownChars: 400,
} as const;

/** What was pasted into the line that is being typed. Nothing of it runs before Enter. */
export class PastedText {
  readonly #texts = new Map<string, string>();

  /** What to show in the line: the text itself, several short lines as one, or a name for it. */
  shown(text: string): string {
    const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
    if (!lines.includes('\n')) return printable(lines);
    const { commands, open } = splitText(lines);
    const joined = joinCommands(wordsOf(commands));
    if (open === undefined && joined.length <= limits.shownChars) return printable(joined);
    const count = lines.split('\n').length;
    const name = `[paste ${this.#texts.size + 1}: ${count} lines]`;
    this.#texts.set(name, lines);
    return name;
  }

  /** The line with the texts in place of their names, which are forgotten then. */
  expand(line: string): string {
    let expanded = line;
    for (const [name, text] of this.#texts) expanded = expanded.replace(name, () => text);
    this.#texts.clear();
    return expanded;
  }
}

/** Control characters would move the cursor of the line editor. */
function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/\p{Cc}/gu, '');
}
