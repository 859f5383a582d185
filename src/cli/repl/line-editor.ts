import { cursorTo, moveCursor } from 'node:readline';
import { type REPLServer, start } from 'node:repl';
import type { OutputStream } from '../command-context.ts';
import type { TerminalInput } from './terminal-input.ts';

export interface LineEditorEvents {
  line(text: string): void;
  /** Ctrl-C. */
  interrupt(): void;
  /** Ctrl-D on an empty line, or the end of the input. */
  close(): void;
  complete(
    line: string,
  ): Promise<{ readonly candidates: readonly string[]; readonly typed: string }>;
  /** Behind each key, when the cursor is at the end of the line. */
  hint(line: string): Promise<string>;
}

/** What Node's types leave out, in all versions that mokv runs on. */
type Server = REPLServer & {
  /** The newest first. */
  history: string[];
  /** How many rows the cursor is below the start of the prompt. */
  prevRows: number;
  clearLine(): void;
};

/**
 * Node's REPL as an editor of lines: keys, history, search with Ctrl-R and completion are its, what a line
 * means is not. Its own handling of lines and of Ctrl-C is taken away: it would run a line while another
 * runs, and leave after two Ctrl-C.
 */
export class LineEditor {
  readonly #server: Server;
  readonly #output: OutputStream;
  readonly #events: LineEditorEvents;
  #isSearching = false;
  #hintTurn = 0;

  constructor(input: TerminalInput, output: OutputStream, events: LineEditorEvents) {
    this.#output = output;
    this.#events = events;
    this.#server = start({
      prompt: '',
      input,
      output,
      terminal: true,
      useColors: false,
      preview: false,
      eval: () => undefined,
      completer: (line: string, done: Completed) => void this.#complete(line, done),
    }) as Server;
    this.#server.removeAllListeners('line').on('line', (text: string) => events.line(text));
    this.#server.removeAllListeners('SIGINT').on('SIGINT', () => events.interrupt());
    this.#server.on('close', () => events.close());
    input.prependListener('keypress', () => this.#clearHint());
    input.on('keypress', (text: string | undefined, key: Key) => this.#onKey(text, key));
  }

  get line(): string {
    return this.#server.line;
  }

  set history(entries: readonly string[]) {
    this.#server.history = [...entries];
  }

  /** Shows the prompt on the line of the cursor, with what has been typed. */
  prompt(text: string): void {
    this.#server.setPrompt(text);
    this.#server.prompt(true);
  }

  /** Shows a prompt that stands on the screen already, on the line of the cursor and those above. */
  promptOver(text: string): void {
    this.#server.setPrompt(text);
    this.#server.prevRows = this.#server.getCursorPos().rows;
    this.#server.prompt(true);
  }

  /** Changes the prompt under the hands of somebody who types. */
  changePrompt(text: string): void {
    this.#server.setPrompt(text);
    if (!this.#isSearching) this.#server.prompt(true);
  }

  /** Puts text where the cursor is, as if it had been typed. */
  insert(text: string): void {
    this.#server.write(text);
  }

  /** Leaves the line as it is on the screen, and begins an empty one. */
  abandonLine(): void {
    if (this.#isAtEnd()) this.#output.write('^C');
    this.#server.clearLine();
  }

  /** Prints whole lines above the prompt. */
  printAbove(text: string): void {
    moveCursor(this.#output, 0, -this.#server.getCursorPos().rows);
    cursorTo(this.#output, 0);
    this.#output.write(`\x1b[J${text}`);
    this.#server.prevRows = 0;
    this.#server.prompt(true);
  }

  clearScreen(): void {
    this.#output.write('\x1b[H\x1b[2J');
  }

  close(): void {
    this.#server.close();
  }

  async #complete(line: string, done: Completed): Promise<void> {
    const { candidates, typed } = await this.#events.complete(line);
    done(null, [[...candidates], typed]);
    // When the editor has inserted it.
    setImmediate(() => void this.#showHint());
  }

  #onKey(text: string | undefined, key: Key): void {
    this.#isSearching = isSearchKey(key) || (this.#isSearching && staysInSearch(text, key));
    void this.#showHint();
  }

  #clearHint(): void {
    this.#hintTurn += 1;
    if (!this.#isSearching && this.#isAtEnd()) this.#output.write('\x1b[J');
  }

  async #showHint(): Promise<void> {
    const turn = this.#hintTurn;
    const { line } = this.#server;
    if (this.#isSearching || line === '' || !this.#isAtEnd()) return;
    const hint = await this.#events.hint(line);
    const room = (this.#output.columns ?? 80) - this.#server.getCursorPos().cols - 1;
    const shown = hint.slice(0, Math.max(room, 0));
    if (shown === '' || turn !== this.#hintTurn) return;
    this.#output.write(`\x1b[2m${shown}\x1b[22m\x1b[${shown.length}D`);
  }

  #isAtEnd(): boolean {
    return this.#server.cursor === this.#server.line.length;
  }
}

type Completed = (error: Error | null, result: [string[], string]) => void;

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
}

function isSearchKey({ ctrl, name }: Key): boolean {
  return Boolean(ctrl) && (name === 'r' || name === 's');
}

/** As Node's own search has it: what is typed goes on with it, every other key ends it. */
function staysInSearch(text: string | undefined, { ctrl, meta, name }: Key): boolean {
  if (name === 'backspace' || (ctrl && (name === 'h' || name === 'w'))) return true;
  const ends = ctrl || meta || name === 'return' || name === 'enter' || name === 'escape';
  return !ends && text !== undefined && text !== '';
}
