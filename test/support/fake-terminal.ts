import { Socket } from 'node:net';
import type { Direction } from 'node:tty';
import headless from '@xterm/headless';

/** A terminal that understands what is written to it, of any size, with a keyboard. */
export class FakeTerminal {
  readonly stdout: ScreenStream;
  readonly stdin = new KeyboardStream();
  readonly #screen: InstanceType<typeof headless.Terminal>;

  constructor(columns: number, rows: number) {
    this.#screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.stdout = new ScreenStream(columns, rows, (text, done) => this.#screen.write(text, done));
  }

  press(keys: string): void {
    this.stdin.push(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.stdout.columns = columns;
    this.stdout.rows = rows;
    this.stdout.emit('resize');
  }

  /** Whether the alternate screen is on. */
  get isAlternate(): boolean {
    return this.#screen.buffer.active.type === 'alternate';
  }

  /** The lines on the screen, without the blanks at their ends and the empty lines behind them. */
  text(): string {
    return this.#lines((line) => line.translateToString(true))
      .join('\n')
      .trimEnd();
  }

  /** The same with ⟦…⟧ around what has a style, which stands behind the first bracket. */
  styledText(): string {
    return this.#lines((line) => styledLine(line, this.#screen.cols))
      .join('\n')
      .trimEnd();
  }

  #lines(textOf: (line: Line) => string): readonly string[] {
    const { active } = this.#screen.buffer;
    return Array.from({ length: this.#screen.rows }, (_, row) => {
      const line = active.getLine(active.viewportY + row);
      return line === undefined ? '' : textOf(line).trimEnd();
    });
  }
}

type Line = NonNullable<
  ReturnType<InstanceType<typeof headless.Terminal>['buffer']['active']['getLine']>
>;
type Cell = NonNullable<ReturnType<Line['getCell']>>;

function styledLine(line: Line, columns: number): string {
  let text = '';
  let style = '';
  for (let column = 0; column < columns; column += 1) {
    const cell = line.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const next = styleOf(cell);
    if (next !== style) {
      text += `${style === '' ? '' : '⟧'}${next === '' ? '' : `⟦${next}:`}`;
      style = next;
    }
    text += cell.getChars() || ' ';
  }
  return style === '' ? text : `${text}⟧`;
}

function styleOf(cell: Cell): string {
  return [
    cell.isFgPalette() ? `${cell.getFgColor()}` : '',
    cell.isBold() ? 'b' : '',
    cell.isDim() ? 'd' : '',
    cell.isInverse() ? 'i' : '',
  ].join('');
}

class ScreenStream extends Socket {
  readonly isTTY = true;
  columns: number;
  rows: number;
  /** Everything that was written. */
  written = '';
  readonly #show: (text: string, done: () => void) => void;

  constructor(columns: number, rows: number, show: (text: string, done: () => void) => void) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#show = show;
  }

  override write(
    chunk: Uint8Array | string,
    encodingOrDone?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const tell = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    this.written += text;
    // A terminal turns a line end into both of its parts.
    this.#show(text.replaceAll('\n', '\r\n'), () => tell?.());
    return true;
  }

  clearLine(_direction: Direction): boolean {
    return true;
  }

  clearScreenDown(): boolean {
    return true;
  }

  cursorTo(): boolean {
    return true;
  }

  moveCursor(): boolean {
    return true;
  }

  getColorDepth(): number {
    return 4;
  }

  hasColors(): boolean {
    return true;
  }

  getWindowSize(): [number, number] {
    return [this.columns, this.rows];
  }
}

class KeyboardStream extends Socket {
  readonly isTTY = true;
  isRaw = false;

  setRawMode(mode: boolean): this {
    this.isRaw = mode;
    return this;
  }

  override _read(): void {
    // Keys come when they are pressed.
  }
}
