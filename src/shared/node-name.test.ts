import { describe, expect, it } from 'vitest';
import { isNodeName, nodeNameOfHost } from './node-name.ts';

describe('isNodeName', () => {
  it('takes 1 to 64 plain characters', () => {
    const texts = ['n1', 'A.b_c-d', 'x'.repeat(64), '', 'x'.repeat(65), 'a b', 'ä', 'a/b', 'a\n'];
    expect(texts.map(isNodeName)).toEqual([true, true, true, ...Array(6).fill(false)]);
  });
});

describe('nodeNameOfHost', () => {
  it('makes any host name a node name', () => {
    const hosts = ['web-1.example.com', "Anna's Mac", 'x'.repeat(80), ''];
    expect(hosts.map(nodeNameOfHost)).toEqual([
      'web-1.example.com',
      'Anna-s-Mac',
      'x'.repeat(64),
      'node',
    ]);
  });
});
