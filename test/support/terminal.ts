import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { until } from './poll.ts';

const run = promisify(execFile);

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string>>;
}

/** A program at a real terminal, which is tmux: what one sees there, and the keys. */
export class Terminal {
  readonly #socket: string;

  private constructor(socket: string) {
    this.#socket = socket;
  }

  /** Runs a shell command; the terminal stays when it has ended. */
  static async start(command: string, { columns, rows, env }: TerminalOptions): Promise<Terminal> {
    const terminal = new Terminal(`mokv-test-${randomBytes(6).toString('hex')}`);
    const variables = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
    const kept = `env -i PATH='${process.env.PATH}' TERM=tmux-256color LANG=C.UTF-8 ${variables.join(' ')}`;
    await terminal.#tmux(
      ...['-f', '/dev/null', '-u', 'new-session', '-d', '-x', `${columns}`, '-y', `${rows}`],
      `${kept} ${command}; echo "ended with $?"; exec cat`,
    );
    return terminal;
  }

  /** Keys by the names that tmux has for them. */
  async keys(...names: readonly string[]): Promise<void> {
    await this.#tmux('send-keys', ...names);
  }

  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', '--', text);
  }

  /** As the terminal's own paste does, with marks around it when the program asks for them. */
  async paste(text: string): Promise<void> {
    execFileSync('tmux', ['-L', this.#socket, 'load-buffer', '-'], { input: text });
    await this.#tmux('paste-buffer', '-p');
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`);
  }

  /** The lines on the screen, without the blanks at their ends and the empty lines behind them. */
  async screen(): Promise<string> {
    const { stdout } = await this.#tmux('capture-pane', '-p');
    return stdout.replace(/ +$/gm, '').trimEnd();
  }

  /** Resolves with the screen when it ends with this, the blanks at its end aside. */
  async ends(text: string): Promise<string> {
    let seen = '';
    try {
      return await until(JSON.stringify(text), async () => {
        seen = await this.screen();
        return seen.endsWith(text.trimEnd()) ? seen : undefined;
      });
    } catch (error) {
      throw new Error(`the screen does not end with ${JSON.stringify(text)}:\n${seen}`, {
        cause: error,
      });
    }
  }

  /** Resolves with the screen when it shows this. */
  async shows(text: string): Promise<string> {
    let seen = '';
    try {
      return await until(JSON.stringify(text), async () => {
        seen = await this.screen();
        return seen.includes(text) ? seen : undefined;
      });
    } catch (error) {
      throw new Error(`the screen does not show ${JSON.stringify(text)}:\n${seen}`, {
        cause: error,
      });
    }
  }

  /** "1 0": the alternate screen is on and the cursor is hidden. */
  async flags(): Promise<string> {
    const { stdout } = await this.#tmux('display', '-p', '#{alternate_on} #{cursor_flag}');
    return stdout.trim();
  }

  /** From now on what the program writes goes to this file as well, byte by byte. */
  async record(path: string): Promise<void> {
    await this.#tmux('pipe-pane', `cat > '${path}'`);
  }

  /** Of the program, while it runs. */
  async pid(): Promise<number> {
    const { stdout: shell } = await this.#tmux('list-panes', '-F', '#{pane_pid}');
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', shell.trim()]);
    return Number(stdout.trim());
  }

  async close(): Promise<void> {
    await this.#tmux('kill-server');
  }

  #tmux(...args: readonly string[]): Promise<{ readonly stdout: string }> {
    return run('tmux', ['-L', this.#socket, ...args]);
  }
}
