import { Readable } from 'node:stream';

/** The stdin of a command in a shell: somebody is asked for a line when the command reads. */
export class Answers extends Readable {
  readonly isTTY = true;
  readonly #ask: (answers: Answers) => void;

  constructor(ask: (answers: Answers) => void) {
    super();
    this.#ask = ask;
  }

  /** Undefined ends the input. */
  answer(line: string | undefined): void {
    this.push(line === undefined ? null : `${line}\n`);
  }

  override _read(): void {
    this.#ask(this);
  }
}
