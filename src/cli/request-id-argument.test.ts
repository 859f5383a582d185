import { expect, it } from 'vitest';
import { parseRequestId } from './request-id-argument.ts';

it.each([
  ['job', 'job', 1],
  ['job/7', 'job', 7],
  ['a/b/7', 'a/b', 7],
  ['a/b', 'a/b', 1],
  ['a/0', 'a/0', 1],
  ['/7', '/7', 1],
])('reads %s', (text, client, sequence) => {
  expect(parseRequestId(text)).toEqual({ client, sequence });
});

it.each(['', 'é'.repeat(33)])('refuses "%s"', (text) => {
  expect(() => parseRequestId(text)).toThrowError('It must be CLIENT/NUMBER or a name');
});
