import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { keyValueSchema } from '../schema-parts.ts';

const groupSchema = z.object({
  prefix: z.string().describe('what its keys start with, up to and with the delimiter'),
  keys: z.number().describe('how many'),
});

/** A stream: each key is a document of its own. Values are there under --values, groups under --delimiter. */
export const listSchemas: OutputSchemas = {
  list: { json: z.union([keyValueSchema, groupSchema]) },
};
