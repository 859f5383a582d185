import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { operationResultShape, revisionSchema } from '../schema-parts.ts';

export const txnSchemas: OutputSchemas = {
  txn: {
    json: z.object({
      succeeded: z.boolean().describe('all comparisons held'),
      rev: revisionSchema,
      results: z.array(z.object(operationResultShape)).describe('of what was done, in order'),
    }),
  },
};
