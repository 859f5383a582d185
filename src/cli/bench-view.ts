import type { Load, LoadResult } from './bench-load.ts';
import { formatBytes } from './format-quantity.ts';
import { formatTable } from './format-table.ts';
import type { LatencyHistogram } from './latency-histogram.ts';

const quantiles = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['p99.9', 0.999],
] as const;

/** Throughput and a table of latencies. */
export function benchText(load: Load, result: LoadResult): string {
  const { clients, keys, valueBytes, readShare } = load;
  const rows = rowsOf(result).map(([name, histogram]) => [
    name,
    `${histogram.count}`,
    `${perSecond(histogram, result)}`,
    ...quantiles.map(([, share]) => millisecondsText(histogram.quantile(share))),
    millisecondsText(histogram.maxUs),
  ]);
  const head = ['', 'COUNT', 'PER SECOND', ...quantiles.map(([name]) => name), 'MAX'];
  const share = `${Math.round(readShare * 100)} % reads`;
  const title = `${clients} clients, ${keys} keys, values of ${formatBytes(valueBytes)}, ${share}, ${(result.elapsedMs / 1000).toFixed(1)}s`;
  const errors = [...result.errors].map(([code, number]) => `${number} ${code}`).join(', ');
  return `${title}\n${formatTable(head, rows)}errors: ${errors === '' ? 'none' : errors}`;
}

/** The same for programs. */
export function benchRecord(load: Load, result: LoadResult): object {
  return {
    clients: load.clients,
    keys: load.keys,
    value_bytes: load.valueBytes,
    read_share: load.readShare,
    elapsed_ms: Math.round(result.elapsedMs),
    operations: rowsOf(result).map(([kind, histogram]) => ({
      kind,
      count: histogram.count,
      per_second: perSecond(histogram, result),
      p50_us: Math.round(histogram.quantile(0.5)),
      p90_us: Math.round(histogram.quantile(0.9)),
      p99_us: Math.round(histogram.quantile(0.99)),
      p999_us: Math.round(histogram.quantile(0.999)),
      max_us: Math.round(histogram.maxUs),
    })),
    errors: Object.fromEntries(result.errors),
  };
}

function rowsOf({ reads, writes }: LoadResult) {
  return [['get', reads] as const, ['set', writes] as const].filter(
    ([, histogram]) => histogram.count > 0,
  );
}

function perSecond({ count }: LatencyHistogram, { elapsedMs }: LoadResult): number {
  return Math.round((count / elapsedMs) * 1000);
}

function millisecondsText(us: number): string {
  return `${(us / 1000).toFixed(us < 10_000 ? 2 : 0)}ms`;
}
