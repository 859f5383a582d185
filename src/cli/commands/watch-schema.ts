import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, metaShape, valueShape } from '../schema-parts.ts';

/** Each change is a document of its own. */
export const changeSchema = z.object({
  type: z.enum(['set', 'delete']),
  key: keySchema,
  ...valueShape,
  ...metaShape,
  initial: z.literal(true).optional().describe('under --initial: it was so when the watch began'),
  expired: z.literal(true).optional().describe('deleted because its time or its lease ended'),
});

export const watchSchemas: OutputSchemas = { watch: { json: changeSchema } };
