import type { Command } from 'commander';
import type { Item } from '../../client/kv-api.ts';
import { BufferedOutput } from '../buffered-output.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { metaFields } from '../item-fields.ts';
import { underPrefix } from '../key-range.ts';
import type { OutputOptions } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { createProgress } from '../progress.ts';
import { valueFields } from '../value-output.ts';

interface ExportOptions extends ConnectionOptions, OutputOptions {}

export function registerExport(program: Command, context: CommandContext): void {
  const command = program
    .command('export')
    .argument('[prefix]', 'only keys that start with this', '')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Print keys with all there is to know about them, one JSON document on each line.',
    examples: [
      'mokv export > all.ndjson',
      'mokv export app/ > app.ndjson',
      'mokv -c old export app/ | mokv -c new import -',
    ],
    exitCodes: [0, 1, 2, 5, 6],
  });
  command.addHelpText('after', `\n${consistencyHelp}`);
  addOutputOptions(command, ['json', 'ndjson']);
  addConnectionOptions(command, '10m');
  command.action((prefix: string, options: ExportOptions) => exportKeys(context, prefix, options));
}

const consistencyHelp = `All keys are from one revision. Only an export that ends with exit code 0 is whole.
Keys of leases (locks, elections) are there with their lease_id, and import leaves them out.`;

async function exportKeys(
  context: CommandContext,
  prefix: string,
  options: ExportOptions,
): Promise<void> {
  const output = new BufferedOutput(context.stdout);
  const progress = createProgress(context, options, { label: 'exporting', unit: 'keys' });
  try {
    await withClient(context, options, async (client, call) => {
      for await (const entry of client.rangeAll(underPrefix(prefix), call)) {
        if (entry.type === 'group') continue;
        await output.add(`${JSON.stringify(exportedItem(entry, Date.now()))}\n`);
        progress.add(1);
      }
    });
    await output.flush();
  } finally {
    progress.end();
  }
}

/** What remains of the time of a key goes along, because its end may be long ago when it is imported. */
function exportedItem(item: Item, now: number): object {
  const { key, value, expiresAtMs } = item;
  const ttl = expiresAtMs === undefined ? {} : { ttl_ms: Math.max(expiresAtMs - now, 1) };
  return { key, ...valueFields(value), ...metaFields(item), ...ttl };
}
