import { InvalidArgumentError } from 'commander';

const dayMs = 86_400_000;

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: dayMs,
};

/** Reads `500ms`, `5s`, `1.5m` or `1h`; the result is in milliseconds, more than 0 and at most one day. */
export function parseDuration(text: string): number {
  const durationMs = millisecondsOf(text);
  if (durationMs > 0 && durationMs <= dayMs && !text.endsWith('d')) return durationMs;
  throw new InvalidArgumentError('It must be a duration such as 500ms, 5s or 1m, at most 24h.');
}

/** Reads how long a key stays, as parseDuration and in days (`30d`); whole milliseconds, at most ten years. */
export function parseTtl(text: string): number {
  const ttlMs = millisecondsOf(text);
  if (ttlMs >= 1 && ttlMs <= 3650 * dayMs) return Math.round(ttlMs);
  throw new InvalidArgumentError('It must be a duration such as 30s, 10m, 1h or 30d.');
}

function millisecondsOf(text: string): number {
  const { count, unit } = /^(?<count>\d+(\.\d+)?)(?<unit>ms|s|m|h|d)$/.exec(text)?.groups ?? {};
  return Number(count) * (unitMs[unit ?? ''] ?? Number.NaN);
}
