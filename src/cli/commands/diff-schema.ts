import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, valueShape } from '../schema-parts.ts';

const value = z.object(valueShape).optional();

export const diffSchemas: OutputSchemas = {
  diff: {
    json: z.object({
      changes: z.array(
        z.object({
          action: z.enum(['create', 'update', 'delete']),
          key: keySchema,
          before: value,
          after: value,
        }),
      ),
      created: z.number().describe('keys that apply would create; so on'),
      updated: z.number(),
      deleted: z.number(),
      unchanged: z.number(),
    }),
  },
};
