import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema, revisionSchema, unixMs } from '../schema-parts.ts';

export const ttlSchemas: OutputSchemas = {
  ttl: {
    json: z.object({
      key: keySchema,
      rev: revisionSchema,
      ttl_ms: z.number().optional().describe('how long the key stays; absent: for ever'),
      expires_at_ms: unixMs.optional(),
      lease_id: z.string().optional().describe('the lease that it ends with'),
    }),
  },
};
