import { InvalidArgumentError } from 'commander';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Reads `500ms`, `5s`, `1.5m` or `1h`; the result is in milliseconds, more than 0 and at most one day. */
export function parseDuration(text: string): number {
  const { count, unit } = /^(?<count>\d+(\.\d+)?)(?<unit>ms|s|m|h)$/.exec(text)?.groups ?? {};
  const durationMs = Number(count) * (unitMs[unit ?? ''] ?? Number.NaN);
  if (durationMs > 0 && durationMs <= 86_400_000) return durationMs;
  throw new InvalidArgumentError('It must be a duration such as 500ms, 5s or 1m, at most 24h.');
}
