import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readDocument, readLines } from './input-lines.ts';

const { signal } = new AbortController();

async function linesOf(...chunks: readonly (string | Uint8Array)[]) {
  const found: (readonly [number: number, text: string])[] = [];
  for await (const { number, text } of readLines({ stdin: Readable.from(chunks), signal }, '-')) {
    found.push([number, text]);
  }
  return found;
}

describe('lines', () => {
  it('are numbered, without those that say nothing', async () => {
    expect(await linesOf('a\n\n  # no\n b \n')).toEqual([
      [1, 'a'],
      [4, ' b '],
    ]);
  });

  it('may be cut anywhere, even within a character, and need no end', async () => {
    const bytes = Buffer.from('é\nü');
    expect(await linesOf(...Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual([
      [1, 'é'],
      [2, 'ü'],
    ]);
    expect(await linesOf()).toEqual([]);
  });

  it('that are no text are refused', async () => {
    await expect(linesOf(Buffer.from([0xff, 0x0a]))).rejects.toThrowError('the input is not UTF-8');
    await expect(linesOf(Buffer.from([0xc3]))).rejects.toThrowError('the input is not UTF-8');
  });

  it('end when somebody interrupts the waiting', async () => {
    const interruption = new AbortController();
    const lines = readLines({ stdin: new PassThrough(), signal: interruption.signal }, '-');
    const next = lines.next();
    interruption.abort('SIGINT');
    await expect(next).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

it('a document from a terminal must be asked for', async () => {
  const stdin = Object.assign(Readable.from(['a: 1']), { isTTY: true });
  await expect(readDocument({ stdin, signal }, undefined)).rejects.toMatchObject({
    code: 'USAGE',
    message: 'there is no input, and stdin is a terminal',
  });
  expect(await readDocument({ stdin, signal }, '-')).toBe('a: 1');
});

it('a file that is not there is named', async () => {
  await expect(readDocument({ stdin: Readable.from([]), signal }, '/none')).rejects.toThrowError(
    'cannot read /none: no such file or directory',
  );
});
