import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../shared/limits.ts';
import { readValue, type ValueInput, type ValueSource } from './value-input.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-value-'));
  await writeFile(join(directory, 'f'), Buffer.from([0, 255, 10]));
});

afterAll(() => rm(directory, { recursive: true }));

describe('readValue', () => {
  it.each<[string, Partial<ValueInput>, string]>([
    ['the argument itself', { argument: 'v' }, 'v'],
    ['an empty argument', { argument: '' }, ''],
    ['- as stdin', { argument: '-' }, 'in\n'],
    ['no argument as stdin', {}, 'in\n'],
    ['- after -- literally', { argument: '-', isLiteral: true }, '-'],
    ['@x after -- literally', { argument: '@x', isLiteral: true }, '@x'],
    ['@@x as @x', { argument: '@@x' }, '@x'],
    ['Base64', { argument: 'aGk=', isBase64: true }, 'hi'],
    ['Base64 without padding and with line ends', { argument: 'a\nGk', isBase64: true }, 'hi'],
  ])('takes %s', async (_what, input, expected) => {
    expect(Buffer.from(await readValue(sourceOf('in\n'), inputOf(input))).toString()).toBe(
      expected,
    );
  });

  it('takes an empty stdin as an empty value', async () => {
    expect(await readValue(sourceOf(''), inputOf({}))).toHaveLength(0);
  });

  it('takes the bytes of a file', async () => {
    const value = await readValue(sourceOf(''), inputOf({ argument: `@${join(directory, 'f')}` }));
    expect([...value]).toEqual([0, 255, 10]);
  });

  it.each<[string, Partial<ValueInput>, string]>([
    ['a file that is missing', { argument: '@/no/such/file' }, 'cannot read /no/such/file'],
    ['what is not Base64', { argument: 'a*b', isBase64: true }, 'the value is not Base64'],
    ['what was not UTF-8', { argument: 'a\uFFFDb' }, 'the value is not valid UTF-8'],
    ['a long value', { argument: 'x'.repeat(limits.valueBytesMax + 1) }, 'the value is too long'],
  ])('refuses %s', async (_what, input, message) => {
    await expect(readValue(sourceOf(''), inputOf(input))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(message),
      hint: expect.any(String),
    });
  });

  it('refuses an endless stdin without reading all of it', async () => {
    const chunk = Buffer.alloc(limits.valueBytesMax);
    const endless = Readable.from(
      (function* () {
        for (;;) yield chunk;
      })(),
    );
    await expect(readValue({ ...sourceOf(''), stdin: endless }, inputOf({}))).rejects.toMatchObject(
      {
        message: 'the value is too long',
      },
    );
  });

  it('does not wait at a terminal', async () => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    await expect(readValue({ ...sourceOf(''), stdin }, inputOf({}))).rejects.toMatchObject({
      code: 'USAGE',
      message: 'there is no value, and stdin is a terminal',
    });
  });

  it('stops waiting for stdin at an interruption', async () => {
    const interruption = new AbortController();
    const source = { stdin: new PassThrough(), signal: interruption.signal };
    const value = readValue(source, inputOf({}));
    interruption.abort();
    await expect(value).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

function inputOf(input: Partial<ValueInput>): ValueInput {
  return { argument: undefined, isLiteral: false, isBase64: false, ...input };
}

function sourceOf(text: string): ValueSource {
  return { stdin: Readable.from([Buffer.from(text)]), signal: new AbortController().signal };
}
