import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const serveSchemas: OutputSchemas = {
  serve: {
    json: z
      .record(z.string(), z.object({ value, source: z.string() }))
      .describe('under --check-config: every configuration key'),
  },
};
