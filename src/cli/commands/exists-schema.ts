import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keySchema } from '../schema-parts.ts';

export const existsSchemas: OutputSchemas = {
  exists: { json: z.object({ key: keySchema, exists: z.boolean() }) },
};
