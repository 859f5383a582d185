import { MokvError } from '../../shared/errors.ts';
import { type SplitText, splitText } from './split-line.ts';

/** Pieces of a text, cut anywhere. */
export type ScriptText = AsyncIterable<string | Uint8Array> | Iterable<string>;

const limits = {
  /** Commands that are under way at the same time. */
  togetherMax: 64,
} as const;

export interface ScriptRun {
  /** Runs commands one after the other, up to the first that fails, and gives its exit code. */
  readonly run: (commands: readonly (readonly string[])[]) => Promise<number>;
  /** Runs commands at the same time, prints in their order, and gives the exit code of the first that failed. */
  readonly runTogether: (commands: readonly (readonly string[])[]) => Promise<number>;
  /** The key that is all that a command is about; undefined when it must wait for the commands before it. */
  readonly keyOf: (words: readonly string[]) => string | undefined;
  /** Reports an error of the script itself and gives the exit code. */
  readonly report: (error: MokvError) => Promise<number>;
  /** Says where a script stopped. */
  readonly stopped: (line: number) => Promise<void>;
  /** Whether somebody asked the shell to end. */
  readonly isOver: () => boolean;
  /** Goes on behind errors; the exit code is that of the first. */
  readonly continues: boolean;
}

/** Runs the commands of a text as it comes, line by line, and gives the exit code: 0, or that of the first that failed. */
export async function runScript(chunks: ScriptText, script: ScriptRun): Promise<number> {
  let exit = 0;
  for await (const entries of stepsOf(chunks, script)) {
    const code = await runStep(entries, script);
    if (exit === 0) exit = code;
    if (script.isOver()) break;
    if (code === 0 || script.continues) continue;
    await script.stopped(entries[0].line);
    break;
  }
  return exit;
}

/** One entry, or several of one command each that run together. */
type Step = readonly [ScriptEntry, ...ScriptEntry[]];

async function* stepsOf(chunks: ScriptText, script: ScriptRun): AsyncGenerator<Step, void, void> {
  for await (const entries of entriesOf(chunks)) {
    let next = 0;
    for (;;) {
      const window = entries.slice(next, next + limits.togetherMax);
      const [first, ...others] = window.slice(0, togetherCount(window, script));
      if (first === undefined) break;
      yield [first, ...others];
      next += 1 + others.length;
    }
  }
}

function runStep(step: Step, script: ScriptRun): Promise<number> {
  const [{ commands, open }] = step;
  if (step.length > 1) return script.runTogether(step.flatMap((entry) => entry.commands));
  return open === undefined ? script.run(commands) : script.report(unclosed(open));
}

/**
 * How many of the first entries may run at the same time, because each is about another key: at least one.
 * Only where errors stop nothing: else what follows a command must wait to know that it did not fail.
 */
function togetherCount(entries: readonly ScriptEntry[], { continues, keyOf }: ScriptRun): number {
  const keys = new Set<string>();
  for (const { commands, open } of continues ? entries : []) {
    const [words = [], ...others] = commands;
    const key = open === undefined && others.length === 0 ? keyOf(words) : undefined;
    if (key === undefined || keys.has(key)) break;
    keys.add(key);
  }
  return Math.max(keys.size, 1);
}

interface ScriptEntry {
  readonly commands: readonly (readonly string[])[];
  /** Only of the last: what the end of the text left open. */
  readonly open: SplitText['open'];
  /** Where it starts, from 1. */
  readonly line: number;
}

/** The entries that each piece of the text completes. */
async function* entriesOf(chunks: ScriptText): AsyncGenerator<readonly ScriptEntry[], void, void> {
  let pending: string[] = [];
  let line = 0;
  for await (const lines of linesOf(chunks)) {
    const entries: ScriptEntry[] = [];
    for (const text of lines) {
      line += 1;
      pending.push(text);
      // A quote that is open can only end on a line that has one.
      if (pending.length > 1 && !/['"\\]/.test(text)) continue;
      const { commands, open } = splitText(pending.join('\n'));
      if (open !== undefined) continue;
      entries.push({ commands: wordsOf(commands), open, line: line - pending.length + 1 });
      pending = [];
    }
    yield entries;
  }
  if (pending.length === 0) return;
  const { commands, open } = splitText(pending.join('\n'));
  yield [{ commands: wordsOf(commands), open, line: line - pending.length + 1 }];
}

export function wordsOf(commands: SplitText['commands']): string[][] {
  return commands
    .filter((words) => words.length > 0)
    .map((words) => words.map(({ value }) => value));
}

/** The lines that each piece of the text completes. */
async function* linesOf(chunks: ScriptText): AsyncGenerator<readonly string[], void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

function unclosed(open: NonNullable<SplitText['open']>): MokvError {
  const what = open === '\\' ? 'a backslash' : `the quote ${open}`;
  return new MokvError('USAGE', `${what} at the end goes on with nothing`, {
    hint: 'close it, or put a backslash before it to mean the character itself',
  });
}
