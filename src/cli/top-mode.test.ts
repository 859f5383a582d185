import { expect, it } from 'vitest';
import { charsetOf, topMode } from './top-mode.ts';

const atTerminal = {
  environment: { term: 'xterm', screenReader: undefined },
  isTerminal: () => true,
};

it.each([
  [{}, {}, 'screen'],
  [{ once: true }, {}, 'once'],
  [{ check: true }, {}, 'once'],
  [{ once: true, output: 'json' }, {}, 'once'],
  [{ batch: true }, {}, 'batch'],
  [{ count: 3 }, {}, 'batch'],
  [{ output: 'json' }, {}, 'batch'],
  [{ output: 'plain' }, {}, 'screen'],
  [{}, { isTerminal: () => false }, 'batch'],
  [{}, { environment: { term: 'dumb', screenReader: undefined } }, 'batch'],
  [{}, { environment: { term: 'xterm', screenReader: 'true' } }, 'changes'],
  [{ batch: true }, { environment: { term: 'xterm', screenReader: 'true' } }, 'batch'],
] as const)('%j at %o is shown as %s', (options, terminal, mode) => {
  expect(topMode(options, { ...atTerminal, ...terminal })).toBe(mode);
});

it.each([
  [{ lang: 'en_US.UTF-8' }, 'unicode'],
  [{ lang: 'de_DE.utf8' }, 'unicode'],
  [{ lang: 'en_US.UTF-8', lcAll: 'C' }, 'ascii'],
  [{ lang: 'C', lcCtype: 'C.UTF-8' }, 'unicode'],
  [{}, 'ascii'],
] as const)('with %j it draws in %s', (locale, charset) => {
  const none = { lcAll: undefined, lcCtype: undefined, lang: undefined };
  expect(charsetOf({ ...none, ...locale })).toBe(charset);
});
