import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { OutputStream } from './command-context.ts';
import type { OutputOptions } from './output.ts';
import { clearLine, createProgress, progressText, showsProgress } from './progress.ts';

it.each<[boolean, string | undefined, OutputOptions, boolean]>([
  [true, undefined, {}, true],
  [false, undefined, {}, false],
  [true, 'dumb', {}, false],
  [true, 'xterm', { quiet: true }, false],
  [true, 'xterm', { color: 'never' }, true],
])('on a terminal: %s, TERM=%s, %j: %s', (isTTY, term, options, shown) => {
  expect(showsProgress({ environment: { term }, stderr: terminal(isTTY) }, options)).toBe(shown);
});

it.each([
  ['keys', undefined, { done: 512, elapsedMs: 2000 }, 'exporting 512 keys, 256/s'],
  [
    'keys',
    1024,
    { done: 512, elapsedMs: 2000 },
    'exporting 512 keys of 1024, 50 %, 256/s, 2s left',
  ],
  ['keys', 1024, { done: 0, elapsedMs: 0 }, 'exporting 0 keys of 1024, 0 %, 0/s'],
  ['keys', 100, { done: 150, elapsedMs: 1000 }, 'exporting 150 keys of 100, 100 %, 150/s, 0s left'],
  [
    'bytes',
    4096,
    { done: 1024, elapsedMs: 1000 },
    'exporting 1.0 KiB of 4.0 KiB, 25 %, 1.0 KiB/s, 3s left',
  ],
] as const)('%s of %s, %j: %s', (unit, total, state, text) => {
  expect(progressText({ label: 'exporting', unit, total }, state)).toBe(text);
});

it('writes nothing where nobody looks', () => {
  const stderr = terminal(false);
  const progress = createProgress({ environment: { term: undefined }, stderr }, {}, task);
  progress.add(1);
  progress.end();
  expect(stderr.readableLength).toBe(0);
});

it('draws on one line of the terminal and removes it', async () => {
  const stderr = terminal(true);
  const progress = createProgress({ environment: { term: 'xterm' }, stderr }, {}, task);
  await expect
    .poll(() => {
      progress.add(1);
      return stderr.readableLength;
    })
    .toBeGreaterThan(0);
  progress.end();
  const shown = String(stderr.read());
  expect(shown.startsWith(`${clearLine}exporting `)).toBe(true);
  expect(shown.endsWith(clearLine)).toBe(true);
  expect(shown).not.toContain('\n');
});

const task = { label: 'exporting', unit: 'keys', total: 10 } as const;

function terminal(isTTY: boolean): PassThrough & OutputStream {
  return Object.assign(new PassThrough(), { isTTY, columns: 80 });
}
