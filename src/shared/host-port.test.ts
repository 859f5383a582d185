import { describe, expect, it } from 'vitest';
import { formatHostPort, isHost, parseHostPort, parsePort } from './host-port.ts';

describe('parseHostPort', () => {
  it.each([
    ['127.0.0.1:8401', { host: '127.0.0.1', port: 8401 }],
    ['[::1]:8400', { host: '::1', port: 8400 }],
    ['node-1.example.com:1', { host: 'node-1.example.com', port: 1 }],
    ['my_node:65535', { host: 'my_node', port: 65_535 }],
  ])('reads %s and writes it the same way', (text, expected) => {
    expect(parseHostPort(text)).toEqual(expected);
    expect(formatHostPort(expected)).toBe(text);
  });

  it.each([
    '',
    ':8400',
    'host',
    'host:',
    'host:0',
    'host:65536',
    'host:0x50',
    'host:08400',
    'host:-1',
    'host:1:2',
    '::1:8400',
    '[::1]',
    '[127.0.0.1]:80',
    '[host]:80',
    '999.1.1.1:80',
    '1.2.3:80',
    'ho st:80',
    'host:80 ',
    'http://host:80',
    'user@host:80',
    `${'x'.repeat(254)}:80`,
  ])('refuses %j', (text) => {
    expect(parseHostPort(text)).toBeUndefined();
  });
});

describe('isHost', () => {
  it('takes names and addresses without a port', () => {
    const texts = ['localhost', '0.0.0.0', '::', '[::]', 'localhost:80', ''];
    expect(texts.map(isHost)).toEqual([true, true, true, false, false, false]);
  });
});

describe('parsePort', () => {
  it('takes plain decimal digits only', () => {
    const texts = ['0', '80', '65535', '65536', '00', '8e3', '80.5', '-1', ' 80', ''];
    expect(texts.map(parsePort)).toEqual([0, 80, 65_535, ...Array(7).fill(undefined)]);
  });
});
