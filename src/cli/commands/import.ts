import type { Command } from 'commander';
import type { ImportedItem, ImportResult } from '../../client/kv-api.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { count } from '../format-quantity.ts';
import { readLines } from '../input-lines.ts';
import { checkKey } from '../key-argument.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { parseExported } from '../parse-exported.ts';
import { createProgress, type Progress } from '../progress.ts';

interface ImportOptions extends ConnectionOptions, OutputOptions {
  readonly prefix?: string;
  readonly ifAbsent?: boolean;
  readonly dryRun?: boolean;
}

export function registerImport(program: Command, context: CommandContext): void {
  const command = program.command('import').argument('<file>', 'what export printed; -: stdin');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Set the keys of an export; when it breaks off, what was set stays.',
    examples: [
      'mokv import app.ndjson',
      'mokv import app.ndjson --prefix copy/ --dry-run',
      'mokv -c old export app/ | mokv -c new import - --if-absent',
    ],
    exitCodes: [0, 2, 5, 6, 7],
  });
  command.option('--prefix <prefix>', 'put this before every key');
  command.option('--if-absent', 'leave keys that exist as they are');
  command.option('--dry-run', 'check the file and say what would be written');
  addOutputOptions(command);
  addConnectionOptions(command, '10m');
  command.action((file: string, options: ImportOptions) => importKeys(context, file, options));
}

async function importKeys(
  context: CommandContext,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const { ifAbsent, dryRun = false } = options;
  const progress = createProgress(context, options, { label: 'importing', unit: 'keys' });
  const source = new ImportSource(context, options.prefix ?? '', progress);
  try {
    const result = await withClient(context, options, (client, call) =>
      client.import(source.items(file), { ...call, ifAbsent, dryRun }),
    );
    progress.end();
    await print(context, options, result, source.leased);
  } catch (error) {
    throw source.failure ?? error;
  } finally {
    progress.end();
  }
}

/** The items of a file as they are to be set. */
class ImportSource {
  /** Left out, because they belong to a lease. */
  leased = 0;
  /** What ended the reading: the call ends because of it, but with another error. */
  failure: unknown;
  readonly #context: CommandContext;
  readonly #prefix: string;
  readonly #progress: Progress;

  constructor(context: CommandContext, prefix: string, progress: Progress) {
    this.#context = context;
    this.#prefix = prefix;
    this.#progress = progress;
  }

  async *items(file: string): AsyncGenerator<ImportedItem, void, void> {
    try {
      for await (const line of readLines(this.#context, file)) {
        const item = parseExported(line);
        if (item === undefined) {
          this.leased += 1;
          continue;
        }
        yield { ...item, key: checkKey(`${this.#prefix}${item.key}`) };
        this.#progress.add(1);
      }
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

async function print(
  context: CommandContext,
  options: ImportOptions,
  { written, skipped, revision }: ImportResult,
  leased: number,
): Promise<void> {
  const { dryRun } = options;
  const parts = [
    ...(skipped === 0 ? [] : [`${skipped} left as they were`]),
    ...(leased === 0 ? [] : [`${leased} of leases left out`]),
    ...(dryRun ? [] : [`rev ${revision}`]),
  ];
  const done = `${dryRun ? 'would write' : 'OK'} ${count(written, 'key')}`;
  await printResult(context, options, {
    text: [done, ...parts].join(', '),
    record: { written, skipped, leased, rev: revision, ...(dryRun ? { dry_run: true } : {}) },
  });
}
