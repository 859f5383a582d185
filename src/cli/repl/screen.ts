import { Writable } from 'node:stream';
import type { OutputStream } from '../command-context.ts';

/** What commands wrote on the last line of the terminal, through either stream, and that has no end yet. */
export class Screen {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  #lastLine = '';

  constructor(stdout: OutputStream, stderr: OutputStream) {
    this.stdout = new WatchedStream(stdout, (text) => this.#see(text));
    this.stderr = new WatchedStream(stderr, (text) => this.#see(text));
  }

  /** What a prompt must not overwrite. */
  get lastLine(): string {
    return this.#lastLine;
  }

  /** Begins a new line unless the cursor is on one. */
  freshLine(): void {
    if (this.#lastLine !== '') this.stdout.write('\n');
  }

  /** The line editor has drawn the last line, and ended it. */
  forgetLastLine(): void {
    this.#lastLine = '';
  }

  #see(text: string): void {
    const at = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    this.#lastLine = at < 0 ? this.#lastLine + text : text.slice(at + 1);
  }
}

class WatchedStream extends Writable {
  readonly #target: OutputStream;
  readonly #see: (text: string) => void;

  constructor(target: OutputStream, see: (text: string) => void) {
    super();
    this.#target = target;
    this.#see = see;
  }

  get isTTY(): boolean {
    return this.#target.isTTY ?? false;
  }

  get columns(): number {
    return this.#target.columns ?? 80;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#see(chunk.toString());
    // At once: what the line editor writes next must come behind it.
    if (this.#target.write(chunk)) done();
    else this.#target.once('drain', done);
  }
}
