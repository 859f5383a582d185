import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { revisionSchema } from '../schema-parts.ts';

export const countSchemas: OutputSchemas = {
  count: { json: z.object({ count: z.number(), rev: revisionSchema }) },
};
