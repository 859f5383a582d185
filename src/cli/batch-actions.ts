import type { CallOptions, OperationResult } from '../client/kv-api.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError, messageOf } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { BufferedOutput } from './buffered-output.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { exitCodeOf } from './exit-codes.ts';
import { type InputLine, readLines } from './input-lines.ts';
import { checkKey } from './key-argument.ts';
import { lineOfResult, recordOfResult } from './operation-output.ts';
import { isJson, type OutputOptions, write } from './output.ts';
import { type LoneOperation, parseOperation } from './parse-operation.ts';
import { splitText } from './repl/split-line.ts';
import { ReportedExit } from './reported-exit.ts';

export type BatchOptions = ConnectionOptions & OutputOptions;

const limits = {
  /** Operations under way: as many as a server takes of one client. */
  openMax: 1024,
} as const;

/** Does operations as they come, many at a time, and prints what became of them in their order. */
export async function runBatch(
  context: CommandContext,
  file: string | undefined,
  options: BatchOptions,
): Promise<void> {
  const printer = new ResultPrinter(context, options);
  await withClient(context, options, async (client) => {
    const open: Promise<void>[] = [];
    try {
      for await (const line of readLines(context, file)) {
        const operation = operationIn(line);
        const call = { deadline: Date.now() + options.timeout, signal: context.signal };
        open.push(printer.print(line, operation, perform(client, operation, call)));
        if (open.length >= limits.openMax) await open.shift();
      }
    } finally {
      await printer.end();
    }
  });
  if (context.signal.aborted) throw new MokvError('CANCELLED', 'interrupted');
  if (printer.firstFailure !== undefined) throw new ReportedExit(printer.firstFailure);
}

/** USAGE names the line. */
function operationIn({ number, text }: InputLine): LoneOperation {
  try {
    return text.trimStart().startsWith('{')
      ? parseOperation(JSON.parse(text))
      : operationOfWords(text);
  } catch (error) {
    throw malformedLine(number, error);
  }
}

function malformedLine(number: number, cause: unknown): MokvError {
  const hint = cause instanceof MokvError ? cause.hint : undefined;
  return new MokvError('USAGE', `line ${number}: ${messageOf(cause)}`, {
    hint: hint ?? "see 'mokv batch --help'; the lines before it are done",
    cause,
  });
}

function operationOfWords(text: string): LoneOperation {
  const { commands, open } = splitText(text);
  const [words = [], ...others] = commands.filter((command) => command.length > 0);
  const [name, key = '', value, ...rest] = words.map((word) => word.value);
  const isOne = others.length === 0 && rest.length === 0 && open === undefined;
  if (isOne && name === 'set' && value !== undefined) {
    return { type: 'set', key: checkKey(key), value: Buffer.from(value) };
  }
  if (isOne && name === 'get' && value === undefined) return { type: 'get', key: checkKey(key) };
  if (isOne && name === 'delete' && value === undefined) {
    return { type: 'delete', key: checkKey(key) };
  }
  throw new MokvError('USAGE', `${quoted(text)} is no operation`, {
    hint: 'set KEY VALUE, get KEY and delete KEY are, and JSON',
  });
}

async function perform(
  client: KvClient,
  operation: LoneOperation,
  call: CallOptions,
): Promise<OperationResult> {
  try {
    return await performed(client, operation, call);
  } catch (error) {
    if (error instanceof MokvError) return { type: 'failure', error };
    throw error;
  }
}

async function performed(
  client: KvClient,
  operation: LoneOperation,
  call: CallOptions,
): Promise<OperationResult> {
  switch (operation.type) {
    case 'get':
      return { type: 'get', ...(await client.get(operation.key, call)) };
    case 'set': {
      const { type, key, value, ...options } = operation;
      return { type, ...(await client.set(key, value, { ...options, ...call })) };
    }
    case 'delete': {
      const { type, key, ...options } = operation;
      return { type, ...(await client.delete(key, { ...options, ...call })) };
    }
    case 'touch': {
      const { type, key, ttlMs } = operation;
      return { type, ...(await client.touch(key, ttlMs, call)) };
    }
  }
}

/** Prints results in the order in which the operations came. */
class ResultPrinter {
  /** The exit code of the first operation that failed. */
  firstFailure: number | undefined;
  readonly #context: CommandContext;
  readonly #options: BatchOptions;
  readonly #output: BufferedOutput;
  #printed: Promise<void> = Promise.resolve();
  #open = 0;

  constructor(context: CommandContext, options: BatchOptions) {
    this.#context = context;
    this.#options = options;
    this.#output = new BufferedOutput(context.stdout);
  }

  print(
    line: InputLine,
    operation: LoneOperation,
    result: Promise<OperationResult>,
  ): Promise<void> {
    this.#open += 1;
    this.#printed = this.#printed.then(async () => this.#take(line, operation, await result));
    // It is waited for later, perhaps long after it failed.
    this.#printed.catch(() => undefined);
    return this.#printed;
  }

  async end(): Promise<void> {
    await this.#printed;
    await this.#output.flush();
  }

  async #take(
    { number }: InputLine,
    operation: LoneOperation,
    result: OperationResult,
  ): Promise<void> {
    const { stdout, stderr } = this.#context;
    this.#open -= 1;
    if (result.type === 'failure') {
      this.firstFailure ??= exitCodeOf(result.error.code, 'client');
      await write(stderr, `mokv: line ${number}: ${escapeLine(result.error.message)}\n`);
    }
    if (isJson(this.#options.output)) {
      const record = { line: number, ...recordOfResult(operation, result) };
      await this.#output.add(`${JSON.stringify(record)}\n`);
    } else if (!this.#options.quiet || result.type === 'get') {
      await this.#output.add(lineOfResult(result, stdout));
    }
    if (this.#open === 0) await this.#output.flush();
  }
}
