import type { ChalkInstance } from 'chalk';
import type { OutputStream } from '../command-context.ts';
import type { Answers } from './answers.ts';
import { completeLine } from './complete.ts';
import { hintFor } from './hint.ts';
import type { History } from './history.ts';
import { LineEditor } from './line-editor.ts';
import { LinkWatch } from './link-watch.ts';
import { bracketedPaste } from './paste-filter.ts';
import { PastedText } from './pasted-text.ts';
import { type Link, promptText } from './prompt.ts';
import { wordsOf } from './run-script.ts';
import type { Screen } from './screen.ts';
import type { Session } from './session.ts';
import { splitText } from './split-line.ts';
import { type Keyboard, TerminalInput } from './terminal-input.ts';

const limits = {
  /** For the first prompt to name the node; later ones follow when it answers. */
  firstAnswerMs: 1000,
} as const;

const continuationPrompt = '... ';

export interface InteractiveShellOptions {
  readonly session: Session;
  readonly history: History;
  readonly screen: Screen;
  readonly paint: ChalkInstance;
  readonly input: Keyboard;
  /** The terminal itself, for the line editor. */
  readonly output: OutputStream;
  /** Ends the shell. */
  readonly signal: AbortSignal;
  report(error: unknown): Promise<void>;
}

/** Somebody at a terminal, a session, and what goes to and fro between them. */
export class InteractiveShell {
  readonly #options: InteractiveShellOptions;
  readonly #input: TerminalInput;
  readonly #editor: LineEditor;
  readonly #watch: LinkWatch;
  readonly #pasted = new PastedText();
  readonly #over = Promise.withResolvers<void>();
  readonly #lines: string[] = [];
  /** Lines that wait for the end of a quote. */
  #unfinished = '';
  /** Stops the commands that run; undefined while none do. */
  #running: AbortController | undefined;
  /** The command that waits for a line. */
  #asking: Answers | undefined;

  constructor(options: InteractiveShellOptions) {
    const { session, input, output } = options;
    this.#options = options;
    this.#input = new TerminalInput(input, {
      paste: (text) => this.#editor.insert(this.#pasted.shown(text)),
      interrupt: () => this.#interrupt(),
    });
    this.#editor = new LineEditor(this.#input, output, {
      line: (text) => this.#take(text),
      interrupt: () => this.#interrupt(),
      close: () => this.#leave(),
      complete: (line) => completeLine(session.context, this.#unfinished + line),
      hint: async (line) => (this.#showsHints ? hintFor(session.context, line) : ''),
    });
    this.#watch = new LinkWatch(session, (now, before) => this.#linkChanged(now, before));
  }

  /** Resolves when the user leaves or the signal comes. */
  async run(): Promise<void> {
    const { output, history, signal } = this.#options;
    const leave = (): void => this.#leave();
    signal.addEventListener('abort', leave, { once: true });
    this.#editor.history = history.entries;
    await this.#firstAnswer();
    output.write(bracketedPaste.on);
    this.#prompt();
    await this.#over.promise;
    signal.removeEventListener('abort', leave);
    this.#watch.close();
    this.#editor.close();
    this.#input.close();
    output.write(signal.aborted ? `${bracketedPaste.off}\n` : bracketedPaste.off);
  }

  /** A command reads its stdin: the next line is for it. */
  ask(answers: Answers): void {
    const { screen } = this.#options;
    this.#asking = answers;
    this.#editor.promptOver(screen.lastLine);
    this.#input.release();
  }

  clearScreen(): void {
    this.#editor.clearScreen();
  }

  async #firstAnswer(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, limits.firstAnswerMs);
    await Promise.race([this.#watch.refresh(), late.promise]);
    clearTimeout(timer);
  }

  #take(text: string): void {
    const { history, screen } = this.#options;
    // Node's own list has the line as it was typed; the history decides what of it stays.
    this.#editor.history = history.entries;
    screen.forgetLastLine();
    if (this.#asking !== undefined) {
      this.#input.hold();
      this.#answer(text);
      return;
    }
    this.#lines.push(text);
    if (this.#running === undefined) void this.#runLines();
  }

  #answer(line: string | undefined): void {
    const asking = this.#asking;
    this.#asking = undefined;
    asking?.answer(line);
  }

  async #runLines(): Promise<void> {
    this.#input.hold();
    for (;;) {
      const line = this.#lines.shift();
      if (line === undefined || this.#options.session.isOver) break;
      const text = this.#unfinished + this.#pasted.expand(line);
      const { commands, open } = splitText(text);
      this.#unfinished = open === undefined ? '' : `${text}\n`;
      if (open === undefined) await this.#runEntry(text, wordsOf(commands));
    }
    if (this.#options.session.isOver) return this.#leave();
    this.#prompt();
    this.#input.release();
  }

  async #runEntry(text: string, commands: readonly (readonly string[])[]): Promise<void> {
    const { session, history, screen, signal, report } = this.#options;
    await history.add(text).catch(report);
    this.#editor.history = history.entries;
    if (commands.length === 0) return;
    const running = new AbortController();
    this.#running = running;
    await session.run(commands, AbortSignal.any([running.signal, signal]));
    this.#running = undefined;
    this.#asking = undefined;
    screen.freshLine();
    screen.forgetLastLine();
    void this.#watch.refresh();
  }

  /** Ctrl-C: stops what runs, or abandons what was typed. */
  #interrupt(): void {
    const { screen } = this.#options;
    if (this.#running !== undefined) {
      if (this.#asking === undefined) screen.stdout.write('^C\n');
      else this.#editor.abandonLine();
      screen.forgetLastLine();
      this.#lines.length = 0;
      this.#input.hold();
      this.#running.abort('SIGINT');
      return;
    }
    this.#unfinished = '';
    this.#editor.abandonLine();
    this.#prompt();
  }

  #prompt(): void {
    this.#editor.prompt(this.#promptText());
  }

  #promptText(): string {
    const { session, paint } = this.#options;
    if (this.#unfinished !== '') return continuationPrompt;
    const { production, context } = session.connection;
    const text = promptText({
      context: context.value,
      production,
      readOnly: session.settings.readonly === 'on',
      isInTransaction: session.isInTransaction,
      link: this.#watch.link,
    });
    return production ? paint.red(text) : text;
  }

  get #showsHints(): boolean {
    const isEntry = this.#asking === undefined && this.#unfinished === '';
    return isEntry && this.#options.session.settings.hints === 'on';
  }

  #linkChanged(now: Link, before: Link): void {
    if (this.#running !== undefined || this.#options.session.isOver) return;
    const isBack = now.type === 'connected' && before.type === 'lost';
    if (isBack) this.#editor.printAbove(`connected to ${now.node} again\n`);
    this.#editor.changePrompt(this.#promptText());
  }

  #leave(): void {
    this.#options.session.leave();
    this.#running?.abort('SIGTERM');
    this.#answer(undefined);
    this.#over.resolve();
  }
}
