/** "412", "1.2k", "20k", "3.4M": at most five characters below 10^15. */
export function formatCount(count: number): string {
  return scaled(count, 1000, ['', 'k', 'M', 'G', 'T']);
}

/** "512", "84M", "1.2G" of bytes, in powers of 1,024. */
export function formatSize(bytes: number): string {
  return scaled(bytes, 1024, ['', 'K', 'M', 'G', 'T']);
}

/** A latency in microseconds: "0.6ms", "41ms", "1.2s". */
export function formatMicros(us: number): string {
  const ms = us / 1000;
  if (ms < 9.95) return `${ms.toFixed(1)}ms`;
  return ms < 999.5 ? `${Math.round(ms)}ms` : `${(ms / 1000).toFixed(1)}s`;
}

/** Milliseconds as a clock: "00:41", "1:02:03". */
export function formatClock(ms: number): string {
  const seconds = Math.max(Math.floor(ms / 1000), 0);
  const two = (number: number): string => `${number}`.padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** The local time of day: "12:03:39". */
export function formatTimeOfDay(unixMs: number): string {
  const date = new Date(unixMs);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((number) => `${number}`.padStart(2, '0'))
    .join(':');
}

/** A share of 1 in percent: "0.0 %", "12 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}

function scaled(number: number, base: number, units: readonly string[]): string {
  let value = number;
  let power = 0;
  while (value >= 999.5 && power < units.length - 1) {
    value /= base;
    power += 1;
  }
  const digits = power > 0 && value < 9.95 ? value.toFixed(1) : `${Math.round(value)}`;
  return `${digits}${units[power]}`;
}
