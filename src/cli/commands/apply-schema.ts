import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, revisionSchema } from '../schema-parts.ts';

const action = z.enum(['create', 'update', 'delete']);

export const applySchemas: OutputSchemas = {
  apply: {
    json: z.object({
      changes: z.array(z.object({ action, key: keySchema })),
      created: z.number(),
      updated: z.number(),
      deleted: z.number(),
      unchanged: z.number(),
      rev: revisionSchema.optional(),
      dry_run: z.literal(true).optional().describe('nothing was changed'),
    }),
  },
};
