import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import { limits } from '../shared/limits.ts';
import type { CommandContext } from './command-context.ts';
import { checkText } from './key-argument.ts';

export interface ValueInput {
  /** The VALUE argument; undefined when it was not given. */
  readonly argument: string | undefined;
  /** True when the argument came after `--`. */
  readonly isLiteral: boolean;
  /** True when the input is Base64 text. */
  readonly isBase64: boolean;
}

export type ValueSource = Pick<CommandContext, 'stdin' | 'signal'>;

/**
 * The value to write: `-` or nothing is stdin byte for byte, `@file` a file, `@@x` the text `@x`,
 * anything after `--` and all else the text itself.
 */
export async function readValue(source: ValueSource, input: ValueInput): Promise<Uint8Array> {
  const bytes = await rawValue(source, input);
  const value = input.isBase64 ? decodeBase64(bytes) : bytes;
  if (value.length > limits.valueBytesMax) throw tooLong();
  return value;
}

async function rawValue(source: ValueSource, { argument, isLiteral }: ValueInput): Promise<Buffer> {
  if (argument === undefined || (argument === '-' && !isLiteral)) return readStdin(source);
  if (isLiteral || !argument.startsWith('@')) return Buffer.from(checkText('the value', argument));
  if (argument.startsWith('@@')) return Buffer.from(checkText('the value', argument.slice(1)));
  return readFileValue(argument.slice(1), source.signal);
}

async function readStdin({ stdin, signal }: ValueSource): Promise<Buffer> {
  if (stdin.isTTY) {
    throw new MokvError('USAGE', 'there is no value, and stdin is a terminal', {
      hint: 'give it as in: mokv set KEY VALUE, mokv set KEY @file, or mokv set KEY < file',
    });
  }
  return collect(stdin, signal);
}

async function readFileValue(file: string, signal: AbortSignal): Promise<Buffer> {
  try {
    return await collect(createReadStream(file), signal);
  } catch (error) {
    if (error instanceof MokvError) throw error;
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): MokvError {
  const { message } = fileErrorOf(error, 'read', file);
  return new MokvError('USAGE', message, {
    hint: `a value that starts with @ names a file; for the text itself write @@${file}`,
    cause: error,
  });
}

/** Reads to the end, but not more than a value may have in any encoding. */
async function collect(stream: Readable, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const stop = (): unknown => stream.destroy(new MokvError('CANCELLED', 'interrupted'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      sizeBytes += bytes.length;
      if (sizeBytes > 2 * limits.valueBytesMax) throw tooLong();
      chunks.push(bytes);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
}

function decodeBase64(text: Buffer): Buffer {
  const compact = text.toString('latin1').replace(/\s/g, '');
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(compact)) {
    return Buffer.from(compact, 'base64');
  }
  throw new MokvError('USAGE', 'the value is not Base64', {
    hint: 'leave out --base64 for plain text',
  });
}

function tooLong(): MokvError {
  return new MokvError('USAGE', 'the value is too long', {
    hint: `a value has at most ${limits.valueBytesMax} bytes`,
  });
}
