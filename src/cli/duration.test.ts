import { describe, expect, it } from 'vitest';
import { parseDuration, parseTtl } from './duration.ts';

describe('a duration', () => {
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
});

describe('the time of a key', () => {
  it.each([
    ['1ms', 1],
    ['1.4ms', 1],
    ['30d', 30 * 86_400_000],
    ['3650d', 3650 * 86_400_000],
  ])('reads %s', (text, ttlMs) => {
    expect(parseTtl(text)).toBe(ttlMs);
  });

  it.each(['', '30', '0s', '0.1ms', '3651d', '1w'])('refuses "%s"', (text) => {
    expect(() => parseTtl(text)).toThrowError('It must be a duration such as 30s, 10m, 1h or 30d');
  });
});
