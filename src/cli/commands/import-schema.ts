import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { revisionSchema } from '../schema-parts.ts';

export const importSchemas: OutputSchemas = {
  import: {
    json: z.object({
      written: z.number(),
      skipped: z.number().describe('left as they were, under --if-absent'),
      leased: z.number().describe('left out, because they belong to a lease'),
      rev: revisionSchema,
      dry_run: z.literal(true).optional().describe('nothing was written'),
    }),
  },
};
