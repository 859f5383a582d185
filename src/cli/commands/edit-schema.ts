import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, revisionSchema } from '../schema-parts.ts';

export const editSchemas: OutputSchemas = {
  edit: {
    json: z.object({
      key: keySchema,
      rev: revisionSchema,
      created: z.boolean().describe('it did not exist before'),
    }),
  },
};
