import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { operationResultShape } from '../schema-parts.ts';

/** Each line of the input has a document of its own. */
export const batchSchemas: OutputSchemas = {
  batch: {
    json: z.object({ line: z.number().describe('of the input, from 1'), ...operationResultShape }),
  },
};
