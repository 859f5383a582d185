import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, revisionSchema } from '../schema-parts.ts';

export const deleteSchemas: OutputSchemas = {
  delete: {
    json: z.object({
      keys: z.array(keySchema).optional().describe('those that were named'),
      deleted: z.number().optional().describe('how many keys there were'),
      rev: revisionSchema.optional(),
      dry_run: z.literal(true).optional().describe('nothing was deleted'),
    }),
  },
};
