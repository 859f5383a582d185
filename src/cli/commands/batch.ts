import type { Command } from 'commander';
import { type BatchOptions, runBatch } from '../batch-actions.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { addOutputOptions } from '../output-options.ts';

export function registerBatch(program: Command, context: CommandContext): void {
  const command = program
    .command('batch')
    .argument('[file]', 'operations, one on each line; - or none: stdin');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence:
      'Do many operations as fast as the server does them, each on its own; --timeout is for each.',
    examples: [
      'mokv batch operations.txt',
      "printf 'set a 1\\nset b 2\\nget a\\n' | mokv batch",
      'mokv batch - -o ndjson < operations.ndjson',
    ],
    exitCodes: [0, 1, 2, 3, 4, 5, 6, 7],
  });
  command.addHelpText('after', `\n${formatHelp}`);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((file: string | undefined, options: BatchOptions) =>
    runBatch(context, file, options),
  );
}

const formatHelp = `A line is  set KEY VALUE,  get KEY,  delete KEY  (quotes as in a shell), or JSON:
  {"op":"set","key":"a","value":"1","ttl":"30s","if_rev":7,"request_id":"job-1/7"}
  {"op":"set","key":"a","value_b64":"AP8=","if_absent":true}
  {"op":"delete","key":"a","if_value":"1"}
  {"op":"get","key":"a"}    {"op":"touch","key":"a","ttl":"1h"}
Each line has one line of output, in the same order. What is about one key is done in order.
One that fails does not stop the others; the exit code is that of the first that failed.
A malformed line stops the reading: what stands before it is done.`;
