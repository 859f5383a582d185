/** What a terminal sent: keys, or text that was pasted as one. */
export type TerminalInput =
  | { readonly type: 'keys'; readonly text: string }
  | { readonly type: 'paste'; readonly text: string };

/** Asks a terminal to mark what is pasted, and not to. */
export const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' } as const;

const start = '\x1b[200~';
const end = '\x1b[201~';

/** Tells what is typed from what is pasted (bracketed paste of xterm, DEC mode 2004). */
export class PasteFilter {
  #isPasting = false;
  #rest = '';

  /** A mark that arrives in pieces is put together again; so is a paste, which comes out when it ends. */
  push(text: string): TerminalInput[] {
    const inputs: TerminalInput[] = [];
    let rest = this.#rest + text;
    for (;;) {
      const mark = this.#isPasting ? end : start;
      const at = rest.indexOf(mark);
      if (at < 0) break;
      this.#emit(inputs, rest.slice(0, at));
      rest = rest.slice(at + mark.length);
      this.#isPasting = !this.#isPasting;
    }
    const kept = this.#isPasting ? rest.length : partialMark(rest);
    this.#emit(inputs, rest.slice(0, rest.length - kept));
    this.#rest = rest.slice(rest.length - kept);
    return inputs;
  }

  #emit(inputs: TerminalInput[], text: string): void {
    if (text !== '') inputs.push({ type: this.#isPasting ? 'paste' : 'keys', text });
  }
}

/** How many characters at the end may be the start of a mark; Escape alone, or with one more key, is a key. */
function partialMark(text: string): number {
  for (let length = Math.min(start.length - 1, text.length); length > 2; length -= 1) {
    if (start.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
