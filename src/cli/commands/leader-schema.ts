import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { addressedSchema } from '../schema-parts.ts';

export const leaderSchemas: OutputSchemas = {
  'leader show': { json: addressedSchema.extend({ term: z.number() }) },
  'leader transfer': { json: z.object({ id: z.string() }) },
  'leader step-down': { json: z.object({ stepped_down: z.boolean() }) },
};
