import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, metaShape, valueShape } from '../schema-parts.ts';

/** Each key is a document of its own; import reads them. */
export const exportSchemas: OutputSchemas = {
  export: {
    json: z.object({
      key: keySchema,
      ...valueShape,
      ...metaShape,
      ttl_ms: z.number().optional().describe('how long it had to live when it was exported'),
    }),
  },
};
