import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const operations = z.object({
  kind: z.enum(['get', 'set']),
  count: z.number(),
  per_second: z.number(),
  p50_us: z.number(),
  p90_us: z.number(),
  p99_us: z.number(),
  p999_us: z.number(),
  max_us: z.number(),
});

export const benchSchemas: OutputSchemas = {
  bench: {
    json: z.object({
      clients: z.number(),
      keys: z.number(),
      value_bytes: z.number(),
      read_share: z.number().describe('0 to 1'),
      elapsed_ms: z.number(),
      operations: z.array(operations),
      errors: z.record(z.string(), z.number()).describe('how often, by code'),
    }),
  },
};
