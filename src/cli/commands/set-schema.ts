import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, metaShape, revisionSchema, valueShape } from '../schema-parts.ts';

export const setSchemas: OutputSchemas = {
  set: {
    json: z.object({
      key: keySchema,
      rev: revisionSchema.optional(),
      created: z.boolean().optional().describe('it did not exist before'),
      previous: z
        .object({ ...valueShape, ...metaShape })
        .optional()
        .describe('under --prev, what was there before'),
    }),
  },
};
