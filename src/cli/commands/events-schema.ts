import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { unixMs } from '../schema-parts.ts';

const event = z.object({
  time_ms: unixMs,
  node: z.string().describe('who tells it'),
  cursor: z.number().describe('of this node, from 1 since its start'),
  type: z.string().describe('"leader", "election", "member-failed" and so on'),
  text: z.string(),
  cause: z.string().nullable().describe('null: the node does not know'),
  fields: z.record(z.string(), z.string()),
});

export const eventsSchemas: OutputSchemas = { events: { json: event } };
