import { expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

it.each([
  ['1ms', 1],
  ['5s', 5000],
  ['1.5m', 90_000],
  ['24h', 86_400_000],
])('reads %s', (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs);
});

it.each(['', '5', '0s', '-1s', '25h', '1d', '1 s', '1e3s', 's', '5S'])('refuses "%s"', (text) => {
  expect(() => parseDuration(text)).toThrowError('It must be a duration such as 500ms, 5s or 1m');
});
