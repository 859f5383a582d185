import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import type { CommandContext } from './command-context.ts';

const limits = {
  /** Room for a value of 1 MiB in any way that JSON can write it. */
  lineBytesMax: 8 * 1024 * 1024,
  /** Of a document that is read as one. */
  documentBytesMax: 32 * 1024 * 1024,
} as const;

type InputContext = Pick<CommandContext, 'stdin' | 'signal'>;

export interface InputLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a file, or of stdin for `-` and nothing, without those that are blank or comments. */
export async function* readLines(
  context: InputContext,
  file: string | undefined,
): AsyncGenerator<InputLine, void, void> {
  let number = 0;
  let rest = '';
  for await (const chunk of readText(context, file)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > limits.lineBytesMax) throw tooLong(`line ${number + lines.length + 1}`);
    for (const text of lines) {
      number += 1;
      if (isContent(text)) yield { number, text };
    }
  }
  if (isContent(rest)) yield { number: number + 1, text: rest };
}

/** A file, or stdin for `-` and nothing, whole. */
export async function readDocument(
  context: InputContext,
  file: string | undefined,
): Promise<string> {
  let text = '';
  for await (const chunk of readText(context, file)) {
    text += chunk;
    if (text.length > limits.documentBytesMax) throw tooLong('the input');
  }
  return text;
}

function isContent(line: string): boolean {
  return !/^\s*(#|$)/.test(line);
}

async function* readText(
  context: InputContext,
  file: string | undefined,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytesOf(context, file)) {
      yield decoder.decode(Buffer.from(chunk), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? notText(error) : error;
  }
}

async function* bytesOf(
  context: InputContext,
  file: string | undefined,
): AsyncGenerator<string | Uint8Array, void, void> {
  const { signal } = context;
  const stream =
    file === undefined || file === '-' ? stdinOf(context, file) : createReadStream(file);
  const stop = (): unknown => stream.destroy(new MokvError('CANCELLED', 'interrupted'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* stream;
  } catch (error) {
    throw error instanceof MokvError ? error : fileErrorOf(error, 'read', file ?? 'stdin');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function stdinOf({ stdin }: InputContext, file: string | undefined): Readable {
  if (file === undefined && stdin.isTTY) {
    throw new MokvError('USAGE', 'there is no input, and stdin is a terminal', {
      hint: 'name a file, or give - to type it here',
    });
  }
  return stdin;
}

function tooLong(what: string): MokvError {
  return new MokvError('USAGE', `${what} is too long`);
}

function notText(cause: TypeError): MokvError {
  return new MokvError('USAGE', 'the input is not UTF-8', {
    hint: 'bytes stand in Base64 under value_b64',
    cause,
  });
}
