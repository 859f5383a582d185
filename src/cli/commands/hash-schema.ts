import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { revisionSchema } from '../schema-parts.ts';

const node = z.object({
  id: z.string(),
  index: z.number().describe('of the log'),
  rev: revisionSchema,
  applied_hash: z.string().describe('of everything applied up to the index'),
  contents_hash: z.string().nullable().describe('SHA-256 of keys and values under --contents'),
  contents_index: z.number().nullable().describe('at which the contents were hashed'),
});

export const hashSchemas: OutputSchemas = {
  hash: {
    json: z.object({
      equal: z.boolean().describe('all that answered are the same'),
      nodes: z.array(node),
    }),
    ndjson: node,
  },
};
