import type { Operation, OperationResult, TxnResult } from '../../client/kv-api.ts';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { CommandContext } from '../command-context.ts';
import { withClient } from '../connection-options.ts';
import { findCommand } from '../find-command.ts';
import { checkKey } from '../key-argument.ts';
import { isJson, isOutputFormat, write } from '../output.ts';
import { readValue } from '../value-input.ts';
import { renderValue, valueFields } from '../value-output.ts';

const limits = {
  /** As the server has it. */
  operationsMax: 128,
  timeoutMs: 5000,
} as const;

/** What stands between `multi` and `exec`: done at one revision, or not at all. */
export class ShellTransaction {
  readonly #operations: KeyOperation[] = [];

  /** Takes a `set KEY VALUE`, `get KEY` or `delete KEY...` for later; USAGE for anything else. */
  async add(context: CommandContext, words: readonly string[]): Promise<void> {
    const operations = await operationsOf(context, words);
    if (this.#operations.length + operations.length > limits.operationsMax) {
      throw new MokvError('USAGE', `a transaction has at most ${limits.operationsMax} operations`, {
        hint: "'exec' sends what there is, 'discard' forgets it",
      });
    }
    this.#operations.push(...operations);
  }

  /** Sends what was collected, and prints what came of each operation. */
  async execute(context: CommandContext): Promise<void> {
    if (this.#operations.length === 0) return;
    const { results } = await send(context, this.#operations);
    for (const [index, result] of results.entries()) {
      await print(context, this.#operations[index]?.key ?? '', result);
    }
  }
}

type KeyOperation = Extract<Operation, { readonly key: string }>;

async function operationsOf(
  context: CommandContext,
  words: readonly string[],
): Promise<readonly KeyOperation[]> {
  const [first = '', ...operands] = words;
  const name = findCommand(context, first)?.name;
  const isPlain = operands.every((word) => !word.startsWith('-'));
  const [key = '', argument] = operands;
  if (isPlain && name === 'get' && operands.length === 1) {
    return [{ type: 'get', key: checkKey(key) }];
  }
  if (isPlain && name === 'delete' && operands.length > 0) {
    return operands.map((one) => ({ type: 'delete', key: checkKey(one) }));
  }
  if (isPlain && name === 'set' && operands.length === 2) {
    const value = await readValue(context, { argument, isLiteral: false, isBase64: false });
    return [{ type: 'set', key: checkKey(key), value }];
  }
  throw new MokvError('USAGE', `${quoted(words.join(' '))} cannot stand in a transaction`, {
    hint: 'set KEY VALUE, get KEY and delete KEY... can, without flags',
  });
}

function send(context: CommandContext, operations: readonly Operation[]): Promise<TxnResult> {
  return withClient(context, { timeout: limits.timeoutMs }, (client, call) =>
    client.txn({ compares: [], success: operations, failure: [] }, call),
  );
}

async function print(context: CommandContext, key: string, result: OperationResult): Promise<void> {
  const { stdout, stderr, environment } = context;
  const { output = 'plain' } = environment;
  if (isOutputFormat(output) && isJson(output)) {
    await write(stdout, `${JSON.stringify(recordOf(key, result))}\n`);
    return;
  }
  switch (result.type) {
    case 'get':
      await write(stdout, renderValue(result.value, {}, stdout));
      return write(stdout, '\n');
    case 'failure':
      return write(stderr, `mokv: ${result.error.message}\n`);
    case 'set':
    case 'delete':
    case 'deleteRange':
    case 'touch':
      return write(stdout, 'OK\n');
  }
}

function recordOf(key: string, result: OperationResult): object {
  switch (result.type) {
    case 'get':
      return { op: 'get', key, ...valueFields(result.value) };
    case 'failure':
      return { op: 'get', key, error: { code: result.error.code, message: result.error.message } };
    case 'set':
    case 'delete':
    case 'deleteRange':
    case 'touch':
      return { op: result.type, key };
  }
}
