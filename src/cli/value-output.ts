import { isUtf8 } from 'node:buffer';
import { type Command, Option } from 'commander';
import type { OutputStream } from './command-context.ts';
import { escapeBytes } from './escape-control.ts';
import type { OutputOptions } from './output.ts';
import { addFormatFlag } from './output-options.ts';

export interface ValueOutputOptions extends OutputOptions {
  readonly base64?: boolean;
  readonly hex?: boolean;
}

/** Adds the flags that choose how a value is written. */
export function addValueOutputOptions(command: Command): Command {
  command.optionsGroup('Output:');
  const raw = new Option('--raw', 'exact bytes even on a terminal').conflicts('json');
  addFormatFlag(command, raw, 'raw');
  const notWith = ['raw', 'json', 'output'];
  command.addOption(new Option('--base64', 'values as Base64').conflicts([...notWith, 'hex']));
  return command.addOption(new Option('--hex', 'values as hexadecimal').conflicts(notWith));
}

/**
 * A value for stdout: its exact bytes, or text without control characters when a terminal would
 * act on them.
 */
export function renderValue(
  value: Uint8Array,
  options: ValueOutputOptions,
  { isTTY }: OutputStream,
): string | Uint8Array {
  if (options.base64) return bufferOf(value).toString('base64');
  if (options.hex) return bufferOf(value).toString('hex');
  return isTTY && options.output !== 'raw' ? escapeBytes(value) : value;
}

/** The JSON fields of a value: `value` as text, or `value_b64` when it is not UTF-8. */
export function valueFields(value: Uint8Array): { value: string } | { value_b64: string } {
  return isUtf8(value)
    ? { value: bufferOf(value).toString('utf8') }
    : { value_b64: bufferOf(value).toString('base64') };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
