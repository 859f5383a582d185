import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes, MokvError, messageOf } from './errors.ts';

const documentation = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const [, ...sections] = documentation.split(/^## /m);

it('docs/errors.md lists every code, in order, and no other', () => {
  expect(sections.map((section) => section.split('\n')[0])).toEqual([...errorCodes]);
});

it.each(sections)('docs/errors.md gives status, exit code, cause and remedy: %s', (section) => {
  expect(section).toMatch(/^[A-Z_]+\n\ngRPC `[A-Z_]+`, exit \d+[^.]*\. \S.*\n_Remedy:_ \S/s);
});

it('a MokvError keeps code, hint, facts and cause', () => {
  const cause = new Error('below');
  const error = new MokvError('NOT_LEADER', 'n2 leads', {
    hint: 'ask n2',
    metadata: { leader_addr: 'h:1' },
    cause,
  });
  expect({ ...error, message: error.message, cause: error.cause }).toEqual({
    name: 'MokvError',
    code: 'NOT_LEADER',
    message: 'n2 leads',
    hint: 'ask n2',
    metadata: { leader_addr: 'h:1' },
    cause,
  });
});

it('messageOf takes anything that can be thrown', () => {
  expect([messageOf(new Error('e')), messageOf('text'), messageOf(undefined)]).toEqual([
    'e',
    'text',
    'undefined',
  ]);
});
