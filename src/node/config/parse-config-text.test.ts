import { describe, expect, it } from 'vitest';
import { parseConfigText } from './parse-config-text.ts';

describe('parseConfigText', () => {
  it('keeps the text of each value and its line', () => {
    const text = [
      '# a node',
      'node-name: n1   # its name',
      'rpc-port: 0x50',
      'metrics-port: 1e3',
      'bootstrap: yes',
      'data-dir: "~"',
      "log-level: 'null'",
      'start-join-addrs:',
      '  - 127.0.0.1:8401',
      '  - "[::1]:8401"',
    ].join('\n');
    expect(parseConfigText(text, 'f')).toEqual([
      { key: 'node-name', value: 'n1', line: 2 },
      { key: 'rpc-port', value: '0x50', line: 3 },
      { key: 'metrics-port', value: '1e3', line: 4 },
      { key: 'bootstrap', value: 'yes', line: 5 },
      { key: 'data-dir', value: '~', line: 6 },
      { key: 'log-level', value: 'null', line: 7 },
      { key: 'start-join-addrs', value: ['127.0.0.1:8401', '[::1]:8401'], line: 8 },
    ]);
  });

  it('takes a byte order mark, carriage returns, tabs before a value and flow style', () => {
    expect(parseConfigText('\uFEFFa:\t1\r\nb: [x, y]\r\n', 'f')).toEqual([
      { key: 'a', value: '1', line: 1 },
      { key: 'b', value: ['x', 'y'], line: 2 },
    ]);
  });

  it.each(['', '\n\n', '# only a comment\n', '---\n'])('finds nothing in %j', (text) => {
    expect(parseConfigText(text, 'f')).toEqual([]);
  });

  it.each([
    ['\ta: 1', 'f:1:1: Tabs are not allowed as indentation'],
    ['a: 1\nb: "x', 'f:2:6: Missing closing "quote'],
    ['a: b: c', 'f:1:4: Nested mappings are not allowed in compact mappings'],
    ['a: 1\nb: 2\na: 3', 'f:3:1: "a" is set twice, first on line 1'],
    ['a: 1\n---\nb: 2', 'f:2:1: a second document starts here'],
    ['a: &x 1', 'f:1:7: anchors are not supported'],
    ['a: 1\nb: *x', 'f:2:4: aliases are not supported'],
    ['a: !!binary aGk=', 'f:1:13: tags are not supported'],
    ['a: !foo x', 'f:1:4: Unresolved tag: !foo'],
    ['just text', 'f:1:1: expected lines of the form key: value'],
    ['[a, b]', 'f:1:1: expected lines of the form key: value'],
    ['? [a]\n: 1', 'f:1:3: expected a plain key'],
    ['a:\n  b: 1', 'f:1:1: "a": expected a value, got a map'],
    ['a: [[1]]', 'f:1:1: "a": expected a value, got a list or map in a list'],
    ['a:', 'f:1:1: "a": expected a value, got nothing'],
    ['a: ~', 'f:1:1: "a": expected a value, got nothing'],
    ['a: null', 'f:1:1: "a": expected a value, got nothing'],
    ['a: [x, ~]', 'f:1:1: "a": expected a value, got nothing'],
  ])('refuses %j', (text, message) => {
    expect(() => parseConfigText(text, 'f')).toThrow(
      expect.objectContaining({ code: 'CONFIG', message }),
    );
  });

  it('refuses an alias bomb before it grows', () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const lines = levels.map((name, at) => {
      const item = at === 0 ? 'lol' : `*${levels[at - 1]}`;
      return `${name}: &${name} [${Array(9).fill(item).join(', ')}]`;
    });
    const start = performance.now();
    expect(() => parseConfigText(lines.join('\n'), 'f')).toThrow(
      'f:1:7: anchors are not supported',
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('refuses brackets nested to any depth', () => {
    expect(() => parseConfigText('['.repeat(60_000), 'f')).toThrow(
      expect.objectContaining({ code: 'CONFIG' }),
    );
  });
});
