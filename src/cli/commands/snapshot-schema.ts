import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { revisionSchema, unixMs } from '../schema-parts.ts';

const origin = z.object({
  index: z.number().describe('of the log'),
  term: z.number(),
  rev: revisionSchema,
  keys: z.number(),
  time_ms: unixMs,
  node: z.string().describe('that it was taken from'),
  version: z.string().describe('of mokv'),
  file_bytes: z.number(),
});

const contents = origin.extend({
  key_bytes: z.number(),
  value_bytes: z.number(),
  expiring_keys: z.number(),
});

export const snapshotSchemas: OutputSchemas = {
  'snapshot save': { json: origin.extend({ file: z.string() }) },
  'snapshot verify': { json: contents },
  'snapshot inspect': { json: contents },
  'snapshot restore': {
    json: z.object({
      rev: revisionSchema,
      keys: z.number().describe('that the store has now, or would have'),
      keys_before: z.number(),
      dry_run: z.boolean(),
    }),
  },
};
