import type { Command } from 'commander';
import type { TxnResult } from '../../client/kv-api.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { readDocument } from '../input-lines.ts';
import { lineOfResult, recordOfResult } from '../operation-output.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import type { ParsedTransaction } from '../parse-operation.ts';
import { addRequestIdOption, doneText, type RequestIdOptions } from '../write-options.ts';

interface TxnOptions extends ConnectionOptions, OutputOptions, RequestIdOptions {}

export function registerTxn(program: Command, context: CommandContext): void {
  const command = program.command('txn').argument('[file]', 'YAML or JSON; - or none: stdin');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence:
      'Compare keys, then do one of two lists of operations, at one revision or not at all.',
    examples: ['mokv txn move.yaml', 'mokv txn - -j < move.yaml'],
    exitCodes: [0, 2, 4, 5, 6, 7],
  });
  addRequestIdOption(command);
  command.addHelpText('after', `\n${formatHelp}`);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((file: string | undefined, options: TxnOptions) => txn(context, file, options));
}

const formatHelp = `The file, in which every list may be missing:
  compares:                          # all must hold
    - {key: cfg/a, rev: 48213}       # its last change; 0: it does not exist
    - {key: cfg/b, exists: true}
    - {key: cfg/c, value: on, is: not-equal}
                                     # rev create_rev version value value_b64;
                                     # is: equal (the default), not-equal, less, greater
  then:                              # done when they do
    - {op: set, key: cfg/a, value: two, ttl: 30s}
    - {op: delete, key: cfg/b}
    - {op: delete_range, prefix: tmp/}
    - {op: touch, key: cfg/c, ttl: 1h}
  else:                              # done when one does not; then the exit code is 4
    - {op: get, key: cfg/a}
A value of bytes stands under value_b64.`;

async function txn(
  context: CommandContext,
  file: string | undefined,
  options: TxnOptions,
): Promise<void> {
  const transaction = await transactionOf(await readDocument(context, file));
  const { requestId } = options;
  const result = await withClient(context, options, (client, call) =>
    client.txn(transaction, { ...call, requestId }),
  );
  await print(context, options, transaction, result);
  if (result.succeeded) return;
  throw new MokvError('CONDITION_FAILED', 'a comparison does not hold', {
    hint: transaction.failure.length === 0 ? undefined : 'the operations of "else" were done',
  });
}

async function transactionOf(text: string): Promise<ParsedTransaction> {
  const [{ malformedDocument, parseTextDocument }, { parseTransaction }] = await Promise.all([
    import('../parse-text-document.ts'),
    import('../parse-operation.ts'),
  ]);
  const document = parseTextDocument(text, 'the transaction') ?? {};
  try {
    return parseTransaction(document);
  } catch (error) {
    throw error instanceof MokvError ? malformedDocument('the transaction', error) : error;
  }
}

async function print(
  { stdout }: CommandContext,
  options: TxnOptions,
  { success, failure }: ParsedTransaction,
  { succeeded, revision, results }: TxnResult,
): Promise<void> {
  const operations = succeeded ? success : failure;
  if (isJson(options.output)) {
    const records = operations.flatMap((operation, index) => {
      const result = results[index];
      return result === undefined ? [] : [recordOfResult(operation, result)];
    });
    const record = { succeeded, rev: revision, results: records };
    await write(stdout, `${JSON.stringify(record)}\n`);
    return;
  }
  if (options.quiet) return;
  for (const result of results) await write(stdout, lineOfResult(result, stdout));
  if (succeeded && results.length === 0) await write(stdout, `${doneText(revision)}\n`);
}
