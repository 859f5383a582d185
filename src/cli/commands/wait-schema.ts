import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

export const waitSchemas: OutputSchemas = {
  wait: { json: z.object({ waited_ms: z.number() }) },
};
