import { expect, it } from 'vitest';
import { commandContext } from '../../test/support/command-run.ts';
import { type ColorOptions, colorLevel, paintFor } from './color.ts';
import type { Environment } from './environment.ts';

interface Place extends Partial<Environment> {
  readonly isTerminal: boolean;
}

it.each<[string, ColorOptions, Place, number]>([
  ['a terminal', {}, { isTerminal: true }, 1],
  ['a terminal of 256 colours', {}, { isTerminal: true, term: 'xterm-256color' }, 2],
  ['a terminal of all colours', {}, { isTerminal: true, colorTerm: 'truecolor' }, 3],
  ['a pipe', {}, { isTerminal: false, colorTerm: 'truecolor' }, 0],
  ['a dumb terminal', {}, { isTerminal: true, term: 'dumb' }, 0],
  ['NO_COLOR', {}, { isTerminal: true, noColor: '1' }, 0],
  ['MOKV_NO_COLOR', {}, { isTerminal: true, mokvNoColor: '1' }, 0],
  ['NO_COLOR against CLICOLOR_FORCE', {}, { isTerminal: true, noColor: '1', forceColor: '1' }, 0],
  ['CLICOLOR_FORCE on a pipe', {}, { isTerminal: false, forceColor: '1' }, 1],
  ['CLICOLOR_FORCE=0 on a pipe', {}, { isTerminal: false, forceColor: '0' }, 0],
  ['--color always against NO_COLOR', { color: 'always' }, { isTerminal: false, noColor: '1' }, 1],
  [
    '--color never against CLICOLOR_FORCE',
    { color: 'never' },
    { isTerminal: true, forceColor: '1' },
    0,
  ],
  ['--color auto', { color: 'auto' }, { isTerminal: true }, 1],
])('%s', async (_what, options, { isTerminal, ...environment }, level) => {
  const context = commandContext([], { environment, isTerminal });
  const found = colorLevel(options, context.environment, context.stdout);
  expect(found).toBe(level);
  expect((await paintFor(found)).bold('x')).toBe(level === 0 ? 'x' : '\x1b[1mx\x1b[22m');
});
