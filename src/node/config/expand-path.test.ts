import { describe, expect, it } from 'vitest';
import { expandPath } from './expand-path.ts';

const context = { home: '/home/anna', base: '/etc/mokv' };

describe('expandPath', () => {
  it.each([
    ['/data', '/data'],
    ['data', '/etc/mokv/data'],
    ['./data/', '/etc/mokv/data'],
    ['../certs/ca.pem', '/etc/certs/ca.pem'],
    ['~', '/home/anna'],
    ['~/.mokv', '/home/anna/.mokv'],
    ['$HOME/.mokv', '/home/anna/.mokv'],
    ['$' + '{HOME}/.mokv', '/home/anna/.mokv'],
    ['/backup$HOME', '/backup/home/anna'],
    ['a~b', '/etc/mokv/a~b'],
    ['./~user', '/etc/mokv/~user'],
    ['/a$/b', '/a$/b'],
    ['/price$5', '/price$5'],
  ])('takes %s for %s', (text, path) => {
    expect(expandPath(text, context)).toEqual({ type: 'path', path });
  });

  it.each([
    ['$TMPDIR/x', 'only $HOME and ~ are expanded, not $TMPDIR'],
    ['$HOMEDIR/x', 'only $HOME and ~ are expanded, not $HOMEDIR'],
    ['/a/$' + '{X}', 'only $HOME and ~ are expanded, not $' + '{X}'],
    ['/a/$' + '{X', 'only $HOME and ~ are expanded, not $' + '{X'],
    ['~user/x', 'only $HOME and ~ are expanded, not ~user'],
  ])('refuses %s', (text, reason) => {
    expect(expandPath(text, context)).toEqual({ type: 'refused', reason });
  });

  it('does not take characters of HOME for a replacement pattern', () => {
    expect(expandPath('~/a', { home: "/h$&$'", base: undefined })).toEqual({
      type: 'path',
      path: "/h$&$'/a",
    });
  });

  it('needs HOME only where it stands', () => {
    const homeless = { home: undefined, base: '/etc' };
    const texts = ['~/x', '$HOME', 'x', '/a$/b'];
    expect(texts.map((text) => expandPath(text, homeless))).toEqual([
      { type: 'refused', reason: 'HOME is not set' },
      { type: 'refused', reason: 'HOME is not set' },
      { type: 'path', path: '/etc/x' },
      { type: 'path', path: '/a$/b' },
    ]);
  });

  it('needs the working directory only for relative paths', () => {
    const lost = { home: '/h', base: undefined };
    expect([expandPath('/x', lost), expandPath('x', lost)]).toEqual([
      { type: 'path', path: '/x' },
      { type: 'refused', reason: 'it is relative and the working directory is gone' },
    ]);
  });
});
