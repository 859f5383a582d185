import { expect, it } from 'vitest';
import { formatHostPort } from '../shared/host-port.ts';
import { parseEndpoint } from './endpoint.ts';

it.each([
  ['127.0.0.1:8400', { host: '127.0.0.1', port: 8400 }],
  ['kv.example.com:1', { host: 'kv.example.com', port: 1 }],
  ['[::1]:65535', { host: '::1', port: 65_535 }],
])('reads %s and writes it the same', (text, endpoint) => {
  expect(parseEndpoint(text)).toEqual(endpoint);
  expect(formatHostPort(endpoint)).toBe(text);
});

it.each([
  '',
  ':8400',
  'host',
  'host:',
  'host:abc',
  'host:-1',
  'host:0',
  'host:65536',
  'host:0x50',
  'host:80.5',
  '::1:8400',
  '::1',
  '[::1]',
  '[host]:1',
  'a b:1',
  'http://host:1',
  'user@host:1',
])('refuses "%s"', (text) => {
  expect(() => parseEndpoint(text)).toThrowError(
    expect.objectContaining({
      code: 'USAGE',
      message: `"${text}" is not an address of the form host:port`,
    }),
  );
});
