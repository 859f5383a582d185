import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const node = z.object({
  id: z.string().describe('of the node, or of the endpoint while it does not answer'),
  addr: z.string(),
  live: z.boolean(),
  ready: z.boolean(),
  drained: z.boolean().nullable().describe('null: it does not answer'),
  role: z.string().nullable(),
  problem: z.string().nullable().describe('why it is not ready; null when it is'),
});

export const healthSchemas: OutputSchemas = {
  health: { json: z.object({ healthy: z.boolean(), nodes: z.array(node) }), ndjson: node },
};
