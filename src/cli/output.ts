import type { ColorOptions } from './color.ts';
import type { CommandContext, OutputStream } from './command-context.ts';

export const outputFormats = ['plain', 'table', 'json', 'ndjson', 'name', 'raw'] as const;

export type OutputFormat = (typeof outputFormats)[number];

export interface OutputOptions extends ColorOptions {
  /** Undefined lets the command choose by where its output goes. */
  readonly output?: OutputFormat;
  readonly quiet?: boolean;
}

/** Resolves when the stream takes more, so that a slow reader slows the command down. */
export async function write(stream: OutputStream, chunk: string | Uint8Array): Promise<void> {
  if (chunk.length === 0 || stream.write(chunk)) return;
  await new Promise<void>((resolve, reject) => {
    const onDrain = (): void => {
      stream.off('error', onError);
      resolve();
    };
    const onError = (error: Error): void => {
      stream.off('drain', onDrain);
      reject(error);
    };
    stream.once('drain', onDrain).once('error', onError);
  });
}

/** What a command did: text for people (nothing under --quiet), `record` as one line of JSON for programs. */
export async function printResult(
  context: CommandContext,
  options: OutputOptions,
  result: { readonly text: string; readonly record: object },
): Promise<void> {
  if (isJson(options.output)) await write(context.stdout, `${JSON.stringify(result.record)}\n`);
  else if (!options.quiet) await write(context.stdout, `${result.text}\n`);
}

export function isJson(format: OutputFormat | undefined): boolean {
  return format === 'json' || format === 'ndjson';
}

export function isOutputFormat(text: string): text is OutputFormat {
  return outputFormats.some((format) => format === text);
}
