import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const output = z.object({
  version: z.string(),
  node: z.string().describe('version of Node'),
  server: z.object({ id: z.string(), version: z.string() }).optional().describe('under --server'),
});

export const versionSchemas: OutputSchemas = { version: { json: output } };
