import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type TerminalInput as Input, PasteFilter } from './paste-filter.ts';

const interrupt = '\x03';

/** A terminal's stdin. */
export type Keyboard = Readable & { setRawMode(isRaw: boolean): unknown };

export interface TerminalInputEvents {
  /** Text was pasted, as one. */
  paste(text: string): void;
  /** Ctrl-C while the input is held. */
  interrupt(): void;
}

/**
 * The keyboard as the line editor reads it. While a command runs the input is held: keys wait, but for
 * Ctrl-C, which also drops those before it. What was pasted does not reach the line editor as keys.
 */
export class TerminalInput extends Readable {
  readonly isTTY = true;
  readonly #source: Keyboard;
  readonly #events: TerminalInputEvents;
  readonly #filter = new PasteFilter();
  readonly #decoder = new StringDecoder('utf8');
  #waiting: Input[] = [];
  #isHeld = false;

  constructor(source: Keyboard, events: TerminalInputEvents) {
    super({ encoding: 'utf8' });
    this.#source = source;
    this.#events = events;
    source.on('data', this.#take);
    source.on('end', () => this.push(null));
  }

  /** The line editor calls it. */
  setRawMode(isRaw: boolean): this {
    this.#source.setRawMode(isRaw);
    return this;
  }

  hold(): void {
    this.#isHeld = true;
  }

  /** Passes on what has waited, up to where the input is held again. */
  release(): void {
    this.#isHeld = false;
    const waiting = this.#waiting.splice(0);
    for (const input of waiting) this.#pass(input);
  }

  /** Lets go of the terminal. */
  close(): void {
    this.#source.off('data', this.#take);
    this.#source.setRawMode(false);
    this.#source.pause();
  }

  override _read(): void {}

  readonly #take = (chunk: Buffer): void => {
    for (const input of this.#filter.push(this.#decoder.write(chunk))) this.#pass(input);
  };

  #pass(input: Input): void {
    if (this.#isHeld) this.#keep(input);
    else if (input.type === 'paste') this.#events.paste(input.text);
    else this.#passKeys(input.text);
  }

  #keep(input: Input): void {
    const at = input.type === 'keys' ? input.text.lastIndexOf(interrupt) : -1;
    if (at < 0) {
      this.#waiting.push(input);
      return;
    }
    this.#waiting = [];
    const rest = input.text.slice(at + 1);
    if (rest !== '') this.#waiting.push({ type: 'keys', text: rest });
    this.#events.interrupt();
  }

  /**
   * Line by line: what stands behind a line may have to wait until its command is done. Tab comes alone:
   * among other keys Node takes it for pasted text.
   */
  #passKeys(text: string): void {
    const piece = /^(?:\t|[^\t\r\n]*[\r\n]|[^\t\r\n]+)/.exec(text)?.[0] ?? text;
    this.push(piece);
    const rest = text.slice(piece.length);
    if (rest !== '') this.#pass({ type: 'keys', text: rest });
  }
}
