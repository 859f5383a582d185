import { describe, expect, it } from 'vitest';
import { splitCommandLine, wantsJson } from './argv.ts';

describe('splitCommandLine', () => {
  it.each([
    [[], undefined, []],
    [['get', 'k'], 'get', ['k']],
    [['-e', 'h:1', 'get', 'k'], 'get', ['k', '-e', 'h:1']],
    [['--endpoints=h:1', '-q', 'get', 'k'], 'get', ['k', '--endpoints=h:1', '-q']],
    [['-q', 'set', 'k', '--', '-1'], 'set', ['k', '-q', '--', '-1']],
    [['help', 'get'], 'get', ['--help']],
    [['help'], 'help', []],
    [['--version'], 'version', []],
    [['--help'], undefined, ['--help']],
  ])('%j', (argv, name, rest) => {
    expect(splitCommandLine(argv)).toEqual({ name, rest });
  });
});

describe('wantsJson', () => {
  it.each([
    [['get', '-j'], true],
    [['get', '--json'], true],
    [['get', '-o', 'json'], true],
    [['get', '--output', 'ndjson'], true],
    [['get', '-ojson'], true],
    [['get', '--output=json'], true],
    [['get', '-o', 'plain'], false],
    [['get', 'json'], false],
    [['get', '-o'], false],
  ])('%j is %s', (argv, expected) => {
    expect(wantsJson(argv, { output: undefined })).toBe(expected);
  });
});
