import { Argument, type Command } from 'commander';
import type { RequestId } from '../../client/kv-api.ts';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { outcomeFields, textOfResult } from '../operation-output.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { parseRequestId } from '../request-id-argument.ts';

interface OutcomeOptions extends ConnectionOptions, OutputOptions {}

export function registerOutcome(program: Command, context: CommandContext): void {
  const command = program.command('outcome').optionsGroup('Command:');
  const id = new Argument('<id>', 'the request id, as the error or --request-id has it');
  command.addArgument(id.argParser(parseRequestId));
  addHelp(command, {
    sentence: 'Tell what became of a write, for as long as the cluster remembers it.',
    examples: ['mokv outcome job-42', 'mokv outcome 4f0c2a61-3d2e-4c55-9a0e-51f2b8a7d0c9/1 -j'],
    exitCodes: [0, 2, 3, 4, 5, 6],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((request: RequestId, options: OutcomeOptions) =>
    outcome(context, request, options),
  );
}

async function outcome(
  context: CommandContext,
  request: RequestId,
  options: OutcomeOptions,
): Promise<void> {
  const found = await withClient(context, options, (client, call) => client.outcome(request, call));
  const name = `${request.client}/${request.sequence}`;
  if (!found.known) {
    throw new MokvError('NOT_FOUND', `no write ${quoted(name)} is known`, {
      hint: 'it was not applied, or so long ago that it is forgotten',
    });
  }
  const { result } = found;
  // As the write itself would have ended.
  if (result.type === 'failure') throw result.error;
  const text = result.type === 'get' ? 'OK' : textOfResult(result);
  await printResult(context, options, { text, record: { id: name, ...outcomeFields(result) } });
}
