import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { operationResultShape } from '../schema-parts.ts';

export const outcomeSchemas: OutputSchemas = {
  outcome: {
    json: z.object({
      id: z.string().describe('the request id as CLIENT/NUMBER'),
      ...operationResultShape,
    }),
  },
};
