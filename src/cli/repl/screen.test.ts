import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Screen } from './screen.ts';

it('knows what stands on the last line, whoever wrote it', () => {
  const terminal = new PassThrough();
  const screen = new Screen(terminal, terminal);
  screen.stdout.write('one\ntwo');
  screen.stderr.write(' three');
  expect(screen.lastLine).toBe('two three');
  screen.stderr.write('\rfour');
  expect(screen.lastLine).toBe('four');
  screen.freshLine();
  screen.freshLine();
  expect(screen.lastLine).toBe('');
  expect(terminal.read().toString()).toBe('one\ntwo three\rfour\n');
});
